// What the server tells, and whether it still does. A line that is silent is no line.

const SILENT_MILLISECONDS = 11_000;

export function listen(take, cut) {
  let heard = performance.now();
  const feed = new EventSource("/feed");
  const came = (event) => {
    heard = performance.now();
    cut(false);
    take(event.type, JSON.parse(event.data));
  };
  for (const kind of ["all", "some", "beat"]) feed.addEventListener(kind, came);
  feed.addEventListener("over", () => location.assign("/sign-in"));
  feed.addEventListener("error", () => {
    cut(true);
    if (feed.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000); // refused: signed out, or too many
  });
  setInterval(() => cut(performance.now() - heard > SILENT_MILLISECONDS || feed.readyState !== EventSource.OPEN), 1000);
}

export function send(address, told) {
  const headers = { "x-coach-token": document.body.dataset.token, "content-type": "application/json" };
  return fetch(address, { method: "POST", headers, body: told && JSON.stringify(told) });
}
