// Typing without the mouse: Ctrl+Enter sends a quick form, which is empty at once for the next sentence; what was refused
// comes back into it. Texts with a limit show how long they are.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-quick]");
  if (form) { event.preventDefault(); form.requestSubmit(); }
});
function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40; bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
const fields = (form) => [...form.elements].filter((one) => one.name && one.name !== "csrfmiddlewaretoken");
document.addEventListener("htmx:configRequest", (event) => {
  const form = event.detail.elt;
  if (!form.matches("form[data-quick]")) return;
  form.lastSent = fields(form).map((one) => [one, one.value, one.checked]);
  fields(form).forEach((one) => {
    if (one.type === "checkbox") one.checked = false;
    else one.value = one.type === "hidden" ? key() : "";
  });
  form.querySelector("textarea")?.focus();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (!form.matches("form[data-quick]") || event.detail.successful) return;
  for (const [one, value, checked] of form.lastSent ?? []) {
    one.value = one.tagName === "TEXTAREA" && one.value ? `${value}\n${one.value}` : value;
    one.checked = checked;
  }
});
function count(form) {
  const shown = document.querySelector(form.dataset.countInto);
  if (!shown) return;
  const length = [...form.querySelectorAll("[data-counted]")].reduce((sum, one) => sum + [...one.value.replace(/\s/gu, "")].length, 0);
  shown.querySelector("[data-length]").textContent = String(length);
  shown.classList.toggle("is-over", length > Number(shown.dataset.most));
}
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-count-into]");
  if (form) count(form);
});
