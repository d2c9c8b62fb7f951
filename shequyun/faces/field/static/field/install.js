// Putting the app on the home screen: offered once the data is there, and how it is done by hand where the browser offers nothing.
import { button, h, tell } from "./dom.js";
import { keep, meta } from "./store.js";
import { t } from "./words.js";

const AGAIN = 14 * 86_400_000; // after "Later"
let asked = null; // the browser's own prompt, kept until somebody wants it
let changed = () => {};

addEventListener("beforeinstallprompt", (event) => { event.preventDefault(); asked = event; changed(); });
addEventListener("appinstalled", () => { asked = null; changed(); });

export const onInstall = (handler) => { changed = handler; };
const isInstalled = () => matchMedia("(display-mode: standalone)").matches || navigator.standalone === true;

// What to do by hand, by the browser that this is.
function byHand(agent = navigator.userAgent) {
  if (/MicroMessenger|DingTalk|AliApp|QQ\//.test(agent)) return t("This page is inside another app. Open its menu (⋯), choose “Open in browser”, and set it up there.");
  if (/iPhone|iPad/.test(agent)) return t("Touch the share button, then “Add to Home Screen”.");
  return t("Open the browser's menu (⋮ or ≡), then “Install app” or “Add to Home screen”.");
}

const why = () => t("From the home screen it starts without a network, fills the whole screen, and the browser keeps its data.");

// On the first screen, after the slice has come: not before, and not again for two weeks after "Later".
export async function offer() {
  if (isInstalled()) return "";
  const later = await meta("install");
  if (later && Date.now() - later.at < AGAIN) return "";
  const card = h("section", { class: "card offer" }, h("h2", {}, t("Add to the home screen")), h("p", { class: "note" }, why()), asked ? "" : h("p", { class: "note" }, byHand()));
  const away = async () => { await keep("install", { at: Date.now() }); card.remove(); };
  card.append(h("div", { class: "pair" }, asked ? button(t("Install"), install, "key--main") : "", button(asked ? t("Later") : t("I have seen it"), away)));
  return card;
}

// Always to be found under "This phone".
export function part() {
  if (isInstalled()) return h("p", {}, t("It has been added to the home screen."));
  return [h("p", { class: "note" }, why()), asked ? h("div", { class: "pair" }, button(t("Install"), install, "key--main")) : h("p", {}, byHand())];
}

// A prompt can be shown once.
async function install() {
  const prompt = asked;
  asked = null;
  prompt.prompt();
  const { outcome } = await prompt.userChoice;
  if (outcome !== "accepted") return changed();
  await keep("install", { at: Date.now() });
  tell(t("It is being added to the home screen."), "success");
  return changed();
}
