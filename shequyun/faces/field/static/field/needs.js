// What the app needs of a browser, and what it can do better with. Told at the start; nothing is assumed.
import { offered } from "./authenticator.js";
import { t } from "./words.js";

export function missing() {
  const needs = [
    [window.isSecureContext, t("a secure address (https)")],
    [Boolean(window.crypto && crypto.subtle), t("encryption in the browser (WebCrypto)")],
    ["indexedDB" in window, t("storage in the browser (IndexedDB)")],
    ["serviceWorker" in navigator, t("working without a network (service worker)")],
    ["ReadableStream" in window, t("reading long answers piece by piece")],
  ];
  return needs.filter(([there]) => !there).map(([, words]) => words);
}

export async function lacking() {
  const found = [];
  if (!("TextDetector" in window)) found.push(t("This browser cannot read printed text with the camera: type document numbers by hand."));
  if (!("BarcodeDetector" in window)) found.push(t("This browser cannot read barcodes with the camera."));
  const authenticator = await offered();
  if (authenticator === "none") found.push(t("This phone offers no fingerprint or face to web apps: the PIN opens the app."));
  if (authenticator === "keyless") found.push(t("This browser gives web apps no key by fingerprint or face: the PIN opens the app."));
  return found;
}

// Asks that the browser never clears this by itself. Returns a sentence that explains the answer.
export async function persist() {
  if (!navigator.storage || !navigator.storage.persist) return t("This browser does not say whether it keeps data permanently. Send often.");
  const kept = (await navigator.storage.persisted()) || (await navigator.storage.persist());
  return kept
    ? t("The browser keeps this data until you sign out.")
    : t("The browser may clear this data when the phone runs out of space. Add the app to the home screen, and send often.");
}

export async function room() {
  if (!navigator.storage || !navigator.storage.estimate) return null;
  const { usage, quota } = await navigator.storage.estimate();
  return { used: usage, free: quota - usage };
}
