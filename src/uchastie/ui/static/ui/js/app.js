// Small comforts of every page. Nothing here is needed to read a page or to send a form.

// The summary of errors speaks first; a link in it leads to the field.
document.querySelector("[data-focus]")?.focus();

// Toasts: done — six seconds, longer while they are looked at; a failure stays until it is read.
const TOAST_MS = 6000;
for (const toast of document.querySelectorAll(".toast")) {
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

// What only a script can do is hidden until there is one: printing, copying, the whole screen.
const tools = {
  print: () => print(),
  copy: (button) => navigator.clipboard.writeText(button.dataset.text).then(() => say("Скопировано")),
  screen: (button) => document.getElementById(button.dataset.of)?.requestFullscreen(),
};
for (const button of document.querySelectorAll("[data-tool]")) {
  button.hidden = false;
  button.addEventListener("click", () => tools[button.dataset.tool](button));
}

function say(words, { stays = false } = {}) {
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.textContent = words;
  document.querySelector(".toasts").append(toast);
  if (!stays) setTimeout(() => toast.remove(), TOAST_MS);
}

// Parts of a page that come later: what went wrong is said, and focus follows the new heading where it is asked for.
document.addEventListener("htmx:sendError", () => say("Нет связи. Ничего не потеряно, попробуйте ещё раз."));
document.addEventListener("htmx:responseError", (event) => {
  const away = event.detail.xhr.status === 401 || event.detail.xhr.status === 403;
  say(away ? "Нет доступа: возможно, вы вышли. Обновите страницу." : "Не получилось. Обновите страницу и повторите.");
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (!event.target.hasAttribute("data-focus-swap")) return;
  const heading = event.target.querySelector("h2, h3");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
});
