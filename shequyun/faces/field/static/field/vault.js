// The PIN and the keys. The data key lives in memory while unlocked, and on the phone only wrapped: by the PIN, and where somebody
// wants it by the phone's own authenticator too, both under the phone key.
import * as authenticator from "./authenticator.js";
import { ITERATIONS, dataKey, openBytes, outputKey, phoneKey, pinKey, random, seal, sealBytes, unseal } from "./crypt.js";
import { db, drop, keep, meta, wipe } from "./store.js";

export const TRIES = 6;
export const DIGITS = 6;
const BESIDE = " beside";
let key = null;
export let secrets = null; // {token, hash, office, worker, community}

export const isOpen = () => key !== null;

const EASY = /^(\d)\1+$/;

// Refuses what everybody tries first: one digit, or a run.
export const isEasy = (pin) => EASY.test(pin) || "01234567890123456789".includes(pin) || "98765432109876543210".includes(pin);

export async function setUp(pin, told) {
  const raw = random(32), salt = random(16), phone = await phoneKey();
  const wrapped = await wrap(await pinKey(pin, salt, ITERATIONS), phone, raw, "");
  key = await dataKey(raw);
  raw.fill(0);
  secrets = told;
  const sealed = await seal(key, told, "secrets");
  await keep("vault", { salt, iterations: ITERATIONS, phone, ...wrapped, tries: 0 });
  await keep("secrets", sealed);
}

// The data key under a key of whoever opens, and that once more under the phone's. `by` binds it to its place.
async function wrap(opening, phone, raw, by) {
  const inner = await sealBytes(opening, raw, `data key${by}`);
  const outer = await sealBytes(phone, inner.data, `wrapped key${by}`);
  return { innerIv: inner.iv, iv: outer.iv, data: outer.data };
}

async function unwrap(opening, phone, wrapped, by) {
  const inner = await openBytes(phone, wrapped, `wrapped key${by}`);
  return new Uint8Array(await openBytes(opening, { iv: wrapped.innerIv, data: inner }, `data key${by}`));
}

// "open", "wrong" with the tries that are left, or "wiped".
export async function open(pin) {
  const { raw, ...told } = await tried(pin);
  if (raw) await unlock(raw);
  return told;
}

async function unlock(raw) {
  key = await dataKey(raw);
  raw.fill(0);
  secrets = await unseal(key, await meta("secrets"), "secrets");
}

// A try counts before it is made: killing the app gives none back.
async function tried(pin) {
  const tries = await counted(), vault = await meta("vault");
  let raw = null;
  try {
    raw = await unwrap(await pinKey(pin, vault.salt, vault.iterations), vault.phone, vault, "");
  } catch {
    if (tries < TRIES) return { outcome: "wrong", left: TRIES - tries };
    await wipe("tries");
    return { outcome: "wiped" };
  }
  await db.meta.update("vault", { tries: 0 });
  return { outcome: "open", raw };
}

// The phone's own authenticator opens it too, beside the PIN. The PIN is asked for: an open phone may be in anybody's hand.
export async function addAuthenticator(pin) {
  const { raw, ...told } = await tried(pin);
  if (!raw) return told;
  try {
    const { id, salt, output } = await authenticator.enlist(), { phone } = await meta("vault");
    await db.meta.update("vault", { authenticator: { id, salt, ...(await wrap(await outputKey(output, salt), phone, raw, BESIDE)) } });
  } finally { raw.fill(0); }
  return told;
}

export const hasAuthenticator = async () => Boolean((await meta("vault")).authenticator);
export const dropAuthenticator = () => db.meta.update("vault", { authenticator: undefined });

// Throws what the authenticator throws, and Keyless when its key is another one than before.
export async function openByAuthenticator() {
  const { phone, authenticator: kept } = await meta("vault");
  const opening = await outputKey(await authenticator.recall(kept), kept.salt);
  await unlock(await unwrap(opening, phone, kept, BESIDE).catch(() => { throw new authenticator.Keyless(); }));
  await db.meta.update("vault", { tries: 0 });
}

async function counted() {
  let tries = 0;
  await db.transaction("rw", db.meta, async () => {
    const vault = await db.meta.get("vault");
    tries = vault.tries + 1;
    await db.meta.update("vault", { tries });
  });
  return tries;
}

export function close() {
  key = null;
  secrets = null;
}

export const sealed = (value, about) => seal(key, value, about);
export const opened = (row, about) => unseal(key, row, about);
export const forget = () => drop("secrets");
