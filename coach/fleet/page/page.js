// The staff's page: what came is kept by kiosk, and shown.

import * as calls from "./calls.js";
import { listen, send } from "./feed.js";
import * as kiosks from "./kiosks.js";
import { word } from "./words.js";

const OUTCOMES = ["visits", "answered_soon", "answered_later", "nobody_answered"];
const byName = new Intl.Collator("en", { numeric: true }).compare;
const title = document.title;
const known = new Map();
let line = null;
let isCut = false;

function take(kind, told) {
  if (kind === "beat") return;
  if (kind === "all") known.clear();
  for (const kiosk of told.kiosks) {
    if (kiosk.gone) known.delete(kiosk.kiosk);
    else known.set(kiosk.kiosk, { ...kiosk, at: performance.now() });
  }
  line = told.line;
  const all = [...known.values()].sort((one, other) => byName(one.kiosk, other.kiosk));
  const waiting = calls.show(all);
  document.title = waiting ? `(${waiting}) ${title}` : title;
  kiosks.show(all);
  showDays(told.days);
  document.querySelector("#refused").textContent = told.refused ? `${word("refused")} ${told.refused}.` : "";
  document.querySelector("#unkept").textContent = told.unkept ? word("unkept") : "";
  showLine();
}

function showLine() {
  const state = isCut ? "cut" : line ? "up" : "down";
  const light = document.querySelector("#line");
  if (light.dataset.state === state) return;
  light.dataset.state = state;
  light.querySelector(".told").textContent = word(`line.${state}`);
  const alarm = document.querySelector("#alarm");
  alarm.hidden = state === "up";
  alarm.textContent = state === "up" ? "" : word(`alarm.${state}`);
  document.body.classList.toggle("old", state !== "up");
}

function showDays(days) {
  document.querySelector("#no-days").hidden = days.length > 0;
  document.querySelector("#days-frame").hidden = days.length === 0;
  document.querySelector("#days").replaceChildren(...days.map(row));
}

function row(day) {
  const cells = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = new Date(`${day.day}T12:00`).toLocaleDateString(undefined, { weekday: "short", day: "numeric", month: "short" });
  cells.append(head);
  for (const outcome of OUTCOMES) {
    const cell = document.createElement("td");
    cell.textContent = day[outcome] ?? word("few");
    cell.classList.toggle("faint", day[outcome] === null);
    cells.append(cell);
  }
  return cells;
}

document.querySelector("#sign-out").onclick = async () => {
  await send("/sign-out");
  location.assign("/sign-in");
};
setInterval(calls.tick, 1000);
listen(take, (cut) => {
  isCut = cut;
  if (line !== null || cut) showLine();
});
