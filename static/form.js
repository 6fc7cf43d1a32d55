// A form that is answered. Its parts save themselves (saving/saver.js); what the server has said of them is shown.

import { equip } from "./saving/desk.js";
import { say, words } from "./saving/page.js";
import { retry, save, saveAll, touched } from "./saving/saver.js";
import { isSaveKey, leave, saveNow } from "./saving/now.js";
import { offer } from "./saving/drafts.js";
import { allFields, fieldOf, hush, isPart, ofTheForm, open, paint, partOf, questionOf, show, valueOf } from "./form/fields.js";
import { addRow, count } from "./form/tables.js";

const main = document.getElementById("main");
const form = document.getElementById("answers");

function changed(field) {
  paint(field);
  if (field.dataset.part === "rows") count(field);
  hush(field);
  touched(field);
}

function added(button) {
  const table = button.closest("[data-question]").querySelector("[data-part=rows]");
  addRow(table).querySelector("input:not([type=hidden])").focus();
  say(words.rowAdded);
}

// The answer of an earlier round comes in; nothing that is written is lost by it, as on the server (sheets.taken).
function take(button) {
  const earlier = JSON.parse(button.dataset.take);
  const key = questionOf(button).dataset.question;
  for (const part of ["choice", "text", "rows"]) {
    const field = fieldOf(key, part);
    if (field) bring(field, part, earlier[part]);
  }
  ofTheForm.focus(fieldOf(key, "text") ?? fieldOf(key, "rows"));
}

function bring(field, part, earlier) {
  const now = valueOf(field);
  if (!earlier.length) return;
  if (part === "text" && now.includes(earlier)) return;
  if (part === "rows" && now !== "[]") return;
  const text = now.trim() && part === "text" ? `${now.trimEnd()}\n\n${earlier}` : earlier;
  show(field, part === "rows" ? JSON.stringify(earlier) : text);
  changed(field);
  save(field);
}

// Without script the buttons send the page as a whole; with it all is saved already, or is now, before one goes on.
function sent(event) {
  event.preventDefault();
  const button = event.submitter;
  if (button?.matches("[data-add-row]")) added(button);
  else if (button?.matches("[data-take]")) take(button);
  else if (button?.dataset.href) saveAll().finally(() => location.assign(button.dataset.href));
  else saveNow();
}

function pressed(event) {
  if (isSaveKey(event)) {
    event.preventDefault();
    saveNow();
  } else if (event.key === "Enter" && event.target.matches("#answers input:not([type=radio])")) {
    event.preventDefault(); // it would press the form's first button
    saveNow();
  }
}

function clicked(event) {
  const link = event.target.closest("a[href]");
  if (event.target.closest("[data-retry]")) retry();
  else if (link) leave(event, link);
}

function start() {
  equip(ofTheForm);
  allFields().forEach(open);
  form.addEventListener("submit", sent);
  document.addEventListener("input", (event) => {
    if (isPart(event.target)) changed(partOf(event.target));
  });
  document.addEventListener("change", (event) => {
    if (isPart(event.target)) save(partOf(event.target));
  });
  document.addEventListener("focusout", (event) => {
    if (isPart(event.target) && !partOf(event.target).contains(event.relatedTarget)) save(partOf(event.target));
  });
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", clicked);
  offer(changed);
  main.dataset.ready = "";
  // Not before: on its way to the fragment the browser takes the focus from whatever has it.
  if (document.readyState === "complete") enterTarget();
  else addEventListener("load", () => requestAnimationFrame(enterTarget));
}

function enterTarget() {
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  if (document.activeElement !== document.body) return;
  target?.closest("details")?.setAttribute("open", "");
  if (target?.matches("input, textarea")) target.focus();
}

start();
