// Reading a document by camera, where the browser can; where it cannot, it says so and the number is typed.
import { h, tell } from "./dom.js";
import { folded, readDocument } from "./identity.js";
import { t } from "./words.js";

const canRead = () => "TextDetector" in window || "BarcodeDetector" in window;

export function cameraKey(kind, found) {
  if (!canRead()) return h("p", { class: "note" }, t("This browser cannot read documents with the camera: type the number."));
  const input = h("input", { type: "file", accept: "image/*", capture: "environment", class: "visually-hidden" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    const number = await numberIn(file, kind());
    if (number) found(number);
    else tell(t("No number could be read. Hold the document flat and in good light, or type the number."), "warning");
  });
  return h("label", { class: "key" }, t("Read with the camera"), input);
}

async function numberIn(file, kind) {
  try {
    const picture = await createImageBitmap(file);
    const texts = [];
    if ("TextDetector" in window) texts.push(...(await new window.TextDetector().detect(picture)).map((one) => one.rawValue));
    if ("BarcodeDetector" in window) texts.push(...(await new window.BarcodeDetector().detect(picture)).map((one) => one.rawValue));
    picture.close();
    return numberOf(texts, kind);
  } catch { return ""; }
}

// The first text that is a whole number of the kind; nothing is guessed.
export function numberOf(texts, kind) {
  const pieces = texts.flatMap((one) => [one, ...one.split(/\s+/), ...(folded(one).match(/\d{17}[\dX]/g) || [])]);
  return pieces.find((one) => readDocument(one, kind).state === "right") || "";
}
