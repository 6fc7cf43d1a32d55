// Rows and areas added, moved, deleted: the same forms as without script are posted, and the table of the page that comes back
// is taken over. The fields that stand in it already are kept as they are, so nothing that is being written is lost.

import { fill, newKey, say, words } from "../saving/page.js";
import { Forbidden, postStep, SignedOut } from "../saving/network.js";
import { keyOf, setBase, unsaved } from "../saving/desk.js";
import { allFields, fieldOf, open, ownerOf, paint, rowElement, show, table } from "./fields.js";
import { clashes } from "../saving/clash.js";
import { drawClashes, fetchedBack, forget, hindered, isHalted, saveAll } from "../saving/saver.js";
import { offer } from "../saving/drafts.js";
import { formOf, stepOf } from "./undo.js";

let last = Promise.resolve();
let onFound = () => {};

export function whenFound(used) {
  onFound = used;
}

// Steps come one after the other, also when keys are pressed quickly. `values` may be a function: what to post is then known
// only when all before it is saved; null is nothing.
function step(address, values, after) {
  last = last.then(() => make(address, values, after)).catch((error) => say(hindered(error) || words.notDone));
  return last;
}

async function make(address, values, after) {
  await saveAll();
  if (isHalted()) throw new SignedOut();
  const sent = values instanceof Function ? values() : values;
  if (!sent) {
    say(words.nothing);
    return;
  }
  const answer = await postStep(address, sent);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // 409 is the table too, with a message that says why the step was refused.
  if (!(answer.ok || answer.status === 409) || !page.getElementById("plan-table")) throw new Forbidden();
  const focus = whereFocusIs();
  takeOver(page);
  focus();
  after(new URL(answer.url).searchParams);
}

function whereFocusIs() {
  const active = document.activeElement;
  const field = active.matches("[data-field]") ? active : null;
  const row = active.closest("tr[data-row]")?.dataset.row;
  const area = active.closest("tbody[data-area]")?.dataset.area;
  const caret = field && field.selectionStart !== undefined && [field.selectionStart, field.selectionEnd];
  const top = active.getBoundingClientRect().top;
  return () => {
    const target = field?.isConnected ? field : nearest(row, area, active);
    if (!target) return;
    target.focus({ preventScroll: true });
    if (caret && target === field) field.setSelectionRange(...caret);
    scrollBy(0, target.getBoundingClientRect().top - top);
  };
}

function nearest(row, area, active) {
  if (active.isConnected && active !== document.body) return active;
  const menu = row && rowElement(row)?.querySelector("[data-menu=row]");
  return menu ?? document.getElementById(`omrade-${area}`)?.querySelector("[data-field]") ?? null;
}

function takeOver(page) {
  const fresh = page.getElementById("plan-table");
  const known = new Map(allFields().map((field) => [keyOf(field), field]));
  for (const field of allFields(fresh)) {
    const key = keyOf(field);
    const mine = known.get(key);
    if (mine) keepField(mine, field);
    else open(field);
    known.delete(key);
  }
  table().replaceWith(fresh);
  allFields().forEach(paint);
  const lost = [...known.values()].filter((field) => unsaved.has(field));
  for (const field of known.values()) forget(field);
  for (const id of ["below-table", "area-choice", "undo-tools"]) document.getElementById(id).replaceWith(page.getElementById(id));
  const notice = page.querySelector("[data-notice=deleted]");
  document.querySelector("[data-notice=deleted]")?.remove();
  if (notice) document.getElementById("at-hand").append(notice);
  showMessages(page);
  drawClashes();
  if (lost.length) offer(onFound);
}

function showMessages(page) {
  document.querySelector("main > .messages")?.remove();
  const messages = page.querySelector("main > .messages");
  if (!messages) return;
  document.querySelector(".toolbar").after(messages);
  say(messages.textContent.trim());
}

// The field that stands in the page goes into the new table. The server's text is taken where nothing was written, unless
// the page was drawn before the last save of that row was through.
function keepField(mine, fresh) {
  const owner = ownerOf(fresh);
  const version = Number(ownerOf(mine).dataset.version);
  const isNewer = Number(owner.dataset.version) >= version;
  if (!isNewer) owner.dataset.version = version;
  mine.setAttribute("aria-label", fresh.getAttribute("aria-label"));
  if (isNewer && !unsaved.has(mine) && !clashes.has(mine)) {
    setBase(mine, fresh.value);
    if (mine.value !== fresh.value) show(mine, fresh.value);
  }
  const message = mine.parentElement.querySelector(".ds-validation-message");
  fresh.replaceWith(mine);
  if (message) mine.after(message);
}

function firstField(key) {
  return rowElement(key)?.querySelector("[data-field]:not([data-field=title])");
}

function place(key) {
  const row = rowElement(key);
  const count = document.querySelectorAll("tr[data-row]").length;
  return { number: row.dataset.number, count, area: titleOf(row.closest("tbody")) };
}

export function addRow(values) {
  const key = newKey();
  return step(`${words.rowPath}ny/`, { ...values, key }, () => {
    firstField(key).focus();
    say(fill(words.added, rowElement(key).dataset.number));
  });
}

export function addArea(values) {
  const key = newKey();
  return step(`${words.areaPath}ny/`, { ...values, key, row_key: newKey() }, () => {
    fieldOf(key, "title")?.focus();
    say(words.done);
  });
}

