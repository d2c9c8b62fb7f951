// The drawer on the right: filled by htmx, closed by Esc or its button; focus goes back to what opened it.
const drawer = document.querySelector("#drawer");
let opener = null;
function shut() { if (!drawer?.childElementCount) return; drawer.replaceChildren(); opener?.focus(); }
if (drawer) {
  document.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.target === drawer) opener = event.detail.elt; });
  drawer.addEventListener("htmx:afterSwap", () => drawer.querySelector("a[href], button")?.focus());
  drawer.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) shut(); });
  drawer.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "")) return;
    const lines = [...drawer.querySelectorAll("a[href], button, summary")].filter((one) => one.offsetParent);
    const at = lines.indexOf(document.activeElement);
    lines[Math.min(Math.max(at + step, 0), lines.length - 1)]?.focus();
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !document.querySelector("dialog[open]")) shut(); });
}
const side = document.querySelector(".side");
document.querySelector(".nav-toggle")?.addEventListener("click", (event) => {
  event.currentTarget.setAttribute("aria-expanded", String(side.classList.toggle("is-open")));
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  const notice = event.target.closest(".notice [data-close]");
  if (notice) notice.closest(".notice").remove();
});
