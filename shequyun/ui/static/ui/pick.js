// A search box inside a form: Enter takes the first hit, arrows go through them; then the cursor is where one writes next.
// Ctrl+Enter sends the form with its main button.
// Enter before the hits are here takes the first of them when they come.
const asked = new WeakMap(), answered = new WeakMap(), waiting = new WeakSet();
function takeFirst(box, hits) {
  if (answered.get(box) === box.value) hits[0]?.click(); else waiting.add(box);
}
document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.("[data-picks]");
  const list = box ? document.querySelector(box.dataset.picks) : event.target.closest?.("[data-hits]");
  if (list && ["Enter", "ArrowDown", "ArrowUp"].includes(event.key)) {
    const hits = [...list.querySelectorAll("button")];
    const at = hits.indexOf(document.activeElement);
    if (event.key === "Enter") { if (box) { event.preventDefault(); takeFirst(box, hits); } return; }
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
document.addEventListener("input", (event) => waiting.delete(event.target));
document.addEventListener("htmx:configRequest", (event) => { if (event.target.matches?.("[data-picks]")) asked.set(event.target, event.target.value); });
document.addEventListener("htmx:afterSettle", (event) => {
  const box = event.detail.target?.matches("[data-hits]") ? document.querySelector(`[data-picks="#${event.detail.target.id}"]`) : null;
  if (box) {
    answered.set(box, asked.get(box));
    if (waiting.delete(box)) takeFirst(box, [...event.detail.target.querySelectorAll("button")]);
  }
  const next = event.detail.target?.dataset?.next;
  if (next) document.querySelector(next)?.focus();
});
// A text that is chosen from a list goes into the field that it names.
document.addEventListener("change", (event) => {
  const choice = event.target.closest("select[data-fills]");
  if (choice?.value) { const into = choice.form.querySelector(choice.dataset.fills); into.value = choice.value; into.focus(); }
});
