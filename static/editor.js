// The table editor. Fields save themselves (saving/saver.js); rows and areas are changed by steps (editor/steps.js).

import { words } from "./saving/page.js";
import { equip } from "./saving/desk.js";
import { retry, save, touched } from "./saving/saver.js";
import { isSaveKey, leave, saveNow } from "./saving/now.js";
import { offer } from "./saving/drafts.js";
import { allFields, ofTheTable, open, paint, show } from "./editor/fields.js";
import * as paste from "./editor/paste.js";
import * as menu from "./editor/menu.js";
import * as presence from "./editor/presence.js";
import * as steps from "./editor/steps.js";

const main = document.getElementById("main");
const entered = new WeakMap(); // field → the text it held when it was entered
const written = new WeakSet(); // fields in which the person has written since
let lastRow = ""; // where the person last was: a new row comes below it
let isTabbing = false; // Tab is on its way to the next field

const isField = (element) => element instanceof Element && element.matches("#plan-table [data-field]");

function changed(field) {
  paint(field);
  touched(field);
}

function enter(field) {
  entered.set(field, field.value);
  written.delete(field);
  if (field.localName !== "textarea") return;
  field.placeholder = words[`hint${capital(field.dataset.field)}`] ?? "";
  if (isTabbing) field.select(); // as in a table of Word: what is typed takes the text's place
}

function capital(name) {
  return name[0].toUpperCase() + name.slice(1);
}

function takeBack(field) {
  if (!entered.has(field) || field.value === entered.get(field)) return;
  show(field, entered.get(field));
  touched(field);
}

function arrow(event, direction) {
  event.preventDefault();
  const row = steps.keyOfRow(event.target);
  const isTitle = event.target.matches("[data-field=title], [data-menu=area]");
  if (row && !isTitle) steps.moveRow(row, direction);
  else if (steps.keyOfArea(event.target)) steps.moveArea(steps.keyOfArea(event.target), direction);
}

function rowBelow(event) {
  event.preventDefault();
  const row = steps.keyOfRow(event.target);
  const isTitle = event.target.matches("[data-field=title], [data-menu=area]");
  const isBand = event.target.closest("tbody").dataset.kind === "band";
  if (row && !isTitle) steps.addRow({ after: row });
  else if (!isBand) steps.addRow({ area: steps.keyOfArea(event.target) });
}

function pressed(event) {
  const control = event.ctrlKey || event.metaKey;
  isTabbing = event.key === "Tab" && !control && !event.altKey;
  if (isSaveKey(event)) {
    event.preventDefault();
    saveNow();
    return;
  }
  if (control && !event.altKey && ["z", "y"].includes(event.key.toLowerCase())) undo(event);
  if (!(event.target instanceof Element) || !event.target.closest("#plan-table")) return;
  if (control && event.key === "Enter") rowBelow(event);
  else if (event.altKey && event.key === "ArrowUp") arrow(event, "up");
  else if (event.altKey && event.key === "ArrowDown") arrow(event, "down");
  else if (event.key === "Escape" && isField(event.target)) takeBack(event.target);
}

// The browser's own undo goes first: it takes back what was written in the field since it was entered.
function undo(event) {
  const field = event.target;
  const isWritten = field.localName !== "select" && written.has(field) && field.value !== entered.get(field);
  if (isWritten || (field.matches("input, textarea, select") && !isField(field))) return;
  event.preventDefault();
  take(event.shiftKey || event.key.toLowerCase() === "y" ? "redo" : "undo");
}

async function take(kind) {
  await steps.take(kind);
  if (isField(document.activeElement)) enter(document.activeElement);
}

const here = () => (document.getElementById(`rad-${lastRow}`) ? lastRow : "");

const ADD = {
  row: (button) => steps.addRow(button.value ? { area: button.value } : here() ? { after: here() } : {}),
  area: () => steps.addArea(here() ? { after: steps.areaOf(here()) } : {}),
  band: () => steps.addArea({ kind: "band" }),
};

function clicked(event) {
  const add = event.target.closest("[data-add]");
  const restore = event.target.closest("[data-restore] button");
  const taken = event.target.closest("[data-take] button");
  const fetchBack = event.target.closest("[data-fetch-back]");
  const link = event.target.closest("a[href]");
  if (add) {
    event.preventDefault();
    ADD[add.dataset.add](add);
  } else if (restore) {
    event.preventDefault();
    steps.restoreRow(restore.closest("[data-restore]").dataset.restore);
  } else if (taken) {
    event.preventDefault();
    take(taken.form.dataset.take);
  } else if (fetchBack) {
    steps.restoreRow(fetchBack.dataset.fetchBack);
  } else if (event.target.closest("[data-retry]")) {
    retry();
  } else if (link) {
    leave(event, link);
  }
}

function start() {
  equip(ofTheTable);
  allFields().forEach(open);
  menu.start();
  paste.start();
  presence.start();
  steps.whenFound(changed);
  document.addEventListener("input", (event) => {
    if (!isField(event.target)) return;
    written.add(event.target);
    changed(event.target);
  });
  document.addEventListener("change", (event) => {
    if (isField(event.target)) save(event.target);
  });
  document.addEventListener("focusin", (event) => {
    if (isField(event.target)) enter(event.target);
    if (event.target.closest?.("#plan-table")) lastRow = steps.keyOfRow(event.target) ?? lastRow;
    isTabbing = false;
  });
  for (const kind of ["keyup", "pointerdown"]) {
    document.addEventListener(
      kind,
      () => {
        isTabbing = false;
      },
      true,
    );
  }
  document.addEventListener("focusout", (event) => {
    if (isField(event.target)) save(event.target);
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
  if (target?.matches("tr[data-row]")) target.querySelector("[data-field]:not([data-field=title])").focus();
  else if (target?.matches("tbody[data-area]")) target.querySelector("[data-field]").focus();
}

start();
