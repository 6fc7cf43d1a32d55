// The menus of rows and areas: one of each in the page, opened beside the button. Without script the button leads to a page.

import { table } from "./fields.js";
import * as steps from "./steps.js";

const dialog = document.getElementById("area-dialog");
let opener = null;
let wasOpen = false; // when the pointer went down: by the click, the press outside has closed the menu

const menuOf = (button) => document.getElementById(`${button.dataset.menu}-menu`);
const itemsOf = (menu) => [...menu.querySelectorAll("button, a")];

function open(button) {
  const menu = menuOf(button);
  opener = button;
  for (const link of menu.querySelectorAll("[data-go]")) link.href = button.formAction + link.dataset.go;
  const isOnly = document.querySelectorAll("#area-choice option").length < 2;
  menu.querySelector("[data-do=area]")?.closest("li").toggleAttribute("hidden", isOnly);
  menu.showPopover();
  place(menu);
  button.setAttribute("aria-expanded", "true");
  itemsOf(menu)[0].focus({ preventScroll: true });
}

function place(menu) {
  const box = opener.getBoundingClientRect();
  const below = box.bottom + menu.offsetHeight < innerHeight;
  const top = below ? box.bottom : Math.max(0, Math.min(box.top, innerHeight) - menu.offsetHeight);
  menu.style.top = `${top}px`;
  menu.style.left = `${Math.max(0, Math.min(box.right - menu.offsetWidth, document.documentElement.clientWidth - menu.offsetWidth))}px`;
}

function close(menu) {
  if (menu.matches(":popover-open")) menu.hidePopover();
}

const ROW = {
  up: (key) => steps.moveRow(key, "up"),
  down: (key) => steps.moveRow(key, "down"),
  area: askForArea,
  below: (key) => steps.addRow({ after: key }),
  continue: (key) => steps.addRow({ after: key, continues: "on" }),
  duplicate: (key) => steps.copyRow(key, "dupliser/"),
  split: (key) => steps.copyRow(key, "del-opp/"),
  delete: (key) => steps.deleteRow(key),
};

const AREA = {
  "area-up": (key) => steps.moveArea(key, "up"),
  "area-down": (key) => steps.moveArea(key, "down"),
  "area-below": (key, kind) => steps.addArea(kind === "band" ? { band: key } : { after: key }),
  "area-delete": (key) => steps.deleteArea(key),
};

function askForArea(key) {
  const choice = document.getElementById("area-choice");
  for (const option of choice.options) option.hidden = option.disabled = option.value === steps.areaOf(key);
  choice.value = [...choice.options].find((option) => !option.disabled).value;
  dialog.returnValue = "";
  dialog.onclose = () => {
    if (dialog.returnValue === "move") steps.moveToArea(key, choice.value);
  };
  dialog.showModal();
}

function chosen(menu, item) {
  const button = opener;
  close(menu);
  button.focus({ preventScroll: true });
  const name = item.dataset.do;
  if (!name) return;
  if (button.dataset.menu === "row") ROW[name](steps.keyOfRow(button));
  else AREA[name](steps.keyOfArea(button), button.closest("tbody").dataset.kind);
}

function walk(menu, event) {
  const items = itemsOf(menu).filter((item) => !item.closest("[hidden]"));
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined && !event.altKey) {
    event.preventDefault();
    items.at(to % items.length).focus();
  } else if (event.key === "Tab") {
    event.preventDefault();
    close(menu);
    opener.focus();
  }
}

export function start() {
  for (const menu of document.querySelectorAll(".row-menu")) {
    menu.addEventListener("click", (event) => {
      const item = event.target.closest("button, a");
      if (item) chosen(menu, item);
    });
    menu.addEventListener("keydown", (event) => walk(menu, event));
    // What lies half under the menu is out of reach until it closes; then at once, so that the focus can go back there.
    menu.addEventListener("beforetoggle", (event) => {
      table().inert = event.newState === "open";
    });
    menu.addEventListener("toggle", (event) => {
      if (event.newState === "open" || !opener) return;
      opener.removeAttribute("aria-expanded");
      if (document.activeElement === document.body && opener.isConnected) opener.focus({ preventScroll: true });
    });
  }
  document.addEventListener(
    "pointerdown",
    (event) => {
      wasOpen = Boolean(opener?.contains(event.target) && menuOf(opener).matches(":popover-open"));
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-menu]");
    if (!button) return;
    event.preventDefault();
    if (!wasOpen) open(button);
    wasOpen = false;
  });
  addEventListener("scroll", () => document.querySelectorAll(".row-menu:popover-open").forEach(place), { passive: true });
}
