// Marks of visits without a connection: they are kept on this device and sent by themselves, each with its own key, so
// that none counts twice. <form data-offline="id of the centre or tablet" [data-nameless]>, <p hidden data-kept>.
// What was typed to recognise a person stays only while this employee is signed in: when another one comes, and always
// on a tablet, a kept mark is a visit without a name.
const PREFIX = "visit:";
const OWNER = "visit-owner";
const TRY_MS = 20000;
const RETURN_MS = 8000;
const form = document.querySelector("form[data-offline]");

// The tablet after a mark: an empty page waits for the next person.
const back = document.querySelector("[data-return]");
if (back) setTimeout(() => location.replace(back.href), RETURN_MS);

const storage = (() => {
  try {
    localStorage.setItem("visit-test", "1");
    localStorage.removeItem("visit-test");
    return localStorage;
  } catch {
    return null;
  }
})();

const mine = () => Object.keys(storage).filter((key) => key.startsWith(`${PREFIX}${form.dataset.offline}:`));
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function say(text) {
  const place = document.querySelector("[data-kept]");
  if (!place) return;
  place.hidden = !text;
  place.textContent = text;
}

const marks = (count) => {
  const [tens, units] = [count % 100, count % 10];
  if (units === 1 && tens !== 11) return `${count} отметка`;
  return units > 1 && units < 5 && (tens < 12 || tens > 14) ? `${count} отметки` : `${count} отметок`;
};

function tell() {
  const count = mine().length;
  say(count ? `Нет связи. Сохранено на этом устройстве: ${marks(count)}. Отправим сами, когда связь вернётся.` : "");
}

function keep(data) {
  const fields = Object.fromEntries([...data].filter(([name]) => name !== "csrfmiddlewaretoken"));
  if ("nameless" in form.dataset) fields.who = "";
  storage.setItem(`${PREFIX}${form.dataset.offline}:${fields.key}`, JSON.stringify({ ...fields, offline: "on", at: new Date().toISOString() }));
  form.reset();
  form.elements.key.value = newKey();
  form.elements.who.focus();
  tell();
}

async function send(fields) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(form.action, { method: "POST", body });
  const away = new URL(answer.url).pathname.startsWith("/accounts/"); // the session is over: the mark waits for the next one
  return !away && (answer.ok || answer.status === 422);
}

let busy = false;
async function flush() {
  if (busy || !navigator.onLine) return;
  busy = true;
  try {
    for (const key of mine()) {
      if (!(await send(JSON.parse(storage.getItem(key))))) break;
      storage.removeItem(key);
    }
  } catch {
    // the connection went away again: the rest waits
  } finally {
    busy = false;
    tell();
  }
}

function forgetNames() {
  for (const key of Object.keys(storage).filter((name) => name.startsWith(PREFIX))) {
    const fields = JSON.parse(storage.getItem(key));
    storage.setItem(key, JSON.stringify({ ...fields, who: "", person: "" }));
  }
}

if (form && storage) {
  const who = document.body.dataset.who ?? "";
  if (storage.getItem(OWNER) !== who) forgetNames();
  storage.setItem(OWNER, who);
  form.addEventListener(
    "submit",
    (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      keep(new FormData(form, event.submitter)); // «Без имени» and «Отметить» of a list are the buttons themselves
    },
    true,
  );
  document.querySelector("[data-signout]")?.addEventListener("submit", forgetNames);
  addEventListener("online", flush);
  setInterval(flush, TRY_MS);
  flush();
}
