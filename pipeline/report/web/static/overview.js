// Sorts and filters the list of agreements. Without it the list stands as it is, newest first.
"use strict";

const list = document.getElementById("list");
const rows = [...list.tBodies[0].rows];
const filters = document.getElementById("filters");
const shown = document.getElementById("shown");
const field = (name) => document.getElementById(name).value;

function filter() {
  const words = field("text").toLowerCase().split(/\s+/).filter(Boolean);
  const verdict = field("verdict");
  const year = field("year");
  let left = 0;
  for (const row of rows) {
    const fits =
      words.every((word) => row.dataset.text.includes(word)) &&
      (!verdict || row.dataset.verdict === verdict) &&
      (!year || row.dataset.year === year);
    row.hidden = !fits;
    left += fits;
  }
  const text = left ? shown.dataset.text : shown.dataset.none;
  shown.textContent = text.replace("{shown}", left).replace("{total}", rows.length);
}

function sort(button) {
  const header = button.closest("th");
  const column = header.cellIndex;
  const before = header.getAttribute("aria-sort");
  // Of figures the largest are wanted first, of words the alphabet's first.
  const falling = before === "none" ? button.dataset.kind === "number" : before === "ascending";
  const value = (row) => row.cells[column].dataset.value;
  const compare =
    button.dataset.kind === "number"
      ? (a, b) => Number(value(a)) - Number(value(b))
      : (a, b) => value(a).localeCompare(value(b), "sv", { numeric: true });
  rows.sort((a, b) => (falling ? -compare(a, b) : compare(a, b)));
  list.tBodies[0].append(...rows);
  for (const other of header.parentNode.cells) other.setAttribute("aria-sort", "none");
  header.setAttribute("aria-sort", falling ? "descending" : "ascending");
}

filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => event.preventDefault());
// The fields are emptied after the event.
filters.addEventListener("reset", () => setTimeout(filter));
for (const button of list.querySelectorAll("button[data-sort]")) {
  button.addEventListener("click", () => sort(button));
}
// A browser that comes back to the page may have kept what was typed.
filter();
