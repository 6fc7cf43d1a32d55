// Posting to the server. A sign-in in another tab changes the token, so a refused post is tried again with a new one.

import { words } from "./page.js";

export class SignedOut extends Error {}
export class Forbidden extends Error {}
export class Locked extends Error {} // its message is the server's: a version of the plan waits for a decision

const PATIENCE = 30_000;
let token = document.querySelector("[name=csrfmiddlewaretoken]").value;

function send(address, body, type) {
  const headers = { "X-CSRFToken": token, "X-Requested-With": "fetch" };
  if (type) headers["Content-Type"] = type;
  return fetch(address, { method: "POST", body, headers, signal: AbortSignal.timeout(PATIENCE) });
}

function isSignIn(answer) {
  return answer.status === 401 || (answer.redirected && new URL(answer.url).pathname === words.signIn);
}

async function refuseLocked(answer) {
  if (answer.status === 423) throw new Locked((await answer.json()).error);
}

async function renewToken() {
  const headers = { "X-Requested-With": "fetch" };
  const answer = await fetch(words.page, { headers, signal: AbortSignal.timeout(PATIENCE) });
  if (isSignIn(answer)) throw new SignedOut();
  await refuseLocked(answer);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[name=csrfmiddlewaretoken]");
  if (!answer.ok || !found || page.getElementById("editor")?.dataset.user !== words.user) throw new Forbidden();
  token = found.value;
}

async function post(address, body, type) {
  let answer = await send(address, body, type);
  if (answer.status === 403) {
    await renewToken();
    answer = await send(address, body, type);
  }
  if (isSignIn(answer)) throw new SignedOut();
  if (answer.status === 403) throw new Forbidden();
  await refuseLocked(answer);
  return answer;
}

export function postField(address, sent) {
  return post(address, JSON.stringify(sent), "application/json");
}

// A small question that may go unanswered.
export async function ask(address) {
  try {
    const answer = await send(address, new URLSearchParams());
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

// Files and words; with a key of its own it may be sent twice.
export function postForm(address, form) {
  return post(address, form);
}

// A step with a key of its own may be sent twice: it has one effect.
export async function postStep(address, values) {
  const body = new URLSearchParams(values);
  try {
    return await post(address, body);
  } catch (error) {
    if ([SignedOut, Forbidden, Locked].some((kind) => error instanceof kind)) throw error;
    return await post(address, body);
  }
}
