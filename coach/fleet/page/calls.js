// The open calls: who has waited longest without an answer stands first.

import { send } from "./feed.js";
import { copyOf, inOrder, word } from "./words.js";

const list = document.querySelector("#calls");
const roles = [...document.querySelector("#roles").content.children].map((each) => each.textContent);
const mayAnswer = document.body.dataset.may === "answer";
const shown = new Map();
const ANSWERED_LAST = { nobody: 0, called: 0, answered: 1 };

export function show(kiosks) {
  const calls = kiosks.flatMap((kiosk) => kiosk.calls.map((call) => ({ ...call, kiosk: kiosk.kiosk, away: kiosk.doing === "away", at: kiosk.at })));
  calls.sort((one, other) => rank(one) - rank(other) || since(one) - since(other));
  const keys = new Set(calls.map(keyOf));
  for (const key of [...shown.keys()].filter((key) => !keys.has(key))) shown.delete(key);
  const fresh = calls.filter((call) => !shown.has(keyOf(call)));
  inOrder(list, calls.map(element));
  if (fresh.length) document.querySelector("#told").textContent = fresh.map((call) => `${call.kiosk}: ${word(`reason.${call.reason}`)}`).join(". ");
  const waiting = calls.filter((call) => call.stage !== "answered").length;
  document.querySelector("#no-calls").hidden = calls.length > 0;
  document.querySelector("#calls-number").textContent = calls.length || "";
  return waiting;
}

export function tick() {
  for (const { element, call } of shown.values()) element.querySelector(".time").textContent = clock(performance.now() - since(call));
}

const rank = (call) => (call.reason === "test" ? 2 : 0) + ANSWERED_LAST[call.stage];
const since = (call) => call.at - 1000 * call.waiting_seconds;
const keyOf = (call) => `${call.kiosk}/${call.id}`;

function clock(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function element(call) {
  const kept = shown.get(keyOf(call)) ?? { element: copyOf("#call") };
  kept.call = call;
  shown.set(keyOf(call), kept);
  const card = kept.element;
  card.dataset.stage = call.stage;
  card.dataset.call = keyOf(call);
  card.classList.toggle("test", call.reason === "test");
  card.querySelector("h3").textContent = call.kiosk;
  card.querySelector(".reason").textContent = word(`reason.${call.reason}`);
  card.querySelector(".stage").textContent = told(call);
  card.querySelector(".time").textContent = clock(performance.now() - since(call));
  showRoles(card.querySelector(".roles"), call);
  showButton(card.querySelector("button"), call);
  return card;
}

function told(call) {
  if (call.away) return word("call-away");
  if (call.sent) return word("sent");
  const by = call.stage === "answered" && call.by ? ` (${word("by")} ${call.by})` : "";
  return word(call.stage) + by;
}

function showRoles(steps, call) {
  const names = roles.length ? roles : Array.from({ length: call.role + 1 }, (_, place) => `${word("role")} ${place + 1}`);
  steps.replaceChildren(
    ...names.map((name, place) => {
      const step = document.createElement("li");
      step.append(Object.assign(document.createElement("span"), { textContent: name }));
      step.classList.toggle("called", place <= call.role);
      if (place === call.role && call.stage === "called") step.setAttribute("aria-current", "step");
      return step;
    }),
  );
}

function showButton(button, call) {
  const did = call.stage === "answered" ? "cleared" : "answered";
  button.hidden = !mayAnswer;
  button.disabled = call.sent === did;
  button.textContent = word(did === "cleared" ? "clear" : "acknowledge");
  button.setAttribute("aria-label", `${button.textContent}: ${call.kiosk}, ${word(`reason.${call.reason}`)}`);
  button.onclick = async () => {
    button.disabled = true;
    const answer = await send("/answer", { kiosk: call.kiosk, id: call.id, number: call.number, did }).catch(() => null);
    if (answer?.ok) return;
    button.disabled = false;
    document.querySelector("#told").textContent = word("too-late");
  };
}
