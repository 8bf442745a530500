// A form is sent once: the button says it is busy, and a second press is swallowed. The server has its own guard
// (the one-time key); this one only keeps people calm.
const PATIENCE_MS = 15000; // an answer that leaves the page in place (a file) must not lock the form for ever

const free = (form) => {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  button?.setAttribute("aria-busy", "true");
  setTimeout(() => free(form), PATIENCE_MS);
});

// Back to the page by the browser's button: it may come as it was left.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(free));
