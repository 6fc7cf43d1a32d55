// Saving: 2 s after the last key and on leaving a field; the saves of one row, area or question go one at
// a time.
// A field stays in `unsaved` until the server has answered for the very text that stands in it.

import { copyOf, fill, words } from "./page.js";
import { Forbidden, Locked, postField, SignedOut } from "./network.js";
import { baseOf, desk, isUnsaved, keyOf, setBase, unsaved } from "./desk.js";
import { clashes, draw, erase, refresh, tell } from "./clash.js";
import { drop, keep } from "./drafts.js";

const WAIT = 2000;
const LONGEST = 30_000;
const timers = new Map(); // field → timer
const running = new Map(); // key of an owner → the saves under way
const refused = new Map(); // field → why the server will not have its text
const gone = new Set(); // keys of owners that were deleted
const line = document.getElementById("save-state");
let sending = 0;
let failures = 0;
let halted = ""; // "signedOut", "locked" or "forbidden"
let again = null;
let savedLine = line.lastElementChild.textContent;

// The person wrote in the field.
export function touched(field) {
  if (refused.delete(field)) unmark(field);
  clearTimeout(timers.get(field));
  if (isUnsaved(field)) {
    unsaved.add(field);
    keep(field);
    timers.set(
      field,
      setTimeout(() => save(field), WAIT),
    );
  } else {
    timers.delete(field);
    if (!clashes.has(field) && !running.has(desk.ownerKey(field))) settled(field);
  }
  if (clashes.has(field)) refresh(field);
  report();
}

export function save(field) {
  hurry(field);
  return unsaved.has(field) ? run(desk.ownerKey(field)) : Promise.resolve();
}

function hurry(field) {
  clearTimeout(timers.get(field));
  timers.delete(field);
}

// Everything that can be saved now; done when it is, or when it is clear that it cannot be.
// No field waits for its pause before the first save begins: a row in conflict would else end its run without them.
export async function saveAll() {
  const fields = [...unsaved];
  fields.forEach(hurry);
  await Promise.all(fields.map((field) => save(field)));
}

// After a lost connection or a new sign-in.
export function retry() {
  clearTimeout(again);
  halted = "";
  failures = 0;
  for (const notice of document.querySelectorAll("[data-notice=signed-out], [data-notice=locked]")) notice.remove();
  return saveAll();
}

export function isHalted() {
  return Boolean(halted);
}

function run(key) {
  if (!running.has(key)) {
    const work = one(key).finally(() => {
      running.delete(key);
      report();
      // What came to be saved after the last look, while this was already under way.
      return !failures && next(key) ? run(key) : null;
    });
    running.set(key, work);
  }
  return running.get(key);
}

async function one(key) {
  for (;;) {
    const field = next(key);
    if (!field) return;
    if (!(await send(field))) return;
  }
}

function next(key) {
  if (halted || gone.has(key)) return null;
  return [...unsaved].find((field) => desk.ownerKey(field) === key && canBeSaved(field)) ?? null;
}

function canBeSaved(field) {
  return !timers.has(field) && !clashes.has(field) && !refused.has(field);
}

async function send(field) {
  const text = desk.valueOf(field);
  const sent = { ...desk.bodyOf(field, text, baseOf(field)), version: desk.versionOf(field) };
  sending += 1;
  report();
  try {
    const answer = await postField(desk.addressOf(field), sent);
    return heard(field, text, answer.status, await told(answer));
  } catch (error) {
    return failed(error);
  } finally {
    sending -= 1;
  }
}

function told(answer) {
  return [200, 400, 409].includes(answer.status) ? answer.json() : null;
}

function heard(field, text, status, answer) {
  if (status === 200) stored(field, text, answer);
  else if (status === 409) clash(field, answer);
  else if (status === 400) refuse(field, answer.error);
  else if (status === 404 && desk.lost) lost(field);
  else if (status === 404) return failed(new Forbidden());
  else return failed(new Error(String(status)));
  failures = 0;
  return true;
}

