// A field that someone else changed meanwhile: both texts in a row of their own below, and the choice between them.

import { copyOf, fill, say, words } from "./page.js";
import { compare } from "./difference.js";
import { headingOf, keyOf, ownerOf } from "./fields.js";

export const clashes = new Map(); // field → what the server answered

function nameOf(clash) {
  return clash.by || words.somebody;
}

function inWords(field, text) {
  return field.localName === "select" ? [...field.options].find((option) => option.value === text)?.text : text;
}

export function draw(field, choose) {
  erase(field);
  const clash = clashes.get(field);
  const row = copyOf("clash");
  row.dataset.clash = keyOf(field);
  const slot = (name) => row.querySelector(`[data-slot=${name}]`);
  slot("what").textContent = fill(words.changed, { field: headingOf(field), name: nameOf(clash) });
  slot("whose").textContent = fill(words.whose, nameOf(clash));
  slot("when").textContent = clash.at ? fill(words.when, clash.at) : "";
  row.querySelector("[data-choose=theirs]").textContent = fill(words.useTheirs, nameOf(clash));
  if (field.localName === "select") row.querySelector("[data-choose=both]").remove();
  row.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (choice) choose(field, choice);
  });
  insert(field, row);
  field.closest("td, th").classList.add("clash-mark");
  refresh(field);
}

// The cell of the area grows by the row that comes into it.
function insert(field, row) {
  const owner = ownerOf(field);
  const line = owner.localName === "tr" ? owner : owner.querySelector("tr");
  const across = owner.closest("table").querySelectorAll("thead th").length;
  const area = line.closest("tbody").querySelector("th.area");
  row.firstElementChild.colSpan = area ? across - 1 : across;
  if (area) area.rowSpan += 1;
  line.after(row);
}

function rowOf(field) {
  return document.querySelector(`[data-clash="${keyOf(field)}"]`);
}

export function erase(field) {
  const row = rowOf(field);
  field.closest("td, th")?.classList.remove("clash-mark");
  if (!row) return;
  const area = row.closest("tbody").querySelector("th.area");
  if (area) area.rowSpan -= 1;
  row.remove();
}

// The difference as it now stands: the person may go on writing in the field.
export function refresh(field) {
  const row = rowOf(field);
  if (!row) return;
  const mine = inWords(field, field.value);
  const theirs = inWords(field, clashes.get(field).theirs);
  const [left, right] = compare(mine, theirs);
  write(row.querySelector("[data-slot=mine]"), left);
  write(row.querySelector("[data-slot=theirs]"), right);
}

function write(paragraph, pieces) {
  paragraph.replaceChildren(
    ...pieces.map(([text, differs]) => {
      if (!differs) return text;
      const mark = document.createElement("ins");
      mark.textContent = text;
      return mark;
    }),
  );
}

export function tell(field) {
  say(fill(words.changed, { field: headingOf(field), name: nameOf(clashes.get(field)) }));
}
