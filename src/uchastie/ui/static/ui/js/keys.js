// The keyboard of the staff pages, by the place of a key (event.code), so it works in both layouts:
//   data-key="KeyL" on a link, button or radio presses it; data-key-search takes Ctrl+K, data-key-save Ctrl+Enter;
//   ↑ ↓ go through the rows, Enter opens, Esc goes back, Shift+/ shows all keys of the page.
// Keys of one letter act only outside fields, and each person can switch them off (WCAG 2.1.4).
const LETTERS = "KeyQЙKeyWЦKeyEУKeyRКKeyTЕKeyYНKeyUГKeyIШKeyOЩKeyPЗKeyAФKeySЫKeyDВKeyFАKeyGПKeyHРKeyJОKeyKЛKeyLДKeyZЯKeyXЧKeyCСKeyVМKeyBИKeyNТKeyMЬ";
const NAMES = { Comma: "Б", Period: "Ю", Escape: "Esc", Enter: "Enter", Slash: "?", ArrowUp: "↑", ArrowDown: "↓" };
const SWITCH = "keys-off";
const dialog = document.getElementById("keys");

const isOff = () => localStorage.getItem(SWITCH) === "1";
const inField = (node) => Boolean(node.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]"));
const inSight = (node) => !node.disabled && node.getClientRects().length > 0 && (node.checkVisibility?.() ?? true); // closed folds have sizes too
const scope = () => document.querySelector("dialog[open]") ?? document;

function nameOf(combination) {
  return combination.split("+").map((part) => {
    if (part.startsWith("Digit")) return part.slice(5);
    if (part.startsWith("Key")) return LETTERS[LETTERS.indexOf(part) + 4];
    return NAMES[part] ?? part;
  });
}

function combinationOf(event) {
  const held = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : ""];
  return [...held.filter(Boolean), event.code].join("+");
}

function press(node) {
  if (node.matches("input[type=search], input[type=text], textarea")) {
    node.focus();
    node.select?.();
  } else {
    node.focus();
    node.click();
  }
}

function find(combination) {
  const special = { "Ctrl+KeyK": "[data-key-search]", "Ctrl+Enter": "[data-key-save]" }[combination];
  return [...scope().querySelectorAll(special ?? `[data-key="${combination}"]`)].find((node) => inSight(node) || node.closest("label"));
}

function step(by) {
  const rows = [...document.querySelectorAll(".rows .row")];
  if (!rows.length) return false;
  const here = rows.findIndex((row) => row === document.activeElement);
  const from = here >= 0 ? here : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const next = rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

// In the search of people: Enter takes the first one found instead of sending a half-filled form.
function takeFirst(field) {
  const first = document.querySelector("#hits input[type=radio]:checked") ?? document.querySelector("#hits [data-first]");
  if (!first || first.closest("[hidden]")) return false;
  if (first.matches("button")) {
    first.click();
    return true;
  }
  first.checked = true;
  first.dispatchEvent(new Event("change", { bubbles: true }));
  if (!field.dispatchEvent(new CustomEvent("taken", { cancelable: true }))) return true; // the page goes on by itself
  const next = [...document.querySelectorAll("fieldset input[type=radio]")].find(
    (radio) => field.compareDocumentPosition(radio) & Node.DOCUMENT_POSITION_FOLLOWING && !radio.closest("#hits") && inSight(radio),
  );
  (next ?? first).focus();
  return true;
}

function open() {
  const list = dialog.querySelector("dl");
  list.replaceChildren();
  const rows = document.querySelector(".rows") ? [["ArrowUp", "предыдущая запись"], ["ArrowDown", "следующая запись"], ["Enter", "открыть"]] : [];
  const words = (node) => node.dataset.keyLabel ?? node.getAttribute("aria-label") ?? node.closest("label")?.innerText ?? node.innerText;
  for (const node of document.querySelectorAll("[data-key]")) {
    if (inSight(node) || node.closest("label")) rows.push([node.dataset.key, words(node)]);
  }
  if (document.querySelector("[data-key-search]")) rows.push(["Ctrl+K", "найти"]);
  if (document.querySelector("[data-key-save]")) rows.push(["Ctrl+Enter", "сохранить"]);
  rows.push(["Slash", "все клавиши"]);
  for (const [key, text] of rows) {
    const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
    for (const part of nameOf(key)) term.append(Object.assign(document.createElement("kbd"), { className: "kbd", textContent: part }));
    meaning.textContent = text.replace(/\s+\S{1,6}$/u, (tail) => (nameOf(key).includes(tail.trim()) ? "" : tail)).trim().toLowerCase();
    list.append(term, meaning);
  }
  dialog.showModal();
}

function escape(event) {
  if (document.querySelector("dialog[open], :popover-open")) return;
  if (inField(event.target)) {
    event.target.blur();
    return;
  }
  find("Escape")?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || (event.repeat && !event.code.startsWith("Arrow"))) return;
  const combination = combinationOf(event);
  if (combination === "Escape") return escape(event);
  if (combination === "Enter" && event.target.matches?.(".omni input") && takeFirst(event.target)) return event.preventDefault();
  const held = event.ctrlKey || event.metaKey || event.altKey;
  if (!held && (inField(event.target) || isOff())) return;
  if (event.code === "ArrowDown" || event.code === "ArrowUp") {
    if (held || event.target.matches?.("input[type=radio]")) return;
    if (step(event.code === "ArrowDown" ? 1 : -1)) event.preventDefault();
    return;
  }
  if (combination === "Shift+Slash" && dialog && !dialog.open) {
    event.preventDefault();
    return open();
  }
  const node = find(combination);
  if (!node) return;
  event.preventDefault();
  press(node);
});

if (dialog) {
  for (const button of document.querySelectorAll("[data-keys-open]")) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  const off = dialog.querySelector("[data-keys-switch]");
  off.checked = !isOff();
  off.addEventListener("change", () => localStorage.setItem(SWITCH, off.checked ? "0" : "1"));
}
