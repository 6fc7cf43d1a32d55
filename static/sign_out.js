// Text that was kept in this browser because it was not saved (editor/drafts.js) goes when the person signs out.

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-out]")) return;
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("kompetanseplan:")) localStorage.removeItem(name);
    }
  } catch {
    // A browser that keeps nothing has nothing to wipe.
  }
});
