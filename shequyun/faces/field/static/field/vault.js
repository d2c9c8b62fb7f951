// The PIN and the keys. The data key lives in memory while unlocked, and on the phone only wrapped by PIN and phone key.
import { ITERATIONS, dataKey, openBytes, phoneKey, pinKey, random, seal, sealBytes, unseal } from "./crypt.js";
import { db, drop, keep, meta, wipe } from "./store.js";

export const TRIES = 6;
export const DIGITS = 6;
let key = null;
export let secrets = null; // {token, hash, office, worker, community}

export const isOpen = () => key !== null;

const EASY = /^(\d)\1+$/;

// Refuses what everybody tries first: one digit, or a run.
export const isEasy = (pin) => EASY.test(pin) || "01234567890123456789".includes(pin) || "98765432109876543210".includes(pin);

export async function setUp(pin, told) {
  const raw = random(32), salt = random(16), phone = await phoneKey();
  const inner = await sealBytes(await pinKey(pin, salt, ITERATIONS), raw, "data key");
  const outer = await sealBytes(phone, inner.data, "wrapped key");
  key = await dataKey(raw);
  raw.fill(0);
  secrets = told;
  const sealed = await seal(key, told, "secrets");
  await keep("vault", { salt, iterations: ITERATIONS, phone, innerIv: inner.iv, iv: outer.iv, data: outer.data, tries: 0 });
  await keep("secrets", sealed);
}

// "open", "wrong" with the tries that are left, or "wiped". A try counts before it is made: killing the app gives none back.
export async function open(pin) {
  const tries = await counted();
  const vault = await meta("vault");
  try {
    const inner = await openBytes(vault.phone, vault, "wrapped key");
    const wrapping = await pinKey(pin, vault.salt, vault.iterations);
    key = await dataKey(await openBytes(wrapping, { iv: vault.innerIv, data: inner }, "data key"));
  } catch {
    if (tries < TRIES) return { outcome: "wrong", left: TRIES - tries };
    await wipe("tries");
    return { outcome: "wiped" };
  }
  await db.meta.update("vault", { tries: 0 });
  secrets = await unseal(key, await meta("secrets"), "secrets");
  return { outcome: "open" };
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
