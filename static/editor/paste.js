// A table pasted into a cell: sent to the server, which leads on to a preview. One cell, or one column, is pasted as text.

import { copyOf, newKey, say, words } from "../saving/page.js";
import { Forbidden, Locked, postForm, SignedOut } from "../saving/network.js";
import { ownerOf } from "./fields.js";
import { saveAll } from "../saving/saver.js";

let asText = false; // Ctrl Shift V is pressed

const isField = (element) => element instanceof Element && element.matches("textarea[data-field]");

// The markup of what was copied, where it holds a table of two columns or more. It is not parsed: the page's policy
// would report each style in it.
function tableIn(markup) {
  const rows = markup.split(/<tr\b/i).slice(1);
  return rows.some((row) => row.match(/<t[dh]\b/gi)?.length > 1) ? markup : "";
}

const isTable = (text) => /\S\t|\t\S/.test(text);

function pasted(event) {
  const field = event.target;
  if (asText || !isField(field) || field.readOnly) return;
  const html = tableIn(event.clipboardData.getData("text/html"));
  const text = event.clipboardData.getData("text/plain");
  if (!html && !isTable(text)) return;
  event.preventDefault();
  send(field, html, text);
}

async function send(field, html, text) {
  const notice = show(field, text);
  const body = new FormData();
  const owner = ownerOf(field);
  const row = owner.dataset.row ?? owner.querySelector("tr[data-row]")?.dataset.row;
  body.set("key", newKey());
  if (row) body.set("place", row);
  body.set("column", field.dataset.field === "title" ? "area" : field.dataset.field);
  if (html) body.set("html", new File([html], "tabell.html", { type: "text/html" }));
  else body.set("text", text);
  try {
    await saveAll();
    const answer = await postForm(words.pastePath, body);
    if (answer.ok) location.assign((await answer.json()).url);
    else refuse(notice, answer.status === 422 ? (await answer.json()).error : reason(answer.status));
  } catch (error) {
    if (error instanceof Locked) refuse(notice, error.message);
    else refuse(notice, error instanceof SignedOut ? words.signedOut : reason(error instanceof Forbidden ? 403 : 0));
  }
}

function reason(status) {
  return { 403: words.forbidden, 413: words.pasteLarge }[status] ?? words.pasteFailed;
}

// What is going on, at hand; later why it did not go, and the way to paste the words alone.
function show(field, text) {
  document.querySelector("[data-notice=paste]")?.remove();
  const notice = copyOf("paste-notice");
  notice.addEventListener("click", (event) => {
    if (!event.target.closest("[data-as-text]")) return;
    notice.remove();
    insert(field, text);
  });
  document.getElementById("at-hand").prepend(notice);
  say(notice.querySelector("[data-slot=what]").textContent);
  return notice;
}

function refuse(notice, why) {
  notice.dataset.color = "warning";
  notice.querySelector("[data-slot=what]").textContent = why;
  for (const button of notice.querySelectorAll("button")) button.hidden = false;
  say(why);
}

function insert(field, text) {
  field.focus();
  // As if it were typed, so that the browser's own undo takes it back.
  if (!document.execCommand("insertText", false, text)) {
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function start() {
  document.addEventListener("paste", pasted);
  for (const kind of ["keydown", "keyup"]) {
    document.addEventListener(
      kind,
      (event) => {
        asText = event.shiftKey && (event.ctrlKey || event.metaKey);
      },
      true,
    );
  }
  const brought = document.querySelector("[data-notice=brought]");
  if (brought) {
    brought.querySelector("[data-dismiss]").hidden = false;
    say(brought.querySelector("p").textContent);
  }
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-dismiss]")) event.target.closest("[data-notice]").remove();
  });
  // What is written is saved before the undo, which leads to another page.
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-take-back]")) return;
    event.preventDefault();
    saveAll().finally(() => event.target.submit());
  });
}
