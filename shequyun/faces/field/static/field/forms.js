// Collection forms on the phone: fetched when their stamp is another with everybody whom they ask, sealed like the rest, in memory
// while unlocked. Whom they ask is kept in the chunks, where the slice brings what has changed of it since.
import { chunkOf, replace } from "./model.js";
import { Refused, ask } from "./net.js";
import { db } from "./store.js";
import { opened, sealed } from "./vault.js";

const known = new Map(); // publication -> form

export const form = (id) => known.get(id);
export const forget = () => known.clear();

// `wanted` are [publication, stamp] as the slice names them; what it names no more is dropped. Whether anything changed.
export async function fetchForms(wanted) {
  let changed = false;
  for (const [id, stamp] of wanted) {
    if (known.get(id)?.stamp === stamp) continue;
    const came = await one(id);
    if (!came) continue;
    const { asked, ...about } = came, row = { id, ...(await sealed(about, `form ${id}`)) };
    const chunks = withAsked(id, asked), rows = await Promise.all(chunks.map(sealedChunk));
    await db.transaction("rw", db.forms, db.chunks, () => Promise.all([db.forms.put(row), db.chunks.bulkPut(rows)]));
    chunks.forEach(replace);
    known.set(id, about);
    changed = true;
  }
  const gone = [...known.keys()].filter((id) => !wanted.some(([kept]) => kept === id));
  gone.forEach((id) => known.delete(id));
  await db.forms.bulkDelete(gone);
  return changed || gone.length > 0;
}

export const sealedChunk = async (chunk) => ({ id: chunk.id, ...(await sealed(chunk, `chunk ${chunk.id}`)) });

// The chunks of buildings in which a form asks somebody, with its rows in the place of what they held of it.
function withAsked(id, asked) {
  const found = Object.entries(asked).map(([building, rows]) => [chunkOf(building), rows]).filter(([chunk]) => chunk);
  return found.map(([chunk, rows]) => ({ ...chunk, asked: [...(chunk.asked || []).filter(([form]) => form !== id), ...rows] }));
}

// A form that was closed this very moment is not there: that stops nothing else.
async function one(id) {
  try {
    return await (await ask(`forms/${id}/`)).json();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

export async function openForms() {
  known.clear();
  for (const row of await db.forms.toArray()) known.set(row.id, await opened(row, `form ${row.id}`));
}

// Forms that are filled in today, in the order of the office; one whose last day has passed on this phone's clock is none.
export function running(model, day) {
  return (model.tables.forms || []).map(([id]) => known.get(id)).filter((found) => found && !(found.until && found.until < day));
}

// [{form, row}] of somebody: what they are asked.
export function askedOf(model, person, day) {
  const rows = model.asked.get(person) || [];
  return running(model, day).map((found) => ({ form: found, row: rows.find((row) => row.form === found.id) })).filter((one_) => one_.row);
}

// How far a form is on this phone: [{person, row}] of everybody whom it asks here.
export function everybody(model, id) {
  const found = [];
  for (const [person, rows] of model.asked) {
    const row = rows.find((one_) => one_.form === id);
    if (row && model.people.has(person)) found.push({ person: model.people.get(person), row });
  }
  return found;
}