function stored(field, text, answer) {
  const key = desk.ownerKey(field);
  setBase(field, text);
  savedLine = fill(words.saved, answer.at);
  desk.setVersion(field, answer.version);
  if (!isUnsaved(field)) settled(field);
  for (const [name, theirs] of Object.entries(answer.others)) {
    const other = desk.fieldOf(key, name);
    if (!other || unsaved.has(other) || clashes.has(other)) continue;
    const value = desk.read(other, theirs);
    setBase(other, value);
    if (desk.valueOf(other) !== value) desk.show(other, value);
  }
  desk.heard(field, answer);
}

function settled(field) {
  unsaved.delete(field);
  drop(field);
}

function clash(field, answer) {
  clashes.set(field, answer);
  draw(field, choose);
  tell(field);
}

// Draw again after the table was renewed.
export function drawClashes() {
  for (const field of [...clashes.keys()]) {
    if (field.isConnected) draw(field, choose);
    else clashes.delete(field);
  }
}

function choose(field, choice) {
  const { version } = clashes.get(field);
  const theirs = desk.read(field, clashes.get(field).theirs);
  const mine = desk.valueOf(field);
  erase(field);
  clashes.delete(field);
  setBase(field, theirs);
  desk.setVersion(field, version);
  if (choice === "theirs") desk.show(field, theirs);
  if (choice === "both") desk.show(field, [theirs, mine].filter(Boolean).join("\n"));
  desk.focus(field);
  touched(field);
  if (choice !== "both") save(field);
}

function refuse(field, why) {
  refused.set(field, why);
  const control = desk.controlOf(field);
  const message = document.createElement("p");
  message.className = "ds-validation-message";
  message.id = idOfMessage(field);
  message.textContent = why;
  message.setAttribute("role", "alert");
  control.setAttribute("aria-invalid", "true");
  describe(control, [...descriptions(control), message.id]);
  field.after(message);
}

function unmark(field) {
  const control = desk.controlOf(field);
  control.removeAttribute("aria-invalid");
  describe(control, descriptions(control).filter((id) => id !== idOfMessage(field)));
  document.getElementById(idOfMessage(field))?.remove();
}

const idOfMessage = (field) => `refused-${desk.ownerKey(field)}-${desk.nameOf(field)}`;
const descriptions = (control) => (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);

function describe(control, ids) {
  if (ids.length) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}

// The row was deleted; its text stays in the field until it is fetched back or copied.
function lost(field) {
  gone.add(desk.ownerKey(field));
  desk.lost(field);
}

export function fetchedBack(key) {
  gone.delete(key);
  return saveAll();
}

function notify(name) {
  if (document.querySelector(`[data-notice=${name}]`)) return;
  document.getElementById("at-hand").prepend(copyOf(`${name}-notice`));
}

// Why a step of the table could not be done, where that also hinders saving; else "".
export function hindered(error) {
  if (!(error instanceof Locked)) return "";
  failed(error);
  report();
  return error.message;
}

function failed(error) {
  if (error instanceof SignedOut) {
    halted = "signedOut";
    notify("signed-out");
  } else if (error instanceof Locked) {
    halted = "locked";
    notify("locked");
  } else if (error instanceof Forbidden) {
    halted = "forbidden";
  } else {
    failures += 1;
    clearTimeout(again);
    again = setTimeout(saveAll, Math.min(LONGEST, 1000 * 2 ** failures));
  }
  return false;
}

function state() {
  if (halted) return ["missing", words[halted]];
  if (gone.size || refused.size) return ["missing", words.refused];
  if (clashes.size) return ["missing", words.conflict];
  if (failures) return ["missing", words.failed];
  if (sending) return ["ongoing", words.saving];
  if (unsaved.size) return ["planned", words.unsaved];
  return ["done", savedLine];
}

export function report() {
  const [symbol, text] = state();
  if (line.lastElementChild.textContent === text) return;
  const use = line.querySelector("use");
  line.dataset.s = symbol;
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#st-${symbol}`));
  line.lastElementChild.textContent = text;
}

export function forget(field) {
  clearTimeout(timers.get(field));
  timers.delete(field);
  unsaved.delete(field);
  clashes.delete(field);
  refused.delete(field);
}

export function savedText() {
  return state()[1];
}

addEventListener("online", retry);
addEventListener("focus", () => {
  if (halted === "signedOut") retry();
});
addEventListener("beforeunload", (event) => {
  if (desk.allFields().some(isUnsaved)) event.preventDefault();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) saveAll();
});
