// A half-filled form survives a reload, a lock and a killed browser: sealed, one per form and person; its photos apart, so
// that a letter typed does not seal them again.
import { tell } from "./dom.js";
import { db, isFull } from "./store.js";
import { isOpen, opened, sealed } from "./vault.js";
import { t } from "./words.js";

const SAID = "fill", PHOTOS = "photos", WAIT = 250;
const keyOf = (kind, form, person) => `${kind} ${form} ${person}`;
let timer = null, last = null;

// {said, files}, or nothing.
export async function drafted(form, person) {
  const [said, files] = await Promise.all([SAID, PHOTOS].map((kind) => read(keyOf(kind, form, person))));
  return said || files ? { said: said || {}, files: files || {} } : null;
}

async function read(key) {
  const row = await db.drafts.get(key);
  return row ? opened(row, `draft ${key}`) : null;
}

// Kept a moment after the last change, and at once when the app goes out of sight.
export function keep(form, person, said) {
  clearTimeout(timer);
  last = [keyOf(SAID, form, person), said];
  timer = setTimeout(flush, WAIT);
}

export const keepPhotos = (form, person, files) => write(keyOf(PHOTOS, form, person), files);

async function flush() {
  clearTimeout(timer);
  const waiting = last;
  last = null;
  if (waiting) await write(...waiting);
}

async function write(key, value) {
  if (!isOpen()) return;
  try {
    await db.drafts.put({ key, ...(await sealed(value, `draft ${key}`)) });
  } catch (error) {
    if (!isFull(error)) throw error;
    tell(t("This phone is full, so this was not saved. Delete photos or apps, or send waiting records, then try again."), "error");
  }
}

export async function done(form, person) {
  clearTimeout(timer);
  last = null;
  await db.drafts.bulkDelete([SAID, PHOTOS].map((kind) => keyOf(kind, form, person)));
}

// "form person" of every draft.
export async function all() {
  const keys = await db.drafts.toCollection().primaryKeys();
  return new Set(keys.filter((key) => key.startsWith(`${SAID} `)).map((key) => key.slice(SAID.length + 1)));
}

document.addEventListener("visibilitychange", () => { if (document.hidden) flush(); });
