// Tells each second that the page was painted. The browser asks for a frame when it is about to draw one, so the second
// time that it asks the first was drawn; where nothing is drawn, it never asks. A timer alone would run on in a dead window.

const EACH_MILLISECONDS = 1000;

export function beat(painted) {
  requestAnimationFrame(() => requestAnimationFrame(() => {
    painted();
    setTimeout(() => beat(painted), EACH_MILLISECONDS);
  }));
}
