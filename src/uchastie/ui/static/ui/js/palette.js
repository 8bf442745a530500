// The search of everything as a window over the page: Ctrl K or the button of the menu opens it, arrows go through
// what is found, Enter opens. Without scripts the button leads to the page of the search.
const dialog = document.getElementById("palette");
const field = dialog?.querySelector("input[type=search]");
const links = () => [...dialog.querySelectorAll("a.hit")];

function open(event) {
  event.preventDefault();
  document.getElementById("menu")?.hidePopover?.();
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
}

function move(by) {
  const found = links();
  const here = found.indexOf(document.activeElement);
  const to = here + by;
  if (to < 0) field.focus();
  else found[Math.min(to, found.length - 1)]?.focus();
}

if (dialog) {
  for (const opener of document.querySelectorAll("[data-palette]")) opener.addEventListener("click", open);
  dialog.addEventListener("keydown", (event) => {
    if (event.code === "ArrowDown" || event.code === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation(); // the rows of the page behind stay where they are
      move(event.code === "ArrowDown" ? 1 : -1);
    } else if (event.code === "Enter" && event.target === field && links().length) {
      event.preventDefault();
      links()[0].click();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // a press beside the window
  });
}
