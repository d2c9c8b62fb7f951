// Photos: shrunk on the phone and drawn anew, so that nothing but the picture is left in them (no place, no camera).
import { toBase64 } from "./crypt.js";
import { h, tell } from "./dom.js";
import { t } from "./words.js";

const LONGEST = 1280, MOST = 3;

export async function shrink(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.8); });
}

// `photos` is filled with {jpeg} as they are taken.
export function attachPhoto(photos) {
  const shown = h("p", { class: "note", role: "status" });
  const input = h("input", { type: "file", accept: "image/*", capture: "environment", class: "visually-hidden" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file || photos.length >= MOST) return;
    try {
      const blob = await shrink(file);
      photos.push({ jpeg: toBase64(await blob.arrayBuffer()) });
      shown.textContent = t("%(count)s photos, without place and camera data", { count: photos.length });
    } catch { tell(t("This picture cannot be read."), "error"); }
  });
  return h("div", { class: "line" }, h("label", { class: "key" }, t("Take a photo"), input), shown);
}
