// The slice: fetched whole or since a cursor, sealed building by building, and put into memory.
import { fetchForms, openForms, sealedChunk } from "./forms.js";
import * as model from "./model.js";
import { Busy, Offline, ask } from "./net.js";
import * as outbox from "./outbox.js";
import * as search from "./search.js";
import { db, keep, meta } from "./store.js";
import { opened, sealed } from "./vault.js";
import { t } from "./words.js";

const heard = new Set();
export const onSlice = (listener) => heard.add(listener);
const FORMAT = 1;

// Returns whether anything has changed. `progress` is told sentences.
export async function fetchSlice(progress = () => {}) {
  const known = await meta("slice");
  const before = known ? await opened(known, "slice") : null;
  const answered = await outbox.answered();
  const came = await receive(await ask(before ? `slice/?since=${encodeURIComponent(before.cursor)}` : "slice/"), progress);
  if (came.format !== FORMAT) throw new Error("format");
  const { chunks, ...about } = came;
  await store(chunks, about, answered, progress);
  if (about.whole) model.load(chunks);
  else chunks.forEach(model.replace);
  await remember(about);
  const changed = (await formsToo(about)) || about.whole || chunks.length > 0 || answered.length > 0;
  if (changed || !model.model) await rebuild();
  return changed;
}

// Before the slice is shown, so that whoever goes into the stairwell then has them. What did not come is asked for next time.
async function formsToo(about) {
  try {
    return await fetchForms(about.tables.forms || []);
  } catch (error) {
    if (error instanceof Offline || error instanceof Busy) return false;
    throw error;
  }
}

async function receive(answer, progress) {
  const reader = answer.body.getReader(), pieces = [];
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.length;
    progress(t("%(size)s KB received", { size: Math.round(size / 1024) }));
  }
  return JSON.parse(await new Blob(pieces).text());
}

async function store(chunks, about, answered, progress) {
  const rows = [];
  for (const chunk of chunks) {
    rows.push(await sealedChunk(chunk));
    progress(t("%(count)s of %(all)s buildings sealed", { count: rows.length, all: chunks.length }));
  }
  const slice = await sealed(about, "slice");
  await db.transaction("rw", db.chunks, db.meta, db.outbox, async () => {
    if (about.whole) await db.chunks.clear();
    await db.chunks.bulkPut(rows);
    await keep("slice", slice);
    if (answered.length) await outbox.cover(answered);
  });
}

async function remember(about) {
  const at = Date.parse(about.cursor);
  await db.meta.update("phone", { lapse_days: about.lapse_days, last_contact: at, seen_at: Math.max(at, Date.now()) });
}

// After unlocking: everything out of the browser's store into memory.
export async function openSlice() {
  const rows = await db.chunks.toArray();
  model.load(await Promise.all(rows.map((row) => opened(row, `chunk ${row.id}`))));
  await openForms();
  return rebuild();
}

export async function rebuild() {
  const kept = await meta("slice");
  if (!kept) return null;
  const made = model.rebuild(await opened(kept, "slice"), await outbox.uncovered());
  search.index(made);
  heard.forEach((listener) => listener(made));
  return made;
}
