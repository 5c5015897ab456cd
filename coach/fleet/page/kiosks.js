// Every kiosk, by name; and how many do what, to show only those.

import { copyOf, inOrder, word } from "./words.js";

const DOINGS = ["session", "asleep", "self-test", "fault", "away"];
const list = document.querySelector("#kiosks");
const filters = document.querySelector("#filters");
const shown = new Map();
let only = "";

export function show(kiosks) {
  const names = new Set(kiosks.map((kiosk) => kiosk.kiosk));
  for (const name of [...shown.keys()].filter((name) => !names.has(name))) shown.delete(name);
  const usual = mostCommon(kiosks.map((kiosk) => kiosk.content).filter(Boolean));
  inOrder(list, kiosks.map((kiosk) => element(kiosk, usual)));
  document.querySelector("#no-kiosks").hidden = kiosks.length > 0;
  showFilters(kiosks);
  filter();
}

function element(kiosk, usual) {
  const tile = shown.get(kiosk.kiosk) ?? copyOf("#kiosk");
  shown.set(kiosk.kiosk, tile);
  const more = [word(`test.${kiosk.self_test}`) + when(kiosk), kiosk.content && `${word("content")} ${kiosk.content}`];
  const faults = kiosk.faults.map((part) => word(`part.${part}`)).join(", ");
  const wanted = JSON.stringify([kiosk.doing, faults, more, kiosk.calls.length > 0, kiosk.content !== usual]);
  if (tile.dataset.wanted === wanted) return tile;
  tile.dataset.wanted = wanted;
  tile.dataset.kiosk = kiosk.kiosk;
  tile.dataset.doing = kiosk.doing;
  tile.classList.toggle("calls", kiosk.calls.length > 0);
  tile.classList.toggle("failed", kiosk.self_test === "failed");
  tile.classList.toggle("other", Boolean(kiosk.content) && kiosk.content !== usual);
  tile.querySelector("h3").textContent = kiosk.kiosk;
  tile.querySelector(".told").textContent = word(kiosk.doing);
  tile.querySelector(".faults").textContent = faults && `${word("faults")} ${faults}`;
  tile.querySelector(".more").textContent = more.filter(Boolean).join(" · ");
  return tile;
}

function when(kiosk) {
  if (!kiosk.tested_at_seconds || kiosk.self_test === "none") return "";
  const at = new Date(1000 * kiosk.tested_at_seconds);
  const today = at.toDateString() === new Date().toDateString();
  const day = today ? "" : `${at.toLocaleDateString(undefined, { day: "numeric", month: "short" })} `;
  return ` ${day}${at.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}`;
}

function mostCommon(contents) {
  const counted = new Map();
  for (const each of contents) counted.set(each, (counted.get(each) ?? 0) + 1);
  return [...counted].sort((one, other) => other[1] - one[1])[0]?.[0];
}

function showFilters(kiosks) {
  for (const doing of ["", ...DOINGS]) {
    const number = doing ? kiosks.filter((kiosk) => kiosk.doing === doing).length : kiosks.length;
    let button = filters.querySelector(`[data-doing="${doing}"]`);
    if (!button) {
      button = document.createElement("button");
      button.dataset.doing = doing;
      button.onclick = () => {
        only = doing;
        filter();
      };
      filters.append(button);
    }
    button.hidden = number === 0 && doing !== only;
    button.textContent = `${number} ${word(doing || "everything")}`;
  }
}

function filter() {
  for (const tile of list.children) tile.hidden = only !== "" && tile.dataset.doing !== only;
  for (const button of filters.children) button.setAttribute("aria-pressed", String(button.dataset.doing === only));
}
