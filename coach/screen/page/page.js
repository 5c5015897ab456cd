// The page: shows what the coach does, and sends back what is touched. It decides nothing.

import { Breath } from "./breath.js";
import { beat } from "./heartbeat.js";
import { listenToKeys } from "./keyboard.js";
import { Live } from "./live.js";
import { setType } from "./type.js";
import { drawWave } from "./wave.js";

const find = (id) => document.getElementById(id);
const still = matchMedia("(prefers-reduced-motion: reduce)");
const TAKEN_MILLISECONDS = 2000; // a touch that nothing follows may be made again

let told = null; // words, keys and what else the coach told first
let turn = null; // of the question that the buttons answer
let ratings = [];
let lost = new Set();
let listening = false;
let later = []; // the lines that are still to be shown, in step with the voice

const live = new Live(show, (state) => connected(state));
const breath = new Breath(find("breath"), (seconds) => live.pageTime(seconds), () => still.matches);

const shows = {
  words: greet,
  say: ({ say }) => { breath.end(); close(); showLines(say); },
  speaking: ({ speaking, seconds }) => keepStep(speaking, seconds),
  listen: (shown) => { offer(shown); listening = true; },
  heard: () => { listening = false; },
  pace: (shown) => breath.begin(shown),
  breathe: ({ breathe, seconds }) => { breath.follow(breathe, seconds, told.words.cues); find("said").hidden = true; },
  lost: ({ lost: device }) => { lost.add(device); showLost(); },
  back: ({ back }) => { lost.delete(back); showLost(); },
  rated: ({ value }) => ratings.push(value),
  end: () => { live.over = true; close(); setPart("ended"); find("ended").hidden = false; },
  elsewhere: ({ elsewhere, language }) => showElsewhere(elsewhere, language),
  asleep: ({ asleep }) => { forget(); setPart("asleep"); showWaking(asleep[0]); },
  awake: () => { forget(); setPart("session"); },
};

function show(shown) {
  const kind = Object.keys(shown).find((key) => key in shows);
  if (!kind) return;
  shows[kind](shown);
  if (told) showMicrophone();
}

// What a page is told first, also when it comes back: all that stood here is told anew after it.
function greet(first) {
  told = first;
  document.documentElement.lang = told.language;
  document.title = document.querySelector("h1").textContent = told.words.title;
  find("ended").textContent = told.words.ended;
  find("answers").ariaLabel = told.words.answers;
  find("always").ariaLabel = told.words.always;
  find("wave").querySelector("figcaption").textContent = told.words.wave;
  find("aloud").textContent = told.everywhere.aloud;
  find("always").replaceChildren(...told.always.map((key) => button(key, told.everywhere[key])));
  setType(told);
  forget();
  setPart("session");
}

function forget() {
  breath.end();
  close();
  later.forEach(clearTimeout);
  ratings = [];
  lost.clear();
  live.over = false;
  for (const id of ["past", "line", "note"]) find(id).replaceChildren();
  for (const id of ["ended", "wave", "wake"]) find(id).hidden = true;
  find("aloud").hidden = !told?.quiet;
  find("aloud").classList.remove("taken");
}

function setPart(part) {
  document.body.dataset.part = part;
}

// What is said, a line at a time: the one that is being said large, those before it above.
function showLines(lines) {
  find("said").hidden = false;
  later.forEach(clearTimeout);
  find("past").replaceChildren();
  find("line").replaceChildren();
  lines.forEach((line) => find("past").append(paragraph(line.text)));
  showLine(0);
  showWave(lines.some((line) => line.id.startsWith("close.")));
}

// Of one number there is no wave.
function showWave(closing) {
  const wave = find("wave");
  wave.hidden = !closing || ratings.length < 2;
  if (!wave.hidden) drawWave(wave.querySelector("svg"), ratings);
}

function keepStep(lineSeconds, began) {
  let at = live.pageTime(began) - performance.now();
  later = lineSeconds.slice(0, -1).map((seconds, n) => {
    at += seconds * 1000;
    return setTimeout(showLine, at, n + 1);
  });
}

