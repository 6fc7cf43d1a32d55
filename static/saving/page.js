// What the page brings: addresses and every word the editor says (templates/plans/_edit_script.html, templates/reviews/_form_script.html).

export const words = document.getElementById("editor").dataset;

const said = document.getElementById("said");

// "%s" and "%(name)s" as in the catalogues.
export function fill(text, values) {
  if (typeof values !== "object") return text.replace("%s", () => String(values));
  return text.replace(/%\((\w+)\)s/g, (_, name) => String(values[name]));
}

// Heard by who cannot see it. The same words twice are heard twice.
export function say(text) {
  said.textContent = "";
  requestAnimationFrame(() => {
    said.textContent = text;
  });
}

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16)); // an address without https has no randomUUID
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function copyOf(id) {
  return document.getElementById(id).content.firstElementChild.cloneNode(true);
}
