// Save now: by the keys for it, and before the page is left by a link.

import { desk, isUnsaved } from "./desk.js";
import { say } from "./page.js";
import { report, saveAll, savedText } from "./saver.js";

export async function saveNow() {
  await saveAll();
  report();
  say(savedText());
}

export function isSaveKey(event) {
  return (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s";
}

// Save first, then go; if that fails, the browser asks.
export function leave(event, link) {
  if (link.target || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.hash && link.pathname === location.pathname) return;
  if (!desk.allFields().some(isUnsaved)) return;
  event.preventDefault();
  saveAll().finally(() => location.assign(link.href));
}
