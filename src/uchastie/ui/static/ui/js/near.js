// The nearest centres: the distance is computed here, on the person's own device; the position is sent nowhere.
//   <div data-near> <p hidden data-near-ask><button>…</button></p> <p role="status" data-near-say></p>
//   <ul> <li data-lat data-lon> … <span class="distance" hidden></span> </li> </ul> </div>
const EARTH_KM = 6371;
const radians = (degrees) => (degrees * Math.PI) / 180;

function kilometres(a, b) {
  const [dLat, dLon] = [radians(b.lat - a.lat), radians(b.lon - a.lon)];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}

function words(km) {
  if (km < 1) return `${Math.max(50, Math.round(km * 20) * 50)}\u00a0м`;
  const digits = km < 10 ? 1 : 0;
  return `${km.toLocaleString("ru-RU", { maximumFractionDigits: digits })}\u00a0км`;
}

function sort(place, here) {
  for (const list of place.querySelectorAll("ul, ol")) {
    const items = [...list.children].map((item) => {
      const { lat, lon } = item.dataset;
      return [lat ? kilometres(here, { lat: Number(lat), lon: Number(lon) }) : Infinity, item];
    });
    items.sort(([a], [b]) => a - b);
    for (const [km, item] of items) {
      const label = item.querySelector(".distance");
      if (label && km < Infinity) {
        label.textContent = words(km);
        label.hidden = false;
      }
      list.append(item);
    }
  }
}

const REASONS = {
  1: "Браузер не разрешил узнать место. Выберите регион или город.",
  2: "Не получилось узнать место. Выберите регион или город.",
  3: "Место не определилось за 10 секунд. Выберите регион или город.",
};

for (const place of document.querySelectorAll("[data-near]")) {
  const ask = place.querySelector("[data-near-ask]");
  if (!ask || !navigator.geolocation || !place.querySelector("[data-lat]")) continue;
  ask.hidden = false;
  const button = ask.matches("button") ? ask : ask.querySelector("button");
  const say = place.querySelector("[data-near-say]");
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    const finish = (text) => {
      button.removeAttribute("aria-busy");
      say.classList.remove("sr");
      say.textContent = text;
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        sort(place, { lat: coords.latitude, lon: coords.longitude });
        finish("Центры на этой странице стоят по порядку: сначала ближайшие.");
      },
      (error) => finish(REASONS[error.code] ?? REASONS[2]),
      { timeout: 10000, maximumAge: 600000 },
    );
  });
}
