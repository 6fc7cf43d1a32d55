// The fields of the table: whose they are, what stands in them, and what saving has to know of them (saving/desk.js).

import { setBase, unsaved } from "../saving/desk.js";
import { copyOf, words } from "../saving/page.js";
import { offer as offerUndo } from "./undo.js";

const grows = !CSS.supports("field-sizing", "content");

export const table = () => document.getElementById("plan-table");
export const allFields = (root = table()) => [...root.querySelectorAll("[data-field]")];
export const rowElement = (key) => document.getElementById(`rad-${key}`);

// The row, or for a title the area, that a field belongs to.
export function ownerOf(field) {
  return field.dataset.field === "title" ? field.closest("tbody") : field.closest("tr[data-row]");
}

export function ownerKey(field) {
  const owner = ownerOf(field);
  return owner.dataset.row ?? owner.dataset.area;
}

export function fieldOf(key, name) {
  const owner = rowElement(key) ?? document.getElementById(`omrade-${key}`);
  return owner?.querySelector(`[data-field="${name}"]`) ?? null;
}

function headingOf(field) {
  return field.closest("[data-label]")?.dataset.label ?? field.getAttribute("aria-label");
}

// Opens a field for writing; what it shows then is what the server has stored.
export function open(field) {
  if (field.localName === "select") {
    for (const option of field.options) option.selected = option.defaultSelected;
    field.disabled = false;
  } else {
    field.value = field.defaultValue;
    field.readOnly = false;
  }
  setBase(field, field.value);
  paint(field);
}

// A text that comes from elsewhere: the caret stays where it was.
export function show(field, text) {
  const { selectionStart, selectionEnd } = field;
  field.value = text;
  if (field === document.activeElement && selectionStart !== undefined) {
    field.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length));
  }
  paint(field);
}

// The symbol and the tint beside a degree of completion; the height of a field where the browser does not see to it.
export function paint(field) {
  if (field.localName === "select") {
    const cell = field.closest("td");
    const name = field.value || "unset";
    const symbol = cell.querySelector("use");
    cell.dataset.s = name;
    symbol.setAttribute("href", symbol.getAttribute("href").replace(/#.*/, `#st-${name}`));
  } else if (grows) {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
}

function remark(row, text) {
  const line = row?.querySelector(".read-as");
  if (!line) return;
  line.textContent = text;
  line.closest("td").classList.toggle("has-reading", Boolean(text));
}

function heard(field, answer) {
  ownerOf(field).querySelector(".carried")?.remove(); // it is no longer as it came from the earlier plan
  const time = fieldOf(ownerKey(field), "timeframe");
  if (time && !unsaved.has(time)) remark(ownerOf(time), answer.remark);
  if ("undo" in answer) offerUndo(answer.undo);
}

function lost(field) {
  if (!ownerOf(field).dataset.row || document.querySelector("[data-notice=gone]")) return;
  const notice = copyOf("gone-notice");
  notice.querySelector("[data-fetch-back]").dataset.fetchBack = ownerKey(field);
  document.getElementById("at-hand").prepend(notice);
}

// A row of its own below. The cell of the area grows by the row that comes into it.
function place(field, row) {
  const owner = ownerOf(field);
  const line = owner.localName === "tr" ? owner : owner.querySelector("tr");
  const across = owner.closest("table").querySelectorAll("thead th").length;
  const area = line.closest("tbody").querySelector("th.area");
  row.firstElementChild.colSpan = area ? across - 1 : across;
  if (area) area.rowSpan += 1;
  line.after(row);
  field.closest("td, th").classList.add("clash-mark");
}

function unplace(field, row) {
  field.closest("td, th")?.classList.remove("clash-mark");
  if (!row) return;
  const area = row.closest("tbody").querySelector("th.area");
  if (area) area.rowSpan -= 1;
  row.remove();
}

function inWords(field, text) {
  return field.localName === "select" ? ([...field.options].find((option) => option.value === text)?.text ?? text) : text;
}

function labelOf(field) {
  return field.dataset.field === "title" ? headingOf(field) : (field.getAttribute("aria-label") ?? "–");
}

const nameOf = (field) => field.dataset.field;

function addressOf(field) {
  return `${ownerOf(field).dataset.row ? words.rowPath : words.areaPath}${ownerKey(field)}/lagre/`;
}

export const ofTheTable = {
  allFields,
  fieldOf,
  ownerKey,
  nameOf,
  valueOf: (field) => field.value,
  read: (field, stored) => stored,
  show,
  inWords,
  canMerge: (field) => field.localName !== "select",
  versionOf: (field) => Number(ownerOf(field).dataset.version),
  setVersion: (field, version) => {
    ownerOf(field).dataset.version = version;
  },
  headingOf,
  labelOf,
  controlOf: (field) => field,
  focus: (field) => field?.focus(),
  addressOf,
  bodyOf: (field, text, base) => ({ field: nameOf(field), text, base }),
  heard,
  lost,
  place,
  unplace,
};
