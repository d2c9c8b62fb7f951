// Talking to the office: by the phone's token, without cookies, and never out of a cache.
import { secrets } from "./vault.js";
import { language } from "./words.js";

export class Offline extends Error {}
export class Gone extends Error {} // revoked, or without contact for too long: the phone wipes itself
export class Busy extends Error {
  constructor(after) { super("busy"); this.after = after; }
}
export class Refused extends Error {
  constructor(status, body) { super(body.sentence || String(status)); this.status = status; this.code = body.code || ""; }
}

export async function ask(path, body = null) {
  const headers = { Authorization: `Device ${secrets.token}`, "Accept-Language": language };
  if (body) headers["Content-Type"] = "application/json";
  const answer = await reach(`/field/api/${path}`, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), credentials: "omit", cache: "no-store" });
  if (answer.ok) return answer;
  if (answer.status === 410) throw new Gone();
  if (answer.status === 503 || answer.status === 429) throw new Busy(Number(answer.headers.get("Retry-After")) || 15);
  if (answer.status >= 500) throw new Offline(String(answer.status));
  throw new Refused(answer.status, await answer.json().catch(() => ({})));
}

export async function reach(address, options) {
  try {
    return await fetch(address, options);
  } catch (error) {
    throw new Offline(error.message);
  }
}

// How long to wait before the next try, in milliseconds: longer each time, and never all phones at once.
export function patience(tries, error = null, chance = Math.random()) {
  if (error instanceof Busy) return Math.round(error.after * 1000 * (1 + chance * Math.min(tries + 1, 6)));
  return Math.round(Math.min(300_000, 2000 * 2 ** tries) * (0.5 + chance));
}
