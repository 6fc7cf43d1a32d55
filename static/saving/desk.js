// What a page says of its fields, so that they can save themselves: the plan editor and the questionnaire each bring
// their own (editor/fields.js, form/fields.js). A field's value is always a text; table rows are one as JSON.
//
// allFields(), fieldOf(owner, name), ownerKey(field), nameOf(field): a field is named by its owner and its own name
// valueOf(field), show(field, value), inWords(field, value), canMerge(field): what stands in it
// read(field, stored): the value of what the server has stored
// versionOf(field), setVersion(field, version): those of its owner
// headingOf(field), labelOf(field): its name among its neighbours, and on the whole page
// controlOf(field), focus(field): the element that is written in
// addressOf(field), bodyOf(field, value, base): where and how it is saved
// heard(field, answer): what else the answer of a save changes; lost(field), where there is one: its owner is gone
// place(field, element), unplace(field, element): the two texts of a conflict, put beside it

export const desk = {};

export function equip(parts) {
  Object.assign(desk, parts);
}

const bases = new WeakMap(); // field → the text it began from

export const unsaved = new Set(); // fields that hold text which is not stored yet

export const keyOf = (field) => `${desk.ownerKey(field)}:${desk.nameOf(field)}`;

export function baseOf(field) {
  return bases.get(field);
}

export function setBase(field, text) {
  bases.set(field, text);
}

export function isUnsaved(field) {
  return desk.valueOf(field) !== bases.get(field);
}
