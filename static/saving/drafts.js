// Unsaved text in this browser, by person and by what it belongs to: offered back after a crash, a lost connection or a sign-out by time.
// sign_out.js wipes everything that begins with "kompetanseplan:" when the person signs out.

import { copyOf, words } from "./page.js";
import { baseOf, desk, isUnsaved, keyOf, setBase } from "./desk.js";

const prefix = `kompetanseplan:${words.user}:${words.drafts}:`;

export function keep(field) {
  try {
    localStorage.setItem(prefix + keyOf(field), JSON.stringify({ text: desk.valueOf(field), base: baseOf(field) }));
  } catch {
    // A full or forbidden store: the text is still in the field, and is saved from there.
  }
}

export function drop(field) {
  dropKey(keyOf(field));
}

function dropKey(key) {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // As above.
  }
}

// [key, {text, base}] of what was kept and is not what the field shows.
function kept() {
  const found = [];
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(prefix)) found.push([name.slice(prefix.length), JSON.parse(localStorage.getItem(name))]);
    }
  } catch {
    return [];
  }
  return found.filter(([key, draft]) => {
    const field = desk.fieldOf(...key.split(":"));
    if (field && isUnsaved(field)) return false; // it is being written
    const isShown = Boolean(field) && desk.valueOf(field) === draft.text;
    if (isShown) dropKey(key);
    return !isShown;
  });
}

// `used(field)` is called for each field that gets its text back.
export function offer(used) {
  document.querySelector("[data-notice=drafts]")?.remove();
  const found = kept();
  if (!found.length) return;
  const notice = copyOf("draft-notice");
  const list = notice.querySelector("dl");
  for (const [key, draft] of found) list.append(...described(key, draft));
  notice.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-drafts]")?.dataset.drafts;
    if (!choice) return;
    if (choice === "use") found.forEach(([key, draft]) => putBack(key, draft, used));
    else found.forEach(([key]) => dropKey(key));
    notice.remove();
    desk.focus(desk.allFields()[0]);
  });
  document.getElementById("notices").prepend(notice);
}

function described(key, draft) {
  const field = desk.fieldOf(...key.split(":"));
  const term = document.createElement("dt");
  const text = document.createElement("dd");
  term.textContent = field ? desk.labelOf(field) : "–";
  text.textContent = (field ? desk.inWords(field, draft.text) : draft.text) || "–";
  return [term, text];
}

// The text it began from comes along: if someone else has changed the field since, that shows when it is saved.
function putBack(key, draft, used) {
  const field = desk.fieldOf(...key.split(":"));
  if (!field || isUnsaved(field)) return;
  setBase(field, draft.base);
  desk.show(field, draft.text);
  used(field);
}
