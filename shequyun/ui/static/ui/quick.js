// Typing without the mouse: Ctrl+Enter sends a quick form; texts with a limit show how long they are.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-quick]");
  if (form) { event.preventDefault(); form.requestSubmit(); }
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
