// The error summary takes the focus when the page opens, so that it is heard and seen first; its links bring the field's label into view too.
const summary = document.querySelector(".ds-error-summary");

summary?.focus();
summary?.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus({ preventScroll: true });
  (field.closest("fieldset, .ds-field") ?? field).scrollIntoView({ block: "start" });
});
