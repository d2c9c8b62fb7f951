// Sending and fetching, again and again, while unlocked: outbox first, then what others changed.
import { fetchSlice } from "./slice.js";
import { Busy, Gone, Offline, Refused, ask, patience } from "./net.js";
import * as outbox from "./outbox.js";
import { db } from "./store.js";
import { isOpen } from "./vault.js";

const AT_ONCE = 20, MOST = 2_000_000;
const EVERY = 60_000;
let timer = null, running = null, again = false, tries = 0;
export let status = { state: "idle", at: null, sentence: "" }; // idle | working | offline | busy | refused
const heard = new Set();
let gone = () => {};

export const onStatus = (listener) => heard.add(listener);
export const onGone = (handler) => { gone = handler; };

function say(state, sentence = "") {
  status = { state, sentence, at: state === "idle" ? Date.now() : status.at };
  heard.forEach((listener) => listener(status));
}

export function start() {
  stop();
  tries = 0;
  timer = setTimeout(run, 50);
}

export function stop() {
  clearTimeout(timer);
  timer = null;
}

// One round; asked for while one is running, another follows it at once. Never throws: what went wrong is the status.
export function run() {
  if (running) again = true;
  running ||= round().finally(() => {
    running = null;
    if (again && isOpen()) start();
    again = false;
  });
  return running;
}

async function round() {
  clearTimeout(timer);
  let wait = EVERY;
  try {
    say("working");
    await send();
    await fetchSlice();
    await outbox.tidy();
    tries = 0;
    say("idle");
  } catch (error) {
    if (!isOpen()) return;
    if (error instanceof Gone) return gone();
    if (error instanceof Offline) say("offline");
    else if (error instanceof Busy) say("busy");
    else if (error instanceof Refused) say("refused", error.message);
    else throw error;
    wait = patience(tries, error);
    tries += 1;
  }
  if (isOpen()) timer = setTimeout(run, wait);
}

async function send() {
  for (;;) {
    const waiting = (await outbox.rows((row) => row.state === "waiting")).map((row) => row.envelope);
    if (!waiting.length) break;
    await deliver(batch(waiting));
  }
  if (!(await db.outbox.where("state").equals("conflict").count())) return;
  const answer = await (await ask("receipts/")).json();
  await outbox.receive(answer.receipts.filter((one) => one.settled));
  await contact(answer.now);
}

// As many as one request takes: twenty, and no more than a slow network carries.
function batch(envelopes) {
  const taken = [];
  for (let size = 0, at = 0; at < envelopes.length && taken.length < AT_ONCE; at += 1) {
    size += JSON.stringify(envelopes[at]).length;
    if (taken.length && size > MOST) break;
    taken.push(envelopes[at]);
  }
  return taken;
}

// One that cannot be read must not hold up the others: then they go one by one, and that one is told to be refused.
async function deliver(envelopes) {
  try {
    const answer = await (await ask("envelopes/", { envelopes })).json();
    await outbox.receive(answer.receipts);
    await contact(answer.now);
  } catch (error) {
    if (!(error instanceof Refused) || ![400, 413, 422].includes(error.status)) throw error;
    if (envelopes.length > 1) { for (const one of envelopes) await deliver([one]); return; }
    await outbox.receive([{ id: envelopes[0].id, outcome: "refused", code: error.code, sentence: error.message, rows: [], choices: [] }]);
  }
}

// The server was heard: the fourteen days begin anew, by its clock.
export async function contact(now) {
  const at = Date.parse(now);
  await db.meta.update("phone", { last_contact: at, seen_at: Math.max(at, Date.now()) });
}
