// Breathing along: a disc that grows and shrinks. Each part begins at the cue's own time, however late the page hears of it.

const SMALL = 0.4;
const ENDS = { in: [SMALL, 1], hold: [1, 1], out: [1, SMALL], rest: [SMALL, SMALL] };

export class Breath {
  #pace = null;
  #animation = null;
  #counting = null;

  constructor(section, pageTime, still) {
    this.section = section;
    this.disc = section.querySelector(".disc");
    this.cue = section.querySelector(".cue");
    this.count = section.querySelector(".count");
    this.pageTime = pageTime;
    this.still = still; // whether nothing is to move
  }

  get paces() {
    return this.#pace !== null;
  }

  begin(pace) {
    this.#pace = pace;
  }

  follow(direction, seconds, words) {
    if (!this.#pace) return;
    const lasts = this.#secondsOf(direction);
    const started = this.pageTime(seconds);
    this.section.hidden = false;
    this.section.dataset.direction = direction;
    this.cue.textContent = words[direction];
    this.#move(direction, lasts, started);
    this.#countDown(lasts, started);
  }

  end() {
    this.#pace = null;
    this.#animation?.cancel();
    this.#animation = null;
    clearInterval(this.#counting);
    this.section.hidden = true;
    this.cue.textContent = this.count.textContent = "";
  }

  #secondsOf(direction) {
    const part = { in: "inhale", hold: "hold", out: "exhale", rest: "rest" }[direction];
    return this.#pace[`${part}_seconds`];
  }

  #move(direction, lasts, started) {
    const before = this.#animation;
    this.#animation = null;
    if (!this.still()) {
      const [from, to] = ENDS[direction].map((size) => ({ transform: `scale(${size})` }));
      const timing = { duration: lasts * 1000, easing: "ease-in-out", fill: "both" };
      this.#animation = this.disc.animate([from, to], timing);
      this.#animation.startTime = started;
    }
    before?.cancel();
  }

  #countDown(lasts, started) {
    const show = () => {
      const left = Math.ceil(lasts - (performance.now() - started) / 1000);
      this.count.textContent = left > 0 ? Math.min(left, Math.ceil(lasts)) : "";
    };
    clearInterval(this.#counting);
    this.#counting = setInterval(show, 200);
    show();
  }
}
