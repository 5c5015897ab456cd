// The line to the coach: what it shows comes in, touches go out, and both clocks are compared.

const ELSEWHERE = 4001;
const AGAIN_MILLISECONDS = 1000;
const PINGS = [0, 50, 120, 250, 500, 1000];
const PING_EACH_MILLISECONDS = 10_000;

export class Live {
  #socket = null;
  #best = null; // the quickest answer of late: {trip, offset}, in seconds

  constructor(take, changed) {
    this.take = take; // is given each object
    this.changed = changed; // is told "here", "away" or "elsewhere"
    this.over = false; // the session has ended: nobody is waited for
    this.#open();
    setInterval(() => this.#ping(), PING_EACH_MILLISECONDS);
  }

  touch(key, turn = null) {
    this.#send({ kind: "touch", key, turn });
  }

  painted() {
    this.#send({ kind: "painted" });
  }

  // The page's time, in milliseconds as performance.now() has it, of a moment on the session's clock.
  pageTime(seconds) {
    return this.#best ? (seconds - this.#best.offset) * 1000 : performance.now();
  }

  #open() {
    const address = new URL("live", document.baseURI);
    address.protocol = "ws:";
    this.#socket = new WebSocket(address);
    this.#socket.onopen = () => {
      this.#best = null;
      this.changed("here");
      PINGS.forEach((later) => setTimeout(() => this.#ping(), later));
    };
    this.#socket.onmessage = (message) => this.#hear(JSON.parse(message.data));
    this.#socket.onclose = (closed) => this.#closed(closed.code);
  }

  #closed(code) {
    if (code === ELSEWHERE) this.changed("elsewhere");
    else if (!this.over) this.changed("away");
    setTimeout(() => this.#open(), AGAIN_MILLISECONDS);
  }

  #hear(shown) {
    if ("pong" in shown) this.#compare(shown.pong, shown.seconds);
    else this.take(shown);
  }

  // Half of the way there and half back: wrong by half of the trip at most, so the quickest trip counts.
  #compare(sent, seconds) {
    const now = performance.now() / 1000;
    const trip = now - sent;
    if (!this.#best || trip <= this.#best.trip) this.#best = { trip, offset: seconds - (sent + now) / 2 };
  }

  #ping() {
    this.#send({ kind: "ping", page_seconds: performance.now() / 1000 });
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
