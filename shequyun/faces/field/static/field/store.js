// What the browser keeps. Plain are only counters, days and ids of the phone; all else is sealed (crypt.js).
import { Dexie } from "/static/vendor/dexie/dexie.min.mjs";

export const db = new Dexie("shequyun-field");
db.version(1).stores({
  meta: "key", // vault, phone, secrets, slice, wiped, former, install, looks
  chunks: "id", // one building each
  outbox: "++seq, &id, state", // what was done at doors, in order
  drafts: "key", // half-typed forms
  left: "++seq", // after a wipe: what was not sent, sealed for the office alone
});
db.version(2).stores({ forms: "id" }); // the questions of collection forms

export const meta = async (key) => (await db.meta.get(key)) || null;
export const keep = (key, value) => db.meta.put({ ...value, key });
export const drop = (key) => db.meta.delete(key);

// Told when the browser has no room left, so that nobody goes on typing into nothing.
export function isFull(error) {
  const named = (one) => one && (one.name === "QuotaExceededError" || named(one.inner));
  return Boolean(named(error));
}

// Takes everything away but what only the office can read. `reason` is told at the next start.
export async function wipe(reason) {
  const phone = await meta("phone");
  await db.transaction("rw", db.meta, db.chunks, db.outbox, db.drafts, db.forms, db.left, async () => {
    const waiting = await db.outbox.where("state").equals("waiting").sortBy("seq");
    if (phone && waiting.length) await db.left.bulkAdd(waiting.map((row) => ({ device: phone.device, office: row.office, at: row.at })));
    await Promise.all([db.chunks.clear(), db.outbox.clear(), db.drafts.clear(), db.forms.clear()]);
    await Promise.all(["vault", "phone", "secrets", "slice"].map(drop));
    await keep("wiped", { reason, unsent: waiting.length, at: Date.now() });
    if (phone) await keep("former", { device: phone.device });
  });
}
