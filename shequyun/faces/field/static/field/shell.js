// What stands around every open screen: title and back above, four places below, and how the sending goes.
import { h, show } from "./dom.js";
import * as outbox from "./outbox.js";
import * as sync from "./sync.js";
import { t } from "./words.js";

let strip = null;

export function screen(title, { back = null, note = "", at = "", foot = null }, ...content) {
  strip = h("a", { class: "strip", href: "#/records" });
  const head = h("header", { class: "bar" },
    back ? h("a", { class: "back", href: back, "aria-label": t("Back") }, "‹") : "",
    h("h1", {}, title, note ? h("small", {}, note) : ""), strip);
  show(head, h("main", { class: "body", tabindex: "-1" }, ...content), foot || places(at));
  paint();
  document.title = t("Community at the door");
  window.scrollTo(0, 0);
}

function places(at) {
  const all = [["home", "#/", t("Buildings")], ["find", "#/find", t("Find")], ["records", "#/records", t("Records")], ["phone", "#/phone", t("This phone")]];
  return h("nav", { class: "places", "aria-label": t("Main") }, all.map(([code, to, words]) => h("a", { href: to, "aria-current": code === at ? "page" : null }, words)));
}

// In words: offline or not, what waits, what is asked back.
async function paint() {
  if (!strip || !strip.isConnected) return;
  const waiting = await outbox.waiting();
  const conflicts = (await outbox.rows((row) => row.state === "conflict")).length;
  const words = [];
  if (sync.status.state === "offline" || !navigator.onLine) words.push(t("Offline"));
  else if (sync.status.state === "busy") words.push(t("The office is busy"));
  else if (sync.status.state === "refused") words.push(t("Not taken"));
  if (waiting) words.push(t("%(count)s to send", { count: waiting }));
  if (conflicts) words.push(t("%(count)s to settle", { count: conflicts }));
  strip.textContent = words.join(" · ") || t("All sent");
  strip.dataset.tone = conflicts || sync.status.state === "refused" ? "bad" : waiting || words.length ? "warn" : "ok";
  document.getElementById("told").style.setProperty("--bar", `${strip.parentElement.offsetHeight}px`); // what is told stands below it
}

sync.onStatus(paint);
outbox.onChange(paint);
window.addEventListener("online", paint);
window.addEventListener("offline", paint);
