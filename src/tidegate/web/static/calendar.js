// One cell of the calendar is in the tab order; the arrow keys, Home and End move from there.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const grid = document.querySelector("[data-grid]");
const now = grid?.querySelector("[data-now]");
const rows = grid ? [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td a")]) : [];

if (now) {
  const box = grid.parentElement;
  box.scrollLeft += now.getBoundingClientRect().left - box.getBoundingClientRect().left - box.clientWidth / 2;
}

function target(row, column, key) {
  if (key === "Home") return rows[row][0];
  if (key === "End") return rows[row].at(-1);
  const step = STEPS[key];
  return step && rows[row + step[0]]?.[column + step[1]];
}

grid?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const row = rows.findIndex((cells) => cells.includes(event.target));
  if (row < 0) return;
  const next = target(row, rows[row].indexOf(event.target), event.key);
  if (!next) return;
  event.preventDefault();
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
});
