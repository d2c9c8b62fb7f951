// Before the phone is anybody's: what this is, what the browser lacks, enrolment, the PIN, and the first slice.
import { sha256, toBase64 } from "./crypt.js";
import { button, choice, field, h, show } from "./dom.js";
import { keypad } from "./keypad.js";
import { lacking, missing, persist, room } from "./needs.js";
import { Busy, Gone, Offline, Refused, patience, reach } from "./net.js";
import { handIn, save } from "./outbox.js";
import { fetchSlice } from "./slice.js";
import { db, drop, keep, meta } from "./store.js";
import * as vault from "./vault.js";
import { offering } from "./view_authenticator.js";
import { language, t } from "./words.js";

const sheet = (title, ...content) => h("main", { class: "start" }, h("h1", {}, title), ...content);

export async function start(opened) {
  const lacks = missing();
  if (lacks.length) return show(sheet(t("This browser is too old for the field app"), h("p", {}, t("It does not have:")), h("ul", { class: "plain-list" }, lacks.map((one) => h("li", {}, one))), h("p", {}, t("Use Chrome or another Chromium browser from the last three years."))));
  const wiped = await meta("wiped");
  if (wiped) return show(await afterWipe(wiped, opened));
  const account = await who();
  show(sheet(t("Community Cloud at the door"), promises(), account ? enrolment(account, opened) : signIn(account), await limits()));
}

// Told before anything is typed into it, not found out at a door.
async function limits() {
  return h("details", { class: "card" }, h("summary", {}, t("What this browser cannot do")), (await lacking()).map((one) => h("p", { class: "note" }, one)));
}

function promises() {
  return h("ul", { class: "plain-list" },
    h("li", {}, t("Works in the stairwell without a network; what you record is sent later, only once.")),
    h("li", {}, t("Carries your committee's homes only, encrypted; your PIN opens it.")),
    h("li", {}, t("Wipes itself after six wrong PINs, when the office revokes it, and after 14 days without contact.")));
}

function signIn(account) {
  const sentence = account === undefined ? t("There is no network. One is needed for the first set-up.") : t("First sign in with your desk account.");
  return h("section", {}, h("p", {}, sentence), account === undefined ? button(t("Try again"), () => location.reload(), "key--main") : h("a", { class: "key key--main", href: "/sign-in/?next=/field/" }, t("Sign in")));
}

// The account in the session; null without one, undefined without a network.
async function who() {
  try {
    const answer = await reach("/field/account/", { redirect: "manual", headers: { "Accept-Language": language }, cache: "no-store" });
    return answer.ok ? await answer.json() : null;
  } catch { return undefined; }
}

function enrolment(account, opened) {
  const committee = choice("community", account.committees);
  const name = h("input", { name: "name", maxlength: "80", value: phoneName(), required: true });
  const error = h("p", { class: "error", role: "alert" });
  const form = h("form", { class: "card" }, h("h2", {}, t("Set up this phone for %(name)s", { name: account.name })),
    account.committees.length > 1 ? field(t("Committee"), committee) : h("p", {}, account.committees.map((one) => one[1]).join("")),
    field(t("Name of this phone, as the office will list it"), name), error,
    h("button", { class: "key key--main" }, t("Set up this phone")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      choosePin(await enrol(account, committee.value, name.value), opened);
    } catch (refusal) {
      error.textContent = refusal instanceof Offline ? t("There is no network. One is needed for the first set-up.") : refusal.message;
    }
  });
  return form;
}

const phoneName = () => (/Android[^;]*;\s*([^;)]+)/.exec(navigator.userAgent) || [])[1]?.replace(/ Build.*/, "") || t("My phone");

async function enrol(account, community, name) {
  const answer = await reach("/field/enrolment/", { method: "POST", headers: { "Content-Type": "application/json", "X-CSRFToken": account.csrf, "Accept-Language": language }, body: JSON.stringify({ community, name, replaces: (await meta("former"))?.device }), redirect: "manual" });
  if (!answer.ok) {
    const page = await answer.text();
    throw new Refused(answer.status, { sentence: new DOMParser().parseFromString(page, "text/html").querySelector("h1")?.textContent });
  }
  const made = await answer.json();
  const hash = toBase64(await sha256(made.token.split(".")[1]));
  return { ...made, hash, worker: account.name, community };
}

function choosePin(made, opened) {
  const say = h("p", { class: "lead", role: "status" }, t("Choose a PIN of six digits. It opens the data on this phone and cannot be recovered if you forget it."));
  let first = "";
  const pad = keypad(async (pin) => {
    if (!first && vault.isEasy(pin)) return void (say.textContent = t("That PIN is too easy to guess. Choose another."));
    if (!first) return void ((first = pin), (say.textContent = t("Enter the PIN again.")));
    if (first !== pin) return void ((first = ""), (say.textContent = t("The two PINs did not match. Choose a PIN again.")));
    const now = Date.now();
    await vault.setUp(pin, { token: made.token, hash: made.hash, office: made.office, worker: made.worker, community: made.community });
    await keep("phone", { device: made.device, lapse_days: 14, last_contact: now, seen_at: now });
    const onwards = () => firstSlice(opened), more = await offering(pin, onwards);
    if (!more) return void onwards();
    show(sheet(t("Fingerprint or face"), more));
  });
  show(sheet(t("PIN"), say, pad));
}

export async function firstSlice(opened) {
  const line = h("p", { class: "lead", role: "status" }, t("Fetching your committee's data …"));
  const kept = h("p", { class: "note" });
  const again = button(t("Try again"), () => firstSlice(opened), "key--main");
  again.hidden = true;
  show(sheet(t("Fetching the data"), line, h("progress", {}), kept, again));
  kept.textContent = await persist();
  for (let tries = 0; ; tries += 1) {
    try {
      await fetchSlice((words) => { line.textContent = words; });
      return opened();
    } catch (error) {
      if (error instanceof Gone) return location.reload();
      if (!(error instanceof Busy)) {
        line.textContent = error instanceof Offline ? t("The network was lost. The partial download is discarded and no records are lost. Try again.") : await told(error);
        again.hidden = false;
        return undefined;
      }
      const wait = patience(tries, error);
      line.textContent = t("Many phones are fetching data right now. This one continues automatically in %(seconds)s seconds.", { seconds: Math.round(wait / 1000) });
      await new Promise((resolve) => { setTimeout(resolve, wait); });
    }
  }
}

async function told(error) {
  const free = await room();
  return free && free.free < 20_000_000 ? t("This phone is full. Delete photos or apps, then try again.") : String(error.message || error);
}

async function afterWipe(wiped, opened) {
  const why = {
    tries: t("The PIN was wrong six times."),
    lapse: t("This phone has had no contact with the office for too long."),
    revoked: t("The office has revoked this phone."),
    signed_out: t("You have signed out."),
  };
  const left = await db.left.count();
  const hand = left ? h("section", { class: "card" }, h("h2", {}, t("%(count)s records were not sent", { count: left })),
    h("p", {}, t("They are still here, sealed so that only the office can read them. Save the file and hand it in at the desk.")),
    button(t("Save the file for the office"), async () => save(await handIn(), fileName()), "key--main"),
    button(t("The file has been handed in: delete it here"), async () => { await db.left.clear(); await drop("wiped"); start(opened); })) : "";
  return sheet(t("The data on this phone is wiped"), h("p", {}, why[wiped.reason] || ""), hand, button(t("Set up this phone again"), async () => { await drop("wiped"); start(opened); }, left ? "" : "key--main"));
}

export const fileName = () => `shequyun-${new Date().toISOString().slice(0, 10)}.json`;
