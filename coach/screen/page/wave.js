// One's own ratings of the craving, as a wave: from ten above to zero below.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600, TOP = 45, BOTTOM = 140, SIDE = 40;

export function drawWave(svg, values) {
  const points = values.map((value, n) => [
    SIDE + (n * (WIDTH - 2 * SIDE)) / (values.length - 1),
    BOTTOM - (value / 10) * (BOTTOM - TOP),
  ]);
  const line = surface(points);
  const [first, last] = [points[0][0], points.at(-1)[0]];
  svg.replaceChildren(
    drawn("path", { class: "water", d: `${line} L ${last} 150 L ${first} 150 Z` }),
    drawn("path", { class: "surface", d: line }),
    ...points.flatMap(([x, y], n) => [drawn("circle", { cx: x, cy: y, r: 6 }), drawn("text", { x, y: y - 16 }, values[n])]),
  );
  svg.setAttribute("aria-label", values.join(", "));
}

function surface(points) {
  return points.map(([x, y], n) => {
    if (n === 0) return `M ${x} ${y}`;
    const [beforeX, beforeY] = points[n - 1];
    const middle = (beforeX + x) / 2;
    return `C ${middle} ${beforeY} ${middle} ${y} ${x} ${y}`;
  }).join(" ");
}

function drawn(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.textContent = text;
  return element;
}
