// How large letters have to be: a capital H, in millimetres of this screen. EN 301 549, 5.1.4: 0.7 degrees for who stands
// before it, 7.3 mm at 60 cm; 508, 402.4: 4.8 mm at least. What stands beside the lines that are said is as much larger
// where one stands farther away.

const DEGREES = 0.7;
const LABEL_MILLIMETRES = 4.8;
const LABEL_DISTANCE_MILLIMETRES = 600;
const REFERENCE_PITCH_MILLIMETRES = 25.4 / 96; // what a browser takes for a pixel

export function setType({ pixel_pitch_millimetres: pitch, distance_millimetres: distance }) {
  const caption = Math.max(LABEL_MILLIMETRES, distance * Math.tan((DEGREES * Math.PI) / 180));
  const label = LABEL_MILLIMETRES * Math.max(1, distance / LABEL_DISTANCE_MILLIMETRES);
  const capital = heightOfH() * (pitch ?? REFERENCE_PITCH_MILLIMETRES); // of a font one pixel high
  const roomy = Math.min(innerWidth * 0.043, innerHeight * 0.08);
  const style = document.documentElement.style;
  style.setProperty("--caption", `${Math.max(caption / capital, roomy).toFixed(2)}px`);
  style.setProperty("--label", `${Math.max(label / capital, roomy * 0.55).toFixed(2)}px`);
}

export function heightOfH() {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `500 1000px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText("H").actualBoundingBoxAscent / 1000;
}
