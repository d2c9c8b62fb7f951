// The building grid: arrow keys go from home to home.
document.addEventListener("keydown", (event) => {
  const home = document.activeElement?.closest(".building-grid .home");
  if (!home || !event.key.startsWith("Arrow")) return;
  const rows = [...home.closest("table").rows].map((row) => [...row.querySelectorAll(".home")]).filter((row) => row.length);
  const y = rows.findIndex((row) => row.includes(home)); const x = rows[y].indexOf(home);
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const row = rows[Math.min(Math.max(y + dy, 0), rows.length - 1)];
  row[Math.min(Math.max(x + dx, 0), row.length - 1)].focus();
  event.preventDefault();
});
