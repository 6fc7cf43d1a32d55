// The fields of a form, part by part: a text, a choice among radio buttons, the rows of a table, or a line of the form
// itself; and what saving has to know of them (saving/desk.js).

import { setBase } from "../saving/desk.js";
import { words } from "../saving/page.js";
import { readRows, showRows } from "./tables.js";

const grows = !CSS.supports("field-sizing", "content");

// The two texts of a conflict stand within the part, and are not written in.
export const isPart = (element) => element instanceof Element && element.closest("[data-part]") && !element.closest(".clash");
export const partOf = (element) => element.closest("[data-part]");
export const allFields = () => [...document.querySelectorAll("[data-part]")];
export const questionOf = (field) => field.closest("[data-question]");

const ownerKey = (field) => questionOf(field).dataset.question;
const nameOf = (field) => field.dataset.part;
const radios = (field) => [...field.querySelectorAll("input[type=radio]")];
const controlOf = (field) => (field.matches("textarea, input") ? field : field.querySelector("input:not([type=hidden])"));

export function fieldOf(key, name) {
  return document.querySelector(`[data-question="${key}"] [data-part="${name}"]`);
}

export function valueOf(field) {
  if (nameOf(field) === "choice") return radios(field).find((radio) => radio.checked)?.value ?? "";
  if (nameOf(field) === "rows") return JSON.stringify(readRows(field));
  return field.value;
}

// A text that comes from elsewhere: the caret stays where it was.
export function show(field, value) {
  if (nameOf(field) === "choice") {
    for (const radio of radios(field)) radio.checked = radio.value === value;
  } else if (nameOf(field) === "rows") {
    showRows(field, JSON.parse(value));
  } else {
    const { selectionStart, selectionEnd } = field;
    field.value = value;
    if (field === document.activeElement) {
      field.setSelectionRange(Math.min(selectionStart, value.length), Math.min(selectionEnd, value.length));
    }
  }
  paint(field);
}

// What the browser remembered of an earlier visit gives way to what the server sent.
export function open(field) {
  const inputs = field.matches("textarea, input") ? [field] : field.querySelectorAll("input:not([type=hidden])");
  for (const input of inputs) {
    if (input.type === "radio") input.checked = input.defaultChecked;
    else input.value = input.defaultValue;
  }
  const base = document.querySelector(`[name="${nameOfBase(field)}"]`).value;
  setBase(field, nameOf(field) === "rows" ? JSON.stringify(JSON.parse(base)) : plain(base));
  paint(field);
}

function nameOfBase(field) {
  return ownerKey(field) === "@form" ? `base_${nameOf(field)}` : `base-${ownerKey(field)}-${nameOf(field)}`;
}

const plain = (text) => text.replaceAll("\r\n", "\n").replaceAll("\r", "\n");

// The text beside a choice is shown where it is asked for, and kept where it is not; fields grow with their text.
export function paint(field) {
  const question = questionOf(field);
  const followUp = question.querySelector("[data-follow-up]");
  if (followUp) {
    const choice = valueOf(question.querySelector("[data-part=choice]"));
    const isShown = choice === "yes" || question.dataset.follow === "always";
    const isKept = !isShown && followUp.querySelector("textarea").value.trim() !== "";
    followUp.hidden = !isShown;
    question.querySelector("[data-follow-kept]").hidden = !isKept;
  }
  if (grows && field.localName === "textarea") {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }
}

// Only its last remark is known of a text that is being changed: none is shown until the server has read it.
export function hush(field) {
  if (nameOf(field) === "choice") return;
  questionOf(field).querySelector("[data-remark]")?.replaceChildren();
}

function remark(field, text) {
  const line = questionOf(field).querySelector("[data-remark]");
  if (!line) return;
  const symbol = questionOf(field).querySelector("[data-symbol=remark]");
  const said = document.createElement("span");
  said.textContent = text;
  line.replaceChildren(...(text ? [...(symbol ? [symbol.content.cloneNode(true)] : []), said] : []));
}

function heard(field, answer) {
  remark(field, answer.remark);
  if (!answer.section) return;
  const link = document.querySelector(`[data-section="${answer.section.number}"]`);
  const use = link.querySelector("use");
  link.dataset.s = answer.section.symbol;
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#st-${answer.section.symbol}`));
  link.querySelector("small").textContent = answer.section.words;
}

function headingOf(field) {
  const question = questionOf(field);
  const label = document.querySelector(`label[for="${field.id}"]`);
  if (ownerKey(field) === "@form") return label.firstChild.textContent.trim();
  return question.querySelector("legend, .q-title").lastElementChild?.matches("label")
    ? label.textContent
    : question.querySelector("legend, .q-title").lastChild.textContent.trim();
}

function inWords(field, value) {
  if (nameOf(field) === "choice") {
    const chosen = radios(field).find((radio) => radio.value === value);
    return chosen ? chosen.labels[0].textContent : "";
  }
  if (nameOf(field) !== "rows") return value;
  return JSON.parse(value)
    .map((row) => Object.values(row).filter(Boolean).join(", "))
    .join("\n");
}

const clashMark = (field) => (nameOf(field) === "choice" ? field.querySelector(".choices") : field);

function place(field, element) {
  (nameOf(field) === "choice" ? field.querySelector(".q-body") : field.parentElement).append(element);
  clashMark(field).classList.add("clash-mark");
  field.closest("details")?.setAttribute("open", "");
}

function unplace(field, element) {
  clashMark(field).classList.remove("clash-mark");
  element?.remove();
}

function bodyOf(field, value, base) {
  const read = nameOf(field) === "rows" ? JSON.parse : (text) => text;
  return { question: ownerKey(field), part: nameOf(field), value: read(value), base: read(base) };
}

export const ofTheForm = {
  allFields,
  fieldOf,
  ownerKey,
  nameOf,
  valueOf,
  read: (field, stored) => (nameOf(field) === "rows" ? JSON.stringify(stored) : stored),
  show,
  inWords,
  canMerge: (field) => ["text", "location", "written_by"].includes(nameOf(field)),
  versionOf: (field) => Number(questionOf(field).dataset.version),
  setVersion: (field, version) => {
    questionOf(field).dataset.version = version;
  },
  headingOf,
  labelOf: (field) => (questionOf(field).dataset.number ? `${questionOf(field).dataset.number}. ` : "") + headingOf(field),
  controlOf,
  focus: (field) => field && controlOf(field)?.focus(),
  addressOf: () => words.savePath,
  bodyOf,
  heard,
  place,
  unplace,
};
