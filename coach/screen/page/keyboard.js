// The keyboard: the same keys as in a terminal; arrows go from button to button. The browser's own shortcuts do nothing.

const TYPED = { Enter: "\r", Escape: "\x1b", Backspace: "\x7f" };
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
const ZOOM = "+-=0";

export function listenToKeys(nameOf, touch) {
  addEventListener("keydown", (event) => {
    if (event.key === "Tab" || (event.ctrlKey && ZOOM.includes(event.key))) return;
    const presses = [" ", "Enter"].includes(event.key) && document.activeElement?.matches("button");
    if (presses && !event.repeat && !isShortcut(event)) return; // the button takes it
    event.preventDefault();
    if (event.repeat || isShortcut(event)) return;
    if (event.key in STEPS) return step(STEPS[event.key]);
    const name = nameOf(TYPED[event.key] ?? event.key.toLowerCase());
    if (name) touch(name);
  });
  addEventListener("contextmenu", (event) => event.preventDefault());
}

function isShortcut(event) {
  return event.ctrlKey || event.altKey || event.metaKey;
}

function step(by) {
  const buttons = [...document.querySelectorAll("button")].filter((button) => button.checkVisibility({ checkVisibilityCSS: true }));
  const at = buttons.indexOf(document.activeElement);
  buttons.at(at < 0 ? (by > 0 ? 0 : -1) : (at + by) % buttons.length)?.focus();
}