// Duplicate ("dupliser/") and split ("del-opp/"): both make a row with a key of ours.
export function copyRow(key, path) {
  const made = newKey();
  return step(`${words.rowPath}${key}/${path}`, { key: made }, () => {
    firstField(made).focus();
    say(fill(words.added, rowElement(made).dataset.number));
  });
}

export function moveRow(key, direction) {
  const before = whereIs(key);
  return step(`${words.rowPath}${key}/flytt/`, { direction }, () => {
    rowElement(key).scrollIntoView({ block: "nearest" });
    say(whereIs(key) === before ? words.cannotMove : fill(words.moved, place(key)));
  });
}

function whereIs(key) {
  const row = rowElement(key);
  return `${row.dataset.number} ${row.closest("tbody").dataset.area}`;
}

export function moveToArea(key, area) {
  return step(`${words.rowPath}${key}/omrade/`, { area }, () => {
    rowElement(key).scrollIntoView({ block: "nearest" });
    say(fill(words.moved, place(key)));
  });
}

export function deleteRow(key) {
  const field = document.activeElement.dataset.field;
  const keys = rowKeys();
  const at = keys.indexOf(key);
  const next = keys[at + 1] ?? keys[at - 1];
  return step(`${words.rowPath}${key}/slett/`, {}, () => {
    const target = next && ((field && fieldOf(next, field)) || firstField(next));
    (target || document.querySelector("[data-restore] button")).focus();
    say(words.deleted);
  });
}

export function restoreRow(key) {
  return step(`${words.rowPath}${key}/angre/`, {}, () => {
    document.querySelector("[data-notice=gone]")?.remove();
    firstField(key).focus();
    say(words.restored);
    fetchedBack(key);
  });
}

// "undo" and "redo": the answer says at which row or area the step was. Who pressed the button can press it again.
export function take(kind) {
  const keys = rowKeys();
  const at = keys.indexOf(keyOfRow(document.activeElement));
  const isByButton = Boolean(document.activeElement.closest("[data-take]"));
  return step(
    formOf(kind).action,
    () => stepOf(kind),
    (query) => {
      document.querySelector("[data-notice=gone]")?.remove();
      const target = document.getElementById(query.get("sted")) ?? nearestRow(keys, at);
      const field = target && fieldIn(target, query.get("felt"));
      target?.scrollIntoView({ block: "nearest" });
      if (isByButton && !formOf(kind).hidden) formOf(kind).querySelector("button").focus();
      else if (field) field.focus();
      else if (document.activeElement === document.body) document.querySelector("[data-add=row]").focus();
    },
  );
}

const rowKeys = () => [...document.querySelectorAll("tr[data-row]")].map((row) => row.dataset.row);

function fieldIn(element, name) {
  const first = element.dataset.area ? "[data-field=title]" : "[data-field]:not([data-field=title])";
  return (name && element.querySelector(`[data-field=${name}]`)) || element.querySelector(first);
}

// Where the row went in which the focus was: the next one that is still there, or the one before it.
function nearestRow(keys, at) {
  if (at < 0 || rowElement(keys[at])) return null;
  const left = [...keys.slice(at + 1), ...keys.slice(0, at).reverse()].find((key) => rowElement(key));
  return left ? rowElement(left) : null;
}

export function moveArea(key, direction) {
  const before = whereAreaIs(key);
  return step(`${words.areaPath}${key}/flytt/`, { direction }, () => {
    document.getElementById(`omrade-${key}`).scrollIntoView({ block: "nearest" });
    const now = whereAreaIs(key);
    say(now === before ? words.areaStays : now);
  });
}

// The place of an area or a band among its kind, in words; of an area also the band it lies under.
function whereAreaIs(key) {
  const bodies = [...document.querySelectorAll("tbody[data-area]")];
  const at = bodies.findIndex((body) => body.dataset.area === key);
  const { kind } = bodies[at].dataset;
  const alike = bodies.filter((body) => body.dataset.kind === kind);
  const band = kind === "area" && bodies.slice(0, at).findLast((body) => body.dataset.kind === "band");
  const text = kind === "band" ? words.bandMoved : band ? words.areaMovedUnder : words.areaMoved;
  const number = alike.indexOf(bodies[at]) + 1;
  return fill(text, { title: titleOf(bodies[at]), number, count: alike.length, band: band && titleOf(band) });
}

function titleOf(body) {
  return body.querySelector("[data-field=title]")?.value.trim() || words.noArea;
}

export function deleteArea(key) {
  const areas = [...document.querySelectorAll("tbody[data-area]")].map((body) => body.dataset.area);
  const at = areas.indexOf(key);
  return step(`${words.areaPath}${key}/slett/`, {}, () => {
    if (document.getElementById(`omrade-${key}`)) return;
    const next = areas[at + 1] ?? areas[at - 1];
    (document.querySelector(`#omrade-${next} [data-field]`) ?? document.querySelector("[data-add=row]")).focus();
    say(words.done);
  });
}

export function areaOf(key) {
  return rowElement(key)?.closest("tbody").dataset.area;
}

export const keyOfRow = (element) => element.closest("tr[data-row]")?.dataset.row;
export const keyOfArea = (element) => element.closest("tbody[data-area]")?.dataset.area;
