// The one search box: type anywhere, Ctrl-K or "/" to go there, arrows to choose, Enter to open, Esc to leave.
// A letter typed where nothing is being edited goes to the box; who dictates or types by switch can turn that off (Keys).
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
  const anywhere = () => localStorage.getItem("type-anywhere") !== "off";
  const plain = (event) => /^[\p{L}\p{N}]$/u.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
  const box = document.querySelector("#type-anywhere");
  if (box) {
    box.checked = anywhere();
    box.addEventListener("change", () => localStorage.setItem("type-anywhere", box.checked ? "on" : "off"));
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
    if ((event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing)) {
      event.preventDefault(); input.focus(); input.select();
    } else if (anywhere() && !typing && plain(event) && !document.querySelector("dialog[open]")) {
      input.focus(); input.select();
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
