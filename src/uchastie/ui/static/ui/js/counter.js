// The counter by keyboard: ↑ ↓ in the search go through the people found, Enter takes one, and a new person's name or
// phone goes from the search to its own field. Everything can be done without it.
const form = document.querySelector("form[data-keep]");
const search = form.querySelector(".omni input");
const list = form.querySelector("#hits");
const fold = form.querySelector("[data-new]");
const people = () => [...list.querySelectorAll("input[type=radio]")];
const isPhone = (text) => /^[+\d][\d\s()-]{5,}$/.test(text);

search.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.code];
  const found = people();
  if (!by || !found.length) return;
  event.preventDefault();
  const next = found[Math.min(Math.max(found.findIndex((one) => one.checked) + by, 0), found.length - 1)];
  next.checked = true;
  next.dispatchEvent(new Event("change", { bubbles: true }));
  next.closest("label").scrollIntoView({ block: "nearest" });
});

// A later answer of the search does not take back who was chosen in an earlier one.
let held = null;
list.addEventListener("htmx:beforeSwap", () => (held = people().find((one) => one.checked) ?? null));
list.addEventListener("htmx:afterSwap", () => {
  const same = held?.value && people().find((one) => one.value === held.value);
  if (same) same.checked = true;
});

// What was typed into the search is the name or the phone of a new person; the next empty field is asked for.
function begin() {
  if (!fold) return;
  fold.open = true;
  const [name, phone] = ["name", "phone"].map((field) => form.elements[field]);
  const target = isPhone(search.value.trim()) ? phone : name;
  if (!target.value) target.value = search.value.trim();
  target.dispatchEvent(new Event("input", { bubbles: true }));
  (name.value ? phone : name).focus();
}

list.addEventListener("change", (event) => {
  if (event.target.matches("[data-new-person]")) {
    if (document.activeElement !== search) begin();
  } else if (fold?.open && form.elements.name.value === search.value.trim()) form.elements.name.value = "";
});

// Enter in the search (keys.js has taken the first one found or the one chosen by arrows).
search.addEventListener("keydown", (event) => {
  if (event.code === "Enter" && !people().length) event.preventDefault();
});
search.addEventListener("taken", (event) => {
  if (!people().some((one) => one.checked && one.value)) {
    event.preventDefault();
    begin();
  }
});

// Enter in a field of one line goes on instead of sending a half-filled form.
form.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.code !== "Enter" || event.ctrlKey || event.metaKey || !field.matches?.("[data-new] input:not([type=radio])")) return;
  event.preventDefault();
  const next = field.name === "name" && !form.elements.phone.value ? form.elements.phone : form.querySelector("input[name=service]");
  (form.querySelector("input[name=service]:checked") && next.name === "service" ? form.querySelector("input[name=service]:checked") : next).focus();
});

// A group: who is taken is on the way to the list, and the search is free for the next one at once; what is typed while
// the answer comes stays. Where no answer comes, the words are there again.
const crowd = form.querySelector("#people");
crowd?.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.requestConfig.elt.name === "parse" && form.elements.people) form.elements.people.value = "";
});
if (crowd) {
  let taken = "";
  list.addEventListener("htmx:beforeSend", () => {
    [taken, search.value, list.hidden] = [search.value, "", true];
    search.focus();
  });
  list.addEventListener("htmx:afterRequest", (event) => {
    list.hidden = false;
    if (event.detail.successful) list.replaceChildren();
    else search.value ||= taken;
    if (search.value) search.dispatchEvent(new Event("found"));
  });
  search.addEventListener("htmx:confirm", (event) => list.hidden && event.preventDefault()); // looked for afterwards
  form.addEventListener("keydown", (event) => {
    if (event.code === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches?.("input")) event.preventDefault();
  });
}

// Whose name is typed is new: nobody of the found ones is meant any more.
form.elements.name?.addEventListener?.("input", (event) => {
  const fresh = event.isTrusted && event.target.value && list.querySelector("[data-new-person]");
  if (fresh) fresh.checked = true;
});

// A person recognised among the similar ones needs no name of his own.
form.addEventListener("change", (event) => {
  if (event.target.name !== "same_as" || !event.target.value) return;
  for (const one of people()) one.checked = false;
});

// A draft of this tab has filled the search: look again, and take the person who was chosen.
const draft = JSON.parse(sessionStorage.getItem(`draft:${form.dataset.draft}`) ?? "null");
const chosen = draft?.fields.find(([name]) => name === "beneficiary")?.[1];
if (search.value && !people().length) {
  list.addEventListener("htmx:afterSwap", () => {
    const mine = people().find((one) => one.value === chosen);
    if (mine) mine.checked = true;
  }, { once: true });
  addEventListener("load", () => search.dispatchEvent(new Event("found")));
}
