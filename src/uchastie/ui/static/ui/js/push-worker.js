// Shows what was pushed and opens it when touched. It keeps nothing and stands between no page and its server.
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    told = {};
  }
  const options = { body: told.body ?? "У вас новое сообщение", tag: told.tag, data: { url: told.url }, lang: "ru" };
  event.waitUntil(self.registration.showNotification("Участие", options));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data?.url ?? "/", self.location.origin);
  if (address.origin !== self.location.origin) return;
  const opened = fetch(address, { method: "POST", keepalive: true }).catch(() => {});
  event.waitUntil(Promise.all([opened, self.clients.openWindow(address)]));
});
