// What is sealed with which key. Everything is WebCrypto: AES-256-GCM, PBKDF2-SHA256, ECDH P-256, HKDF-SHA256.
export const ITERATIONS = 600_000;
const AES = { name: "AES-GCM", length: 256 };
const text = new TextEncoder(), plain = new TextDecoder();

export const random = (length) => crypto.getRandomValues(new Uint8Array(length));

export function toBase64(bytes) {
  let binary = "";
  for (const byte of new Uint8Array(bytes)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

export const fromBase64 = (said) => Uint8Array.from(atob(said), (sign) => sign.charCodeAt(0));

// An id made on the phone: UUIDv7, so that envelopes sort as they were made.
export function newId(now = Date.now()) {
  const bytes = random(16);
  for (let at = 0, left = now; at < 6; at += 1) { bytes[5 - at] = left % 256; left = Math.floor(left / 256); }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export async function pinKey(pin, salt, iterations) {
  const base = await crypto.subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, AES, false, ["encrypt", "decrypt"]);
}

// Out of what the phone's own authenticator gives (authenticator.js).
export async function outputKey(output, salt) {
  const base = await crypto.subtle.importKey("raw", output, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: text.encode("shequyun field authenticator") }, base, AES, false, ["encrypt", "decrypt"]);
}

// A key that the browser keeps and no script can read out: a copy of the database alone cannot be tried with PINs.
export const phoneKey = () => crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);

export const dataKey = (raw) => crypto.subtle.importKey("raw", raw, AES, false, ["encrypt", "decrypt"]);

export async function sealBytes(key, bytes, about) {
  const iv = random(12);
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(about) }, key, bytes) };
}

export const openBytes = (key, sealed, about) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv, additionalData: text.encode(about) }, key, sealed.data);

// `about` says what is sealed, so that one sealed thing cannot be put in the place of another.
export const seal = (key, value, about) => sealBytes(key, text.encode(JSON.stringify(value)), about);

export const unseal = async (key, sealed, about) => JSON.parse(plain.decode(await openBytes(key, sealed, about)));

export const sha256 = async (said) => new Uint8Array(await crypto.subtle.digest("SHA-256", text.encode(said)));

// For the office alone (docs/sync.md): the phone itself cannot open it again.
export async function sealForOffice(point, tokenHash, value) {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const theirs = await crypto.subtle.importKey("raw", point, curve, false, []);
  const mine = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: tokenHash, info: text.encode("shequyun field envelope") };
  const key = await crypto.subtle.deriveKey(hkdf, base, AES, false, ["encrypt"]);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, key, text.encode(JSON.stringify(value)));
  const mineOut = await crypto.subtle.exportKey("raw", mine.publicKey);
  const whole = new Uint8Array(mineOut.byteLength + body.byteLength);
  whole.set(new Uint8Array(mineOut)); whole.set(new Uint8Array(body), mineOut.byteLength);
  return whole;
}
