// Days, the same in every browser: a date input becomes text that takes what people type (20210616, 6月16日, 昨天) and keeps
// year-month-day; a click or the down arrow opens a month to choose from. Without script it stays the browser's own input.
const lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
const two = (number) => String(number).padStart(2, "0");
const iso = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const near = { 今天: 0, 昨天: -1, 前天: -2, 明天: 1, today: 0, yesterday: -1, tomorrow: 1 };
function read(text) {
  const said = text.trim().replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const today = new Date();
  if (said in near) return iso(new Date(today.getFullYear(), today.getMonth(), today.getDate() + near[said]));
  const parts = /^\d{8}$/.test(said) ? [said.slice(0, 4), said.slice(4, 6), said.slice(6)] : said.split(/[^\d]+/).filter(Boolean);
  if (parts.length === 2) parts.unshift(String(today.getFullYear()));
  if (parts.length !== 3 || parts[0].length !== 4) return null;
  const [year, month, day] = parts.map(Number); const found = new Date(year, month - 1, day);
  return found.getMonth() === month - 1 && found.getDate() === day ? iso(found) : null;
}
function prepare(root) {
  root.querySelectorAll('input[type="date"]').forEach((input) => {
    const value = input.value;
    input.type = "text"; input.value = value; input.inputMode = "numeric"; input.autocomplete = "off"; input.dataset.day = "";
    input.placeholder = document.body.dataset.day ?? "";
  });
}
let open = null; let shown = null; // the element that holds the month, and the month
function shut() { open?.querySelector(".month")?.remove(); open = null; }
function show(input, date) {
  shut(); open = input.parentElement; shown = date; open.classList.add("has-month");
  const box = document.createElement("div"); box.className = "month"; box.setAttribute("role", "group");
  const title = new Intl.DateTimeFormat(lang, { year: "numeric", month: "long" });
  const button = (text, label, act, more = "") => { const one = document.createElement("button"); one.type = "button"; one.textContent = text; one.setAttribute("aria-label", label); one.className = more; one.addEventListener("click", act); return one; };
  const step = (months, text) => { const to = new Date(date.getFullYear(), date.getMonth() + months, 1); return button(text, title.format(to), () => { show(input, to); }); };
  const head = document.createElement("p"); const name = document.createElement("b"); name.textContent = title.format(date);
  head.append(step(-12, "«"), step(-1, "‹"), name, step(1, "›"), step(12, "»"));
  const grid = document.createElement("div"); grid.className = "month-days";
  const short = new Intl.DateTimeFormat(lang, { weekday: "narrow" });
  for (let d = 1; d <= 7; d += 1) { const cell = document.createElement("span"); cell.textContent = short.format(new Date(2024, 0, d)); grid.append(cell); }
  const first = new Date(date.getFullYear(), date.getMonth(), 1); const blank = (first.getDay() + 6) % 7;
  for (let i = 0; i < blank; i += 1) grid.append(document.createElement("span"));
  const last = new Date(date.getFullYear(), date.getMonth() + 1, 0).getDate(); const today = iso(new Date());
  for (let d = 1; d <= last; d += 1) {
    const value = iso(new Date(date.getFullYear(), date.getMonth(), d));
    grid.append(button(String(d), value, () => { input.value = value; input.dispatchEvent(new Event("change", { bubbles: true })); shut(); input.focus(); }, `${value === today ? "is-today" : ""} ${value === input.value ? "is-chosen" : ""}`));
  }
  box.append(head, grid); open.append(box);
}
const started = (input) => { const value = read(input.value); return value ? new Date(`${value}T00:00`) : new Date(); };
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt.parentElement ?? document));
document.addEventListener("change", (event) => {
  if (event.target.dataset?.day === undefined) return;
  const value = read(event.target.value); if (value) event.target.value = value;
}, true);
document.addEventListener("submit", (event) => event.target.querySelectorAll("[data-day]").forEach((input) => { input.value = read(input.value) ?? input.value; }), true);
document.addEventListener("click", (event) => {
  if (event.target.dataset?.day !== undefined) show(event.target, started(event.target));
  else if (open && !event.target.closest(".month") && event.target.isConnected) shut();
});
document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (open && event.key === "Escape") { event.stopPropagation(); event.preventDefault(); const back = open.querySelector("[data-day]"); shut(); back?.focus(); return; }
  if (input.dataset?.day !== undefined && event.key === "ArrowDown") { event.preventDefault(); show(input, started(input)); (open.querySelector(".is-chosen, .is-today") ?? open.querySelector(".month-days button")).focus(); return; }
  if (input.dataset?.day !== undefined && event.key === "Tab") { shut(); return; }
  const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]; const days = input.closest?.(".month-days");
  if (!move || !days) return;
  const all = [...days.querySelectorAll("button")]; const to = all[all.indexOf(input) + move];
  event.preventDefault();
  if (to) { to.focus(); return; }
  const field = open.querySelector("[data-day]"); show(field, new Date(shown.getFullYear(), shown.getMonth() + Math.sign(move), 1));
  const fresh = [...open.querySelectorAll(".month-days button")]; (move > 0 ? fresh[0] : fresh[fresh.length - 1]).focus();
}, true);
