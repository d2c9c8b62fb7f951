// A half-filled form survives a reload, a lock and a killed browser: sealed, with its photos, one per form and person.
import { db } from "./store.js";
import { isOpen, opened, sealed } from "./vault.js";

const keyOf = (form, person) => `fill ${form} ${person}`;
const WAIT = 250;
let timer = null, last = null;

export async function drafted(form, person) {
  const key = keyOf(form, person), row = await db.drafts.get(key);
  return row ? opened(row, `draft ${key}`) : null;
}

// Kept a moment after the last change, and at once when the app goes out of sight.
export function keep(form, person, said) {
  clearTimeout(timer);
  last = { key: keyOf(form, person), said };
  timer = setTimeout(flush, WAIT);
}

async function flush() {
  clearTimeout(timer);
  if (!last || !isOpen()) return;
  const { key, said } = last;
  last = null;
  await db.drafts.put({ key, ...(await sealed(said, `draft ${key}`)) });
}

export async function done(form, person) {
  clearTimeout(timer);
  last = null;
  await db.drafts.delete(keyOf(form, person));
}

// "form person" of every draft.
export async function all() {
  const keys = await db.drafts.toCollection().primaryKeys();
  return new Set(keys.filter((key) => key.startsWith("fill ")).map((key) => key.slice(5)));
}

document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });
