// A form with data-keep="/address/" is kept on the server too, a few seconds after each change, so that it can be gone on
// with on another device. Where the network is gone or the session is over, the draft of this tab (draft.js) stays.
const PAUSE_MS = 3000;

const typed = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
const words = (form) => [...typed(form)].filter(([name]) => name !== "csrfmiddlewaretoken").join("\n");

function tell(text) {
  const place = document.querySelector("[data-draft-status]");
  if (place && place.textContent !== text) place.textContent = text;
}

async function send(form) {
  try {
    const answer = await fetch(form.dataset.keep, { method: "POST", body: typed(form), redirect: "manual", keepalive: true });
    if (answer.status === 200) tell(`сохранено в ${await answer.text()}`);
    else if (answer.type === "opaqueredirect") tell("вы вышли: черновик сохранён на этом устройстве");
    else if (!answer.ok) tell("черновик сохранён на этом устройстве");
    return answer.ok;
  } catch {
    tell("нет связи: черновик сохранён на этом устройстве");
    return false;
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  let kept = words(form);
  let busy = false;
  const keep = async () => {
    const now = words(form);
    if (busy || form.dataset.sent || "cleared" in form.dataset || now === kept) return;
    busy = true;
    if (await send(form)) kept = now;
    busy = false;
  };
  const clear = document.querySelector("[data-clear]");
  if (clear) {
    clear.hidden = false;
    clear.addEventListener("click", async () => {
      form.dataset.cleared = "";
      sessionStorage.removeItem(`draft:${form.dataset.draft}`);
      const id = form.elements.key.value.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      await fetch(`${form.dataset.keep}${id}/removal/`, { method: "POST", body: typed(form), redirect: "manual" }).catch(() => null);
      location.assign(clear.dataset.clear);
    });
  }
  setInterval(keep, PAUSE_MS);
  addEventListener("pagehide", keep);
}
