// The fields of the table: whose they are, the text they began from, and which hold text that is not stored yet.

const bases = new WeakMap();
const grows = !CSS.supports("field-sizing", "content");

export const unsaved = new Set();

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

export const keyOf = (field) => `${ownerKey(field)}:${field.dataset.field}`;

export function fieldOf(key, name) {
  const owner = rowElement(key) ?? document.getElementById(`omrade-${key}`);
  return owner?.querySelector(`[data-field="${name}"]`) ?? null;
}

export function baseOf(field) {
  return bases.get(field);
}

export function setBase(field, text) {
  bases.set(field, text);
}

export function isUnsaved(field) {
  return field.value !== bases.get(field);
}

export function headingOf(field) {
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

export function remark(row, text) {
  const line = row?.querySelector(".read-as");
  if (!line) return;
  line.textContent = text;
  line.closest("td").classList.toggle("has-reading", Boolean(text));
}
