// This phone: looks, what the browser cannot do, storage, locking and signing out.
import { DAY, localMoment } from "./clock.js";
import { button, h, hush, segments } from "./dom.js";
import { part as installing } from "./install.js";
import { applyLooks, looks, setLooks } from "./looks.js";
import * as m from "./model.js";
import { lacking, persist, room } from "./needs.js";
import * as outbox from "./outbox.js";
import { screen } from "./shell.js";
import { meta } from "./store.js";
import * as sync from "./sync.js";
import { secrets } from "./vault.js";
import { part as authenticator } from "./view_authenticator.js";
import { fileName } from "./view_start.js";
import { t } from "./words.js";

export async function phoneView({ lock, signOut, wiped }) {
  const again = () => phoneView({ lock, signOut, wiped });
  const [phone, chosen, lacks, kept, space, beside] = await Promise.all([meta("phone"), looks(), lacking(), persist(), room(), authenticator(again, wiped)]);
  if (!location.hash.startsWith("#/phone")) return;
  const { slice } = m.model;
  const until = Math.ceil((phone.last_contact + phone.lapse_days * DAY - Date.now()) / DAY);
  const set = async (change) => { await applyLooks(await setLooks(change)); if ("language" in change) location.reload(); };
  screen(t("This phone"), { at: "phone", note: secrets.worker },
    h("section", { class: "card" }, h("h2", {}, t("Appearance")),
      segments(t("Text size"), [["normal", t("Standard size")], ["large", t("Large")]], (size) => set({ size }), chosen.size),
      segments(t("Colours"), [["paper", t("Paper")], ["night", t("Night")], ["contrast", t("High contrast")]], (theme) => set({ theme }), chosen.theme),
      segments(t("Language"), [["zh-hans", "中文"], ["en", "English"]], (language) => set({ language }), chosen.language)),
    beside,
    h("section", { class: "card" }, h("h2", {}, t("Data on this phone")),
      h("p", {}, t("%(community)s: %(people)s people in %(buildings)s buildings, of at most %(cap)s.", { community: slice.community.name, people: m.model.people.size, buildings: m.model.buildings.length, cap: slice.cap })),
      h("p", {}, t("Last contact with the office: %(at)s. Without further contact this phone wipes itself in %(days)s days.", { at: localMoment(new Date(phone.last_contact)).slice(5).replace("T", " "), days: until })),
      h("p", { class: "note" }, kept, space ? ` ${t("%(used)s MB used, %(free)s MB free.", { used: Math.ceil(space.used / 1e6), free: Math.floor(space.free / 1e6) })}` : "")),
    h("section", { class: "card" }, h("h2", {}, t("On the home screen")), installing()),
    h("section", { class: "card" }, h("h2", {}, t("What this browser cannot do")), lacks.map((one) => h("p", { class: "note" }, one))),
    h("section", { class: "card" }, h("div", { class: "pair" }, button(t("Lock now"), lock, "key--main"), button(t("Sign out and wipe"), () => leave(signOut)))));
}

// Nothing unsent is thrown away by a slip of the thumb: it is sent, or saved for the office, before the wipe.
async function leave(signOut) {
  const waiting = await outbox.waiting();
  const dialog = h("dialog", {}, h("h2", {}, t("Sign out and wipe this phone?")), h("p", {}, t("The data on it will be deleted. You can set it up again when there is a network.")),
    waiting ? h("p", { class: "told told--warning" }, t("%(count)s records are not sent yet. Save them as a file, which only the office can open, and hand it in at the desk.", { count: waiting })) : "");
  const wipe = () => { dialog.remove(); return signOut(); };
  const send = () => { dialog.remove(); sync.start(); location.hash = "#/records"; };
  const saved = async () => {
    const blob = await outbox.handIn();
    if (blob) outbox.save(blob, fileName());
    await wipe();
  };
  const ways = waiting ? [button(t("Send now"), send, "key--main"), button(t("Save the file, then wipe"), saved, "key--bad")] : [button(t("Sign out and wipe"), wipe, "key--bad")];
  dialog.append(h("div", { class: "pair" }, ways, button(t("Cancel"), () => dialog.remove())));
  hush();
  document.body.append(dialog);
  return dialog.showModal();
}
