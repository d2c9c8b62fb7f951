// "*" opens the next masked number on the page; the reason of the last time stands there already, Enter shows the number.
const KEPT = "reveal-reason";
document.addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key !== "*" || typing || document.querySelector("dialog[open]")) return;
  const next = [...document.querySelectorAll("button[data-reveal]")].find((button) => button.dataset.reveal !== "shown" && button.offsetParent);
  if (!next) return;
  event.preventDefault();
  next.click();
});
document.addEventListener("click", (event) => {
  const opener = event.target.closest("button[data-reveal]");
  const reason = opener && document.querySelector(`${opener.dataset.dialog} input[name="reason"]`);
  if (!reason) return;
  reason.value = reason.value || (sessionStorage.getItem(KEPT) ?? "");
  reason.select();
});
document.addEventListener("htmx:afterRequest", (event) => {
  const dialog = event.detail.elt.closest("dialog[id^='reveal-']");
  if (!dialog || !event.detail.successful) return;
  sessionStorage.setItem(KEPT, dialog.querySelector('input[name="reason"]').value);
  const opener = document.querySelector(`button[data-dialog="#${dialog.id}"]`);
  if (opener) opener.dataset.reveal = "shown";
});
