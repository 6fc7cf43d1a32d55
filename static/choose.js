// Rows ticked for a new plan: all of an area or of a kind at once without a new page, and counted on the button.

const form = document.querySelector("[data-choose]");
const ticks = [...form.querySelectorAll("[name=take]")];
const button = form.querySelector("[data-count]");
const [one, many] = JSON.parse(button.dataset.count).new;

function recount() {
  const count = ticks.filter((tick) => tick.checked).length;
  button.textContent = (count === 1 ? one : many).replace("%(n)d", count);
}

function ticksOf({ value }) {
  if (value === "all") return ticks;
  if (value === "done") return ticks.filter((tick) => tick.dataset.kind === "done");
  return ticks.filter((tick) => tick.closest("tbody").id === `omrade-${value}`);
}

form.addEventListener("change", (event) => {
  if (event.target.name === "take") recount();
});
form.addEventListener("click", (event) => {
  const pressed = event.target.closest("[name=tick], [name=untick]");
  if (!pressed) return;
  event.preventDefault();
  for (const tick of ticksOf(pressed)) tick.checked = pressed.name === "tick";
  recount();
});
recount(); // the browser may have put back the ticks of an earlier visit
