// The reading view: a row's degree of completion by one click. Without this, each cell's button leads to a page that asks.

const menu = document.getElementById("status-menu");
const said = document.querySelector(".status-said");
const conflict = document.getElementById("status-conflict");
const items = [...menu.querySelectorAll("[role=menuitemradio]")];
const token = menu.querySelector("[name=csrfmiddlewaretoken]").value;
let opener = null;
let wasOpen = false; // when the pointer went down: by the click, the press outside has closed the menu

function statusOf(cell) {
  return cell.dataset.s === "unset" ? "" : cell.dataset.s;
}

function prepare(button) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
}

function open(button) {
  opener = button;
  const chosen = statusOf(button.closest("td"));
  for (const item of items) item.setAttribute("aria-checked", String(item.value === chosen));
  menu.showPopover();
  place();
  button.setAttribute("aria-expanded", "true");
  (items.find((item) => item.value === chosen) ?? items[0]).focus({ preventScroll: true });
}

function place() {
  const box = opener.getBoundingClientRect();
  const below = box.bottom + menu.offsetHeight < innerHeight;
  menu.style.top = `${below ? box.bottom : Math.max(0, box.top - menu.offsetHeight)}px`;
  menu.style.left = `${Math.max(0, Math.min(box.left, document.documentElement.clientWidth - menu.offsetWidth))}px`;
}

function follow() {
  if (!menu.matches(":popover-open")) return;
  const box = opener.getBoundingClientRect();
  if (box.bottom < 0 || box.top > innerHeight) close();
  else place();
}

function close() {
  if (menu.matches(":popover-open")) menu.hidePopover();
}

function say(text) {
  said.textContent = text;
}

function count(status, by) {
  const shown = document.querySelector(`.counts [data-s="${status || "unset"}"] b`);
  if (shown) shown.textContent = Number(shown.textContent) + by;
}

async function save(button, status) {
  const cell = button.closest("td");
  const before = statusOf(cell);
  const body = new URLSearchParams({ status, seen: button.dataset.version, base: before });
  cell.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
    });
    if (answer.status === 409) return ask(await answer.text());
    if (answer.status === 423) return say((await answer.json()).error);
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    swap(cell, before, await answer.text());
  } catch {
    say(said.dataset.failed);
  } finally {
    cell.removeAttribute("aria-busy");
  }
}

function swap(cell, before, html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  const fresh = made.content.querySelector("td");
  const button = fresh.querySelector("button");
  const hadFocus = cell.contains(document.activeElement) || document.activeElement === document.body;
  cell.closest("tr").querySelector(".carried")?.remove(); // the row is no longer as it came from the earlier plan
  cell.replaceWith(fresh);
  prepare(button);
  if (hadFocus) button.focus({ preventScroll: true });
  count(before, -1);
  count(statusOf(fresh), 1);
  const word = items.find((item) => item.value === statusOf(fresh)).textContent.trim();
  say(`${said.dataset.saved} ${word}`);
}

function ask(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  conflict.replaceChildren(made.content);
  conflict.showModal();
}

document.querySelectorAll(".status button[formaction]").forEach(prepare);

document.addEventListener(
  "pointerdown",
  (event) => {
    wasOpen = menu.matches(":popover-open") && opener.contains(event.target);
  },
  true,
);

document.addEventListener("click", (event) => {
  const button = event.target.closest(".plan-table .status button");
  if (!button) return;
  event.preventDefault();
  if (!wasOpen) open(button);
  wasOpen = false;
});

menu.addEventListener("click", (event) => {
  const item = event.target.closest("[role=menuitemradio]");
  if (!item) return;
  const button = opener;
  close();
  if (item.value !== statusOf(button.closest("td"))) save(button, item.value);
});

menu.addEventListener("keydown", (event) => {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) {
    event.preventDefault();
    items.at(to % items.length).focus();
  } else if (event.key === "Tab") {
    close();
  }
});

menu.addEventListener("toggle", (event) => {
  if (event.newState === "closed" && opener) {
    opener.setAttribute("aria-expanded", "false");
    if (document.activeElement === document.body) opener.focus({ preventScroll: true });
  }
});

addEventListener("scroll", follow, { passive: true });
addEventListener("resize", follow);
