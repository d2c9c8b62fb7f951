// Native dialogs: [data-dialog] opens the one it names, as an address that ends in its #id does; [data-close] inside closes it.
if (/^#[\w-]+$/.test(location.hash)) document.querySelector(`dialog${location.hash}`)?.showModal();
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (opener) { event.preventDefault(); document.querySelector(opener.dataset.dialog)?.showModal(); }
  if (event.target.closest("dialog [data-close]")) event.target.closest("dialog").close();
});
document.addEventListener("submit", (event) => {
  const form = event.target.closest("dialog form[data-copy-from]");
  if (!form) return;
  const source = document.querySelector(form.dataset.copyFrom);
  form.querySelectorAll("input[data-copied]").forEach((one) => one.remove());
  source?.querySelectorAll('input[type="checkbox"][name]:checked').forEach((box) => {
    const copy = document.createElement("input");
    copy.type = "hidden"; copy.name = box.name; copy.value = box.value; copy.dataset.copied = "";
    form.append(copy);
  });
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) event.detail.elt.closest("dialog")?.close();
});
