// Imports: waiting for a file to be read, a table pasted with its layout, ticks counted on the preview's button.

const SOONEST = 1000; // milliseconds between two looks at the state
const LATEST = 8000;

function fill(text, values) {
  return text.replace(/%\((\w+)\)[sd]/g, (_, name) => String(values[name]));
}

// ---- waiting

function wait(box) {
  const bar = box.querySelector("progress");
  const said = box.querySelector("[data-progress]");
  let pause = SOONEST;

  function show({ done, total }) {
    if (!total) return;
    bar.max = total;
    bar.value = done;
    // Said at each tenth, not at each look.
    const words = fill(said.dataset.progress, { done: Math.floor((done * 10) / total) * Math.ceil(total / 10), total });
    if (said.textContent !== words) said.textContent = words;
  }

  async function look() {
    try {
      const answer = await fetch(box.dataset.wait, { headers: { "X-Requested-With": "fetch" } });
      if ([401, 404, 423].includes(answer.status)) return location.reload(); // that page says why
      if (!answer.ok) throw new Error(String(answer.status));
      const state = await answer.json();
      if (state.state !== box.dataset.state) return location.reload();
      show(state);
      pause = Math.min(LATEST, pause * 1.3);
    } catch {
      said.textContent = said.dataset.lost;
      pause = Math.min(LATEST, pause * 2);
    }
    setTimeout(look, pause);
  }

  setTimeout(look, pause);
}

// ---- a table pasted where a file can be chosen

function source(form) {
  const text = form.querySelector("textarea");
  const html = form.querySelector("[name=html]");
  const said = form.querySelector("[data-pasted]");

  function keep(markup) {
    const files = new DataTransfer();
    if (markup) files.items.add(new File([markup], "tabell.html", { type: "text/html" }));
    html.files = files.files;
    said.textContent = markup ? said.dataset.pasted : "";
  }

  text.addEventListener("paste", (event) => {
    const markup = event.clipboardData.getData("text/html");
    const isWhole = text.selectionStart === 0 && text.selectionEnd === text.value.length;
    // After the words are in the field, which takes away what was kept of an earlier table.
    setTimeout(() => keep(isWhole && /<table/i.test(markup) ? markup : ""));
  });
  // What is written by hand afterwards is not in the markup: then the words stand.
  text.addEventListener("input", (event) => {
    if (event.inputType !== "insertFromPaste") keep("");
  });
}

// ---- the preview

function preview(form) {
  const button = form.querySelector("[data-count]");
  const ticks = [...form.querySelectorAll("[name=take]")];
  const count = (kind) => ticks.filter((tick) => tick.checked && tick.dataset.kind === kind).length;

  function label(added, changed) {
    const words = JSON.parse(button.dataset.count);
    const some = (kind, number) => fill(words[kind][number === 1 ? 0 : 1], { n: number });
    if (!changed || !words.changed) return some("new", added);
    if (!added) return some("changed", changed);
    return fill(words.both[0], { added: some("new", added), n: changed });
  }

  function recount() {
    if (!button) return;
    const { dataset } = button;
    button.textContent = label(Number(dataset.new) + count("new"), Number(dataset.changed) + count("changed"));
  }

  function tickAll(kind, checked) {
    for (const tick of ticks) if (tick.dataset.kind === kind) tick.checked = checked;
    recount();
  }

  // To a cell on another page of the rows: the ticks of this one are kept on the way.
  function go(event, link) {
    const [query, place] = link.getAttribute("href").split("#");
    if (!query) return;
    event.preventDefault();
    const hidden = { to_page: query.replace("?side=", ""), to_place: place };
    for (const [name, value] of Object.entries(hidden)) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    form.requestSubmit();
  }

  form.querySelector("[data-tick-all]")?.removeAttribute("hidden");
  form.addEventListener("change", (event) => {
    if (event.target.name === "take") recount();
  });
  form.addEventListener("click", (event) => {
    const { tick, untick } = event.target.dataset;
    const link = event.target.closest("[data-place]");
    if (tick) tickAll(tick, true);
    else if (untick) tickAll(untick, false);
    else if (link) go(event, link);
  });
  recount(); // the browser may have put back the ticks of an earlier visit
}

const waiting = document.querySelector("[data-wait]");
const sending = document.querySelector("[data-import-source]");
const shown = document.querySelector("[data-import]");
if (waiting) wait(waiting);
if (sending) source(sending);
if (shown) preview(shown);
