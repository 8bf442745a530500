// «Включить уведомления»: asked only by the person's own touch. Without support, permission or this script everything
// else goes on as before.
const forms = document.querySelectorAll("form[data-push]");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
};

const show = (form, on, word) => {
  form.querySelector("[data-push-on]").hidden = on;
  form.querySelector("[data-push-off]").hidden = !on;
  const said = form.querySelector("[data-push-said]");
  if (word) said.textContent = said.dataset[word];
};

const tell = async (form, subscription, off) => {
  const body = new FormData(form);
  const keys = subscription.toJSON().keys ?? {};
  body.set("endpoint", subscription.endpoint);
  body.set("p256dh", keys.p256dh ?? "");
  body.set("auth", keys.auth ?? "");
  if (off) body.set("off", "on");
  const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
  if (!answer.ok) throw new Error(String(answer.status));
};

const turnOn = async (form) => {
  if ((await Notification.requestPermission()) !== "granted") return show(form, false, "denied");
  const worker = await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const known = await worker.pushManager.getSubscription();
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.push) };
  await tell(form, known ?? (await worker.pushManager.subscribe(options)), false);
  return show(form, true, "on");
};

const turnOff = async (form) => {
  const worker = await navigator.serviceWorker.getRegistration("/");
  const known = await worker?.pushManager.getSubscription();
  if (known) {
    await tell(form, known, true);
    await known.unsubscribe();
  }
  return show(form, false, "off");
};

const begin = async (form) => {
  const worker = await navigator.serviceWorker.getRegistration("/");
  const known = await worker?.pushManager.getSubscription();
  show(form, Boolean(known) && Notification.permission === "granted", "");
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const off = event.submitter?.hasAttribute("data-push-off");
    (off ? turnOff(form) : turnOn(form)).catch(() => show(form, Boolean(off), "failed"));
  });
};

if (able) forms.forEach((form) => begin(form).catch(() => {}));
