// The tables of a form: rows to write in, their sums and bars. What is no number is not counted.

const WHOLE = 100;

const inputs = (row) => [...row.querySelectorAll("[data-column]")];
const bodyOf = (table) => table.tBodies[0];

// As the server stores them: without rows in which nothing is written. A label of the form's own says nothing alone.
export function readRows(table) {
  return [...bodyOf(table).rows]
    .filter((row) => inputs(row).some((input) => !("fixed" in input.dataset) && input.value.trim()))
    .map((row) => Object.fromEntries(inputs(row).map((input) => [input.dataset.column, input.value.trim()])));
}

export function showRows(table, rows) {
  const left = [...rows];
  for (const row of bodyOf(table).rows) {
    const fixed = row.querySelector("[data-fixed]");
    const found = fixed ? left.findIndex((one) => one.label === fixed.value) : left.length ? 0 : -1;
    fillIn(row, found < 0 ? {} : left[found], Boolean(fixed));
    if (found >= 0) left.splice(found, 1);
  }
  for (const one of left) fillIn(addRow(table), one, false);
  count(table);
}

function fillIn(row, values, isFixed) {
  for (const input of inputs(row)) {
    if (!(isFixed && "fixed" in input.dataset)) input.value = values[input.dataset.column] ?? "";
  }
}

export function addRow(table) {
  const pattern = table.closest("[data-question]").querySelector("[data-pattern]");
  const row = pattern.content.firstElementChild.cloneNode(true);
  bodyOf(table).append(row);
  return row;
}

export function numberOf(text) {
  const found = text.trim().replace(/%$/, "").trim();
  return /^[0-9]{1,6}([.,][0-9]{1,4})?$/.test(found) ? Number(found.replace(",", ".")) : null;
}

const inPage = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "nb", { maximumFractionDigits: 4, useGrouping: false });

export function count(table) {
  for (const row of bodyOf(table).rows) draw(row, numberOf(row.querySelector("[data-column=percent]").value));
  for (const cell of table.tFoot.querySelectorAll("[data-sum]")) {
    const read = inputs(bodyOf(table)).filter((input) => input.dataset.column === cell.dataset.sum);
    const numbers = read.map((input) => numberOf(input.value)).filter((number) => number !== null);
    const sum = numbers.reduce((one, other) => one + other, 0);
    const isShare = cell.dataset.sum === "percent";
    cell.textContent = numbers.length ? inPage.format(sum) + (isShare ? " %" : "") : "–";
    if (isShare) draw(table.tFoot, sum);
  }
}

function draw(root, share) {
  root.querySelector("[data-bar]")?.setAttribute("width", Math.min(share ?? 0, WHOLE));
}
