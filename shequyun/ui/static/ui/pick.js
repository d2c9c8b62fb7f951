// A search box inside a form: Enter takes the first hit, arrows go through them; then the cursor is where one writes next.
// Ctrl+Enter sends the form with its main button.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-picks]");
  const list = box ? document.querySelector(box.dataset.picks) : event.target.closest?.("[data-hits]");
  if (list && ["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) {
    const hits = [...list.querySelectorAll("button")];
    const at = hits.indexOf(document.activeElement);
    if (event.key === "Enter") { if (box) { event.preventDefault(); hits[0]?.click(); } return; }
    event.preventDefault();
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    (hits[next] ?? (next < 0 ? document.querySelector(`[data-picks="#${list.id}"]`) : null))?.focus();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form[data-quick]");
    const main = form?.querySelector("button.button--main");
    if (form && main) { event.preventDefault(); form.requestSubmit(main); }
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  const next = event.detail.target?.dataset?.next;
  if (next) document.querySelector(next)?.focus();
});
// A text that is chosen from a list goes into the field that it names.
document.addEventListener("change", (event) => {
  const choice = event.target.closest("select[data-fills]");
  if (choice?.value) { const into = choice.form.querySelector(choice.dataset.fills); into.value = choice.value; into.focus(); }
});
