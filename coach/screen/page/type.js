// How large letters have to be: a capital H, in millimetres of this screen. EN 301 549, 5.1.4, at 60 cm; 508, 402.4.

const CAPTION_MILLIMETRES = 7.3;
const LABEL_MILLIMETRES = 4.8;
const REFERENCE_PITCH_MILLIMETRES = 25.4 / 96; // what a browser takes for a pixel

export function setType(pitch) {
  const capital = heightOfH() * (pitch ?? REFERENCE_PITCH_MILLIMETRES); // of a font one pixel high
  const roomy = Math.min(innerWidth * 0.043, innerHeight * 0.08);
  const style = document.documentElement.style;
  style.setProperty("--caption", `${Math.max(CAPTION_MILLIMETRES / capital, roomy).toFixed(2)}px`);
  style.setProperty("--label", `${Math.max(LABEL_MILLIMETRES / capital, roomy * 0.55).toFixed(2)}px`);
}

export function heightOfH() {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `500 1000px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText("H").actualBoundingBoxAscent / 1000;
}
