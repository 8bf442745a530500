// The pane beside a list shows what the row in focus is made of. Only where the pane is in sight; without scripts
// the row is a link to the whole page.
const pane = document.getElementById("preview");
const wide = matchMedia("(min-width: 64.01rem)");
let timer = 0;
let shown = "";

function show(row, delay) {
  clearTimeout(timer);
  if (!row || !wide.matches || row.dataset.preview === shown) return;
  timer = setTimeout(() => {
    shown = row.dataset.preview;
    document.querySelectorAll(".row[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
    row.setAttribute("aria-current", "true");
    window.htmx.ajax("GET", shown, { target: pane, swap: "innerHTML" });
  }, delay);
}

if (pane) {
  document.addEventListener("focusin", (event) => show(event.target.closest(".row[data-preview]"), 150));
  addEventListener("load", () => show(document.querySelector(".row[data-preview]"), 0));
}