function showLine(n) {
  const paragraphs = [...find("past").children];
  paragraphs.forEach((each, m) => { each.hidden = m >= n; });
  const line = find("line");
  line.textContent = paragraphs[n].textContent;
  line.classList.remove("new");
  void line.offsetWidth; // begins the animation anew
  line.classList.add("new");
  dropWhatHasNoRoom();
}

// Of the lines before, the latest stay, each whole.
function dropWhatHasNoRoom() {
  const main = document.querySelector("main");
  for (const each of find("past").children) {
    if (main.scrollHeight <= main.clientHeight) break;
    each.hidden = true;
  }
  showWhetherThereIsMore();
}

function showWhetherThereIsMore() {
  const main = document.querySelector("main");
  main.classList.toggle("more", main.scrollHeight - main.scrollTop - main.clientHeight > 8);
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text.replace(/(\d) (?=\d)/g, "$1\u00a0"); // a telephone number stays on one line
  return made;
}

function offer({ turn: asked, choices, numbers }) {
  close();
  turn = asked;
  find("answers").dataset.turn = asked;
  const offered = Object.entries(choices).map(([key, phrase]) => button(key, phrase, asked));
  if (breath.paces || (!offered.length && !numbers.length)) offered.push(button("go_on", told.everywhere.go_on));
  find("choices").replaceChildren(...offered);
  find("numbers").replaceChildren(...numbers.map((number) => button(String(number), String(number), asked)));
  dropWhatHasNoRoom();
}

function close() {
  listening = false;
  turn = null;
  find("answers").classList.remove("taken");
  find("choices").replaceChildren();
  find("numbers").replaceChildren();
  showWhetherThereIsMore();
}

function button(key, phrase, asked = null) {
  const made = document.createElement("button");
  made.dataset.key = key;
  made.textContent = phrase.split(" ").map((word) => told.words.written[word] ?? word).join(" ");
  made.onclick = () => { take(made); live.touch(key, asked); };
  return made;
}

function take(touched) {
  const answers = find("answers");
  if (!answers.contains(touched)) return;
  answers.querySelectorAll(".taken").forEach((before) => before.classList.remove("taken"));
  answers.classList.add("taken");
  touched.classList.add("taken");
  setTimeout(() => answers.classList.remove("taken"), TAKEN_MILLISECONDS);
}

function showWaking(phrase) {
  const wake = find("wake");
  wake.querySelector(".touch").textContent = told.words.touch;
  wake.querySelector(".phrase").textContent = told.microphone === "none" ? "" : told.words.wake.replace("{phrase}", phrase);
  wake.hidden = false;
  listening = true;
}

// What the light does not tell.
function showLost() {
  const silent = ["loudspeaker", "voice"].find((device) => lost.has(device));
  find("note").textContent = silent ? told.words.lost[silent] : "";
  dropWhatHasNoRoom();
}

function showMicrophone() {
  const open = listening || told.microphone === "always";
  const state = told.microphone === "none" ? "none" : lost.has("microphone") || lost.has("ear") ? "lost" : open ? "listening" : "closed";
  find("microphone").dataset.state = state;
  find("microphone").querySelector(".told").textContent = told.words.microphone[state];
}

function connected(state) {
  document.body.classList.toggle("away", state === "away");
  if (state === "here" || !told) return;
  close();
  if (state === "away") { find("note").textContent = told.words.away; dropWhatHasNoRoom(); }
  else showElsewhere(told.words.elsewhere, told.language);
}

// Another window shows the session; this one shows nothing of it.
function showElsewhere(words, language) {
  document.documentElement.lang = language;
  if (document.body.dataset.part === "elsewhere") return;
  forget();
  find("said").hidden = false;
  find("line").textContent = words;
  setPart("elsewhere");
}

const setMotion = () => document.body.classList.toggle("still", still.matches);
still.onchange = setMotion;
setMotion();
addEventListener("resize", () => told && setType(told));
document.querySelector("main").onscroll = showWhetherThereIsMore;
find("aloud").onclick = () => { find("aloud").classList.add("taken"); live.touch("aloud"); };
find("wake").onclick = () => live.touch("go_on");
beat(() => live.painted());
listenToKeys((typed) => told?.keys[typed], (key) => live.touch(key));
