// Everything that was done at a door, as envelopes, in order: sealed for this phone, and once more for the office alone.
import { fromBase64, newId, sealForOffice, toBase64 } from "./crypt.js";
import { db, meta } from "./store.js";
import { opened, sealed, secrets } from "./vault.js";

export const FORMAT = 1;
const heard = new Set();
export const onChange = (listener) => heard.add(listener);
const changed = () => heard.forEach((listener) => listener());

// Returns the envelope once it is safely on the phone, never before. `about` is said in the list: {where, what}.
export async function record(kind, subject, values, about, base = null) {
  const envelope = { id: newId(), kind, subject, base_version: base, claimed_at: new Date().toISOString(), values };
  const [row, office] = await Promise.all([
    sealed({ envelope, about }, `outbox ${envelope.id}`),
    sealForOffice(fromBase64(secrets.office), fromBase64(secrets.hash), envelope),
  ]);
  await db.outbox.add({ id: envelope.id, state: "waiting", covered: 0, at: Date.now(), office, ...row });
  changed();
  return envelope;
}

export const waiting = () => db.outbox.where("state").equals("waiting").count();

export async function rows(filter = () => true) {
  const kept = (await db.outbox.orderBy("seq").toArray()).filter(filter);
  return Promise.all(kept.map(async (row) => ({ seq: row.seq, id: row.id, state: row.state, covered: row.covered, at: row.at, ...(await opened(row, `outbox ${row.id}`)) })));
}

// What the chunks do not know yet.
export const uncovered = async () => (await rows((row) => !row.covered && (row.state === "waiting" || row.state === "done"))).map((row) => row.envelope);

export async function receive(receipts) {
  for (const receipt of receipts) {
    const row = await db.outbox.where("id").equals(receipt.id).first();
    if (!row) continue;
    const told = { ...(await opened(row, `outbox ${row.id}`)), receipt };
    const fresh = await sealed(told, `outbox ${row.id}`);
    const state = receipt.settled ? "settled" : receipt.outcome;
    await db.outbox.update(row.seq, { state, office: state === "waiting" ? row.office : null, ...fresh });
  }
  if (receipts.length) changed();
}

// After an increment: it holds what was done before it was fetched.
export const cover = (seqs) => db.outbox.where("seq").anyOf(seqs).modify({ covered: 1 });
export const answered = async () => (await db.outbox.where("state").equals("done").toArray()).filter((row) => !row.covered).map((row) => row.seq);

const KEPT = 14 * 86_400_000;
// What was answered long ago goes; a refusal stays until it was seen, a conflict until it is settled.
export const tidy = () => db.outbox.filter((row) => row.at < Date.now() - KEPT && (row.state === "settled" || (row.state === "done" && row.covered))).delete();

export async function dismiss(id) {
  await db.outbox.where("id").equals(id).modify({ state: "settled", covered: 1 });
  changed();
}

// The file to hand in at the desk: what waits here, or what a wipe has left. Only the office can open it.
export async function handIn() {
  const phone = await meta("phone");
  const rows = phone ? await db.outbox.where("state").equals("waiting").sortBy("seq") : await db.left.orderBy("seq").toArray();
  if (!rows.length) return null;
  const device = phone ? phone.device : rows[0].device;
  const items = rows.filter((row) => !row.device || row.device === device).map((row) => toBase64(row.office));
  return new Blob([JSON.stringify({ format: FORMAT, device, items })], { type: "application/json" });
}

export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
