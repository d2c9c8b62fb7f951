// The app: starts, opens, routes, locks when idle, and wipes itself when it must.
import { lapsed, seen } from "./clock.js";
import { hush } from "./dom.js";
import * as forms from "./forms.js";
import { onInstall } from "./install.js";
import { applyLooks, looks } from "./looks.js";
import * as model from "./model.js";
import { missing } from "./needs.js";
import { ask } from "./net.js";
import * as search from "./search.js";
import { onSlice, openSlice } from "./slice.js";
import { db, meta, wipe } from "./store.js";
import * as sync from "./sync.js";
import * as vault from "./vault.js";
import { buildingView } from "./view_building.js";
import { dayView } from "./view_day.js";
import { enterView } from "./view_enter.js";
import { fillView } from "./view_fill.js";
import { findView, forgetQuery } from "./view_find.js";
import { formView } from "./view_form.js";
import { homeView } from "./view_home.js";
import { lockScreen } from "./view_lock.js";
import { personView } from "./view_person.js";
import { phoneView } from "./view_phone.js";
import { recordsView } from "./view_records.js";
import { firstSlice, start } from "./view_start.js";
import { speak } from "./words.js";

const IDLE = 5 * 60_000, TICK = 15_000;
let touched = Date.now();

const VIEWS = {
  "": dayView, building: buildingView, home: homeView, person: personView, enter: enterView, find: findView, records: recordsView,
  form: formView, fill: fillView,
  phone: () => phoneView({ lock, signOut, wiped: () => { close(); start(opened); } }),
};

async function boot() {
  const chosen = "indexedDB" in window ? await looks() : {};
  await speak(chosen.language);
  if (missing().length) return start(opened);
  await applyLooks(chosen);
  navigator.serviceWorker.register("/field/sw.js", { scope: "/field/" }).catch(() => {});
  const phone = await meta("phone");
  if (!phone) return start(opened);
  if (lapsed(phone, Date.now())) return wiped("lapse");
  return locked();
}

const locked = () => lockScreen(unlocked, () => start(opened), () => wiped("revoked"));

// The PIN was right: what is kept goes into memory; a phone that never got its slice fetches it now.
async function unlocked() {
  if (!(await meta("slice"))) return firstSlice(opened);
  await openSlice();
  return opened();
}

function opened() {
  touched = Date.now();
  route();
  sync.start();
}

function route() {
  if (!vault.isOpen() || !model.model) return;
  const [, name = "", ...rest] = location.hash.split("/");
  (VIEWS[name] || dayView)(...rest.map(decodeURIComponent));
}

function close() {
  sync.stop();
  vault.close();
  model.forget();
  search.forget();
  forms.forget();
  forgetQuery();
  hush();
  document.querySelectorAll("dialog").forEach((dialog) => dialog.remove());
  history.replaceState(null, "", "/field/#/");
}

function lock() {
  close();
  locked();
}

async function wiped(reason) {
  close();
  await wipe(reason);
  start(opened);
}

async function signOut() {
  try { await ask("departure/", {}); } catch { /* offline: the phone forgets its token, and the office sees it lapse */ }
  await wiped("signed_out");
}

// Idle, lapse and clock: looked at every few seconds, and whenever the phone wakes up.
async function watch() {
  const phone = await meta("phone"), now = Date.now();
  if (!phone) return;
  await db.meta.update("phone", { seen_at: seen(phone, now, TICK) });
  if (lapsed(phone, now)) return void wiped("lapse");
  if (vault.isOpen() && (now - touched > IDLE || now < touched - TICK)) lock();
}

// A screen where somebody types or compares is not redrawn under their hands.
function redraw() {
  if (!document.querySelector("form[data-touched], dialog, #found")) route();
}

const touch = (event) => event.target.closest?.("form")?.setAttribute("data-touched", "");

for (const kind of ["input", "click"]) addEventListener(kind, touch, true);
for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, () => { touched = Date.now(); }, true);
addEventListener("hashchange", () => { hush(".told--error"); route(); });
addEventListener("online", () => { if (vault.isOpen()) sync.start(); });
addEventListener("pageshow", (event) => { if (event.persisted) watch(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) watch(); });
setInterval(watch, TICK);
sync.onGone(() => wiped("revoked"));
onInstall(redraw);
onSlice(redraw);
boot();
