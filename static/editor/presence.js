// Who else is editing: asked every 20 s while the page is in sight, which also tells the others that this person is.

import { words } from "../saving/page.js";
import { ask } from "../saving/network.js";

const EVERY = 20_000;
const line = document.getElementById("others");

async function tell() {
  if (document.hidden) return;
  const answer = await ask(words.presencePath);
  const text = answer?.words ?? "";
  if (line.textContent !== text) line.textContent = text;
}

export function start() {
  tell();
  setInterval(tell, EVERY);
  document.addEventListener("visibilitychange", tell);
}
