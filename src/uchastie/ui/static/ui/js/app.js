// Small comforts of every page. Nothing here is needed to read a page or to send a form.

// The summary of errors speaks first; a link in it leads to the field.
document.querySelector("[data-focus]")?.focus();

// Toasts: done — six seconds, longer while they are looked at; a failure stays until it is read.
const TOAST_MS = 6000;
for (const toast of document.querySelectorAll(".toasts > .toast")) {
  const button = toast.querySelector("[data-close]");
  button?.addEventListener("click", () => toast.remove());
  if (button) button.hidden = false;
  if (toast.classList.contains("toast--stays")) continue;
  let timer;
  const leave = () => (timer = setTimeout(() => toast.remove(), TOAST_MS));
  for (const stay of ["pointerenter", "focusin"]) toast.addEventListener(stay, () => clearTimeout(timer));
  for (const go of ["pointerleave", "focusout"]) toast.addEventListener(go, leave);
  leave();
}

function say(words) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.textContent = words;
  document.querySelector(".toasts").append(toast);
  setTimeout(() => toast.remove(), TOAST_MS);
}

// An address to pass on: a button copies it.
for (const field of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: "Скопировать" });
  button.addEventListener("click", () => {
    field.select();
    navigator.clipboard.writeText(field.value).then(() => say("Ссылка скопирована"));
  });
  field.after(button);
}

// Parts of a page that come later: what went wrong is said.
document.addEventListener("htmx:sendError", () => say("Нет связи. Ничего не потеряно, попробуйте ещё раз."));
document.addEventListener("htmx:responseError", (event) => {
  const away = event.detail.xhr.status === 401 || event.detail.xhr.status === 403;
  say(away ? "Нет доступа: возможно, вы вышли. Обновите страницу." : "Не получилось. Обновите страницу и повторите.");
});

// A part that is replaced under the hands of a person gives the focus back to the same control.
const controls = (part) => [...(part?.querySelectorAll("a[href], button, input, select, textarea") ?? [])];
let place = -1;
document.addEventListener("htmx:beforeSwap", (event) => {
  const { pathname } = new URL(event.detail.xhr.responseURL);
  if (pathname.startsWith("/accounts/")) {
    event.detail.shouldSwap = false; // the session is over: the whole page goes to sign-in, not a part of it
    location.reload();
  }
  place = controls(event.detail.target).indexOf(document.activeElement);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (place >= 0) controls(document.getElementById(event.detail.target.id))[place]?.focus();
});
