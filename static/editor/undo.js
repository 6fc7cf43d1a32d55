// The buttons "undo" and "redo": which step each would post, and what it says.

export const formOf = (kind) => document.querySelector(`[data-take=${kind}]`);

// What is posted; null where there is nothing to take.
export function stepOf(kind) {
  const form = formOf(kind);
  return form.hidden ? null : { step: form.elements.step.value };
}

// After a save: `offer` is {step, words} or null. What was taken back before it can no longer be done again.
export function offer(offered) {
  const form = formOf("undo");
  form.hidden = !offered;
  form.elements.step.value = offered?.step ?? "";
  const said = form.querySelector("[data-words]");
  said.textContent = said.title = offered?.words ?? "";
  formOf("redo").hidden = true;
}
