// A field that someone else changed meanwhile: both texts beside it, and the choice between them.

import { copyOf, fill, say, words } from "./page.js";
import { compare } from "./difference.js";
import { desk, keyOf } from "./desk.js";

export const clashes = new Map(); // field → what the server answered

function nameOf(clash) {
  return clash.by || words.somebody;
}

export function draw(field, choose) {
  erase(field);
  const clash = clashes.get(field);
  const row = copyOf("clash");
  row.dataset.clash = keyOf(field);
  const slot = (name) => row.querySelector(`[data-slot=${name}]`);
  slot("what").textContent = fill(words.changed, { field: desk.headingOf(field), name: nameOf(clash) });
  slot("whose").textContent = fill(words.whose, nameOf(clash));
  slot("when").textContent = clash.at ? fill(words.when, clash.at) : "";
  row.querySelector("[data-choose=theirs]").textContent = fill(words.useTheirs, nameOf(clash));
  if (!desk.canMerge(field)) row.querySelector("[data-choose=both]").remove();
  row.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (choice) choose(field, choice);
  });
  desk.place(field, row);
  refresh(field);
}

function rowOf(field) {
  return document.querySelector(`[data-clash="${keyOf(field)}"]`);
}

export function erase(field) {
  desk.unplace(field, rowOf(field));
}

// The difference as it now stands: the person may go on writing in the field.
export function refresh(field) {
  const row = rowOf(field);
  if (!row) return;
  const mine = desk.inWords(field, desk.valueOf(field));
  const theirs = desk.inWords(field, desk.read(field, clashes.get(field).theirs));
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
  say(fill(words.changed, { field: desk.headingOf(field), name: nameOf(clashes.get(field)) }));
}
