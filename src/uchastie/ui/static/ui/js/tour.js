// The first-day tour: one step at a time, the thing it tells of outlined. Without scripts it is a plain list.
const tour = document.querySelector("[data-tour]");

if (tour) {
  const steps = [...tour.querySelectorAll("[data-tour-at]")];
  const next = tour.querySelector("[data-tour-next]");
  const place = tour.querySelector("[data-tour-place]");
  let here = -1;

  const thing = (step) => document.querySelector(step.dataset.tourAt);
  const inSight = (node) => node && node.getClientRects().length > 0;

  function go(to) {
    document.querySelectorAll(".tour-here").forEach((node) => node.classList.remove("tour-here"));
    steps.forEach((step, at) => step.classList.toggle("on", at === to));
    const shown = thing(steps[to]);
    if (inSight(shown)) shown.classList.add("tour-here");
    here = to;
    place.textContent = `${to + 1} из ${steps.length}`;
    next.hidden = to === steps.length - 1;
  }

  tour.classList.add("tour--on");
  next.hidden = false;
  next.addEventListener("click", () => go(here + 1));
  go(0);
}

// The list of the day goes to the printer by a button; without scripts the page says which keys do it.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
