// Tables: choose rows, ranges with Shift, and the bar that says how many and what can be done.
let last = null;
const boxes = (table) => [...table.querySelectorAll('tbody input[type="checkbox"]')];
function refresh(table) {
  const chosen = boxes(table).filter((box) => box.checked);
  const bar = document.querySelector(table.dataset.bulk ?? ".bulk");
  boxes(table).forEach((box) => box.closest("tr").classList.toggle("is-chosen", box.checked));
  if (!bar) return;
  bar.hidden = chosen.length === 0;
  const count = bar.querySelector("[data-count]");
  if (count) count.textContent = String(chosen.length);
}
document.addEventListener("click", (event) => {
  const box = event.target.closest('table[data-choose] input[type="checkbox"]');
  if (!box) return;
  const table = box.closest("table");
  if (box.dataset.all !== undefined) boxes(table).forEach((one) => { one.checked = box.checked; });
  else if (event.shiftKey && last && last.closest("table") === table) {
    const all = boxes(table); const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
  }
  last = box; refresh(table);
});
