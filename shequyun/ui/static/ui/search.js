// The one search box: Ctrl-K or "/" to go there, arrows to choose, Enter to open, Esc to leave.
const input = document.querySelector("#q");
const results = document.querySelector("#search-results");
if (input && results) {
  const links = () => [...results.querySelectorAll("a")];
  const chosen = () => links().findIndex((link) => link.getAttribute("aria-selected") === "true");
  const choose = (index) => links().forEach((link, i) => {
    link.setAttribute("aria-selected", String(i === index));
    if (i === index) { link.scrollIntoView({ block: "nearest" }); input.setAttribute("aria-activedescendant", link.id); }
  });
  const close = () => { results.replaceChildren(); input.setAttribute("aria-expanded", "false"); };
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if ((event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing)) {
      event.preventDefault(); input.focus(); input.select();
    }
  });
  input.addEventListener("keydown", (event) => {
    const count = links().length;
    if (event.key === "Escape") { close(); input.blur(); }
    if (event.key === "ArrowDown" && count) { event.preventDefault(); choose((chosen() + 1) % count); }
    if (event.key === "ArrowUp" && count) { event.preventDefault(); choose((chosen() - 1 + count) % count); }
    if (event.key === "Enter" && count) { event.preventDefault(); links()[Math.max(chosen(), 0)].click(); }
  });
  results.addEventListener("htmx:afterSwap", () => { input.setAttribute("aria-expanded", "true"); choose(0); });
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) close(); });
}
