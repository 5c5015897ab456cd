// One's own ratings of the craving, as a wave: from ten above to zero below.

const SVG = "http://www.w3.org/2000/svg";
const ABOVE = 1.6; // of a number's height: the room that it takes over the wave

export function drawWave(svg, values) {
  const { clientWidth: width, clientHeight: height } = svg;
  const letter = parseFloat(getComputedStyle(svg).fontSize);
  const points = values.map((value, n) => [
    letter + (n * (width - 2 * letter)) / (values.length - 1),
    height - letter / 2 - (value / 10) * (height - letter * (ABOVE + 0.5)),
  ]);
  const line = surface(points);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("aria-label", values.join(", "));
  svg.replaceChildren(
    drawn("path", { class: "water", d: `${line} V ${height} H ${points[0][0]} Z` }),
    drawn("path", { class: "surface", d: line }),
    ...points.flatMap(([x, y], n) => [
      drawn("circle", { cx: x, cy: y, r: letter / 4 }),
      drawn("text", { x, y: y - letter / 2 }, values[n]),
    ]),
  );
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
