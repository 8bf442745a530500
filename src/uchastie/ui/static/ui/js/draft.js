// What is typed is not lost: forms with data-draft="name" are kept in this tab each second and filled again after a
// broken connection, an expired session or a wrong button. The draft goes when the form is accepted: its sending was
// answered by a redirect to a good page, or the next page says data-draft-done="name" (after a form of several pages).
// It goes too when another person signs in, and when this one signs out.
const PREFIX = "draft:";
const OWNER = "draft-owner";
const SIGN_IN = "/accounts/"; // where an expired session leads: nothing was accepted
const STALE_MS = 24 * 3600 * 1000;
const SKIP = new Set(["password", "file", "hidden", "submit", "button"]);

const storage = (() => {
  try {
    sessionStorage.setItem("draft-test", "1");
    sessionStorage.removeItem("draft-test");
    return sessionStorage;
  } catch {
    return null; // switched off in the browser: the page works, only without drafts
  }
})();

const keys = () => Object.keys(storage).filter((key) => key.startsWith(PREFIX));
const forget = (wanted = keys()) => wanted.forEach((key) => storage.removeItem(key));
const isKept = (field) => field.name && (!SKIP.has(field.type) || "kept" in field.dataset);
const kept = (form) => [...form.elements].filter(isKept);

function read(form) {
  return kept(form)
    .filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value]);
}

function fill(form, pairs) {
  for (const field of kept(form)) {
    const mine = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = mine.includes(field.value);
    else if (mine.length) field.value = mine[0];
  }
}

// A form accepted is answered by a redirect; one refused, by a page with its errors; one without a session, by sign-in.
function settle() {
  const [load] = performance.getEntriesByType("navigation");
  const good = load?.redirectCount > 0 && (load.responseStatus || 200) < 400 && !location.pathname.startsWith(SIGN_IN);
  for (const key of keys()) {
    const { sent, ...draft } = JSON.parse(storage.getItem(key));
    if (sent && good) storage.removeItem(key);
    else if (sent) storage.setItem(key, JSON.stringify(draft));
  }
}

function markSent(form) {
  const key = PREFIX + form.dataset.draft;
  const draft = JSON.parse(storage.getItem(key) ?? "null");
  if (draft) storage.setItem(key, JSON.stringify({ ...draft, sent: true }));
}

function status(form, at) {
  if (form.dataset.keep) return; // keep.js says where it is kept
  const place = form.querySelector("[data-draft-status]") ?? document.querySelector("[data-draft-status]");
  if (!place) return;
  const time = new Date(at);
  place.hidden = false;
  place.textContent = `черновик сохранён в ${time.getHours()}:${String(time.getMinutes()).padStart(2, "0")}`;
}

function watch(form) {
  const key = PREFIX + form.dataset.draft;
  const untouched = JSON.stringify(read(form));
  const saved = JSON.parse(storage.getItem(key) ?? "null");
  // A form the server gave back (with errors, or after one of its small buttons) holds what was typed, and newer.
  const returned = "returned" in form.dataset || form.querySelector("[aria-invalid], [data-focus]");
  if (saved && Date.now() - saved.at < STALE_MS && !returned) {
    fill(form, saved.fields);
    status(form, saved.at);
    form.dispatchEvent(new CustomEvent("draft:filled", { bubbles: true }));
  }
  let last = JSON.stringify(read(form));
  const keep = () => {
    const now = JSON.stringify(read(form));
    if (now === last || form.dataset.sent || "cleared" in form.dataset) return; // what is on its way changes no more
    last = now;
    if (now === untouched) return storage.removeItem(key);
    const at = Date.now();
    storage.setItem(key, JSON.stringify({ at, fields: read(form) }));
    status(form, at);
  };
  setInterval(keep, 1000);
  for (const moment of ["submit", "change"]) form.addEventListener(moment, keep);
  addEventListener("pagehide", keep);
}

function offline(form) {
  let notice = form.querySelector("[data-offline]");
  if (!notice) {
    notice = document.createElement("div");
    notice.className = "notice notice--warn notice--plain";
    notice.dataset.offline = "";
    notice.setAttribute("role", "alert");
    notice.tabIndex = -1;
    const button = form.querySelector("button:not([type=button])");
    (button?.closest(".btns, .save") ?? button ?? form.lastElementChild).before(notice);
  }
  const safe = form.dataset.draft && storage ? "Написанное цело: оно сохранено на этом устройстве." : "Не закрывайте страницу: написанное цело.";
  notice.textContent = `Нет связи. ${safe} Отправьте ещё раз, когда связь вернётся.`;
  notice.focus();
  addEventListener("online", () => (notice.textContent = "Связь вернулась. Отправьте ещё раз."), { once: true });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (!navigator.onLine) {
    event.preventDefault();
    offline(form);
  } else if (storage && form.hasAttribute("data-signout")) forget();
  else if (storage && form.dataset.draft && !event.defaultPrevented) markSent(form);
});

if (storage) {
  const who = document.body.dataset.who;
  if (who && storage.getItem(OWNER) && storage.getItem(OWNER) !== who) forget();
  if (who) storage.setItem(OWNER, who);
  for (const done of document.querySelectorAll("[data-draft-done]")) {
    forget(done.dataset.draftDone.split(" ").map((name) => PREFIX + name));
  }
  settle();
  document.querySelectorAll("form[data-draft]").forEach(watch);
}
