// The slice in memory, while unlocked: buildings, homes, people and stays by id, with what was done since laid over it.
import { overlay } from "./overlay.js";

export let model = null;
const chunks = new Map(); // building id -> chunk as it came

export const HOME = ["id", "room", "unit", "floor", "part", "use", "tenure", "version", "seen"];
export const PERSON = ["id", "name", "initials", "pinyin", "sex", "born", "phone", "document", "version", "seen", "presence"];
export const STAY = ["id", "resident", "home", "kind", "tenure", "relation", "household", "since", "seen"];
export const VISIT = ["id", "home", "outcome", "at", "again", "by", "said", "labels"];
const TASK = ["id", "home", "subject", "what", "due", "owner", "mine"];
const PROMISE = ["id", "home", "subject", "what", "due", "to", "by", "mine"];

const named = (names, row) => Object.fromEntries(names.map((name, at) => [name, row[at]]));

export function load(all) {
  chunks.clear();
  all.forEach((chunk) => chunks.set(chunk.id, chunk));
}

export const chunkOf = (building) => chunks.get(building);

export const replace = (chunk) => chunks.set(chunk.id, chunk);

// Everything anew: from the chunks, then the envelopes that the chunks do not know yet.
export function rebuild(slice, envelopes) {
  const made = {
    slice, tables: slice.tables || {}, buildings: [], homes: new Map(), people: new Map(), stays: new Map(),
    homesOf: new Map(), staysAt: new Map(), labels: new Map(), visits: new Map(), asked: new Map(), doses: new Map(), tasks: new Map(), promises: new Map(),
    pending: new Map(),
  };
  const order = new Map((slice.buildings || []).map((id, at) => [id, at]));
  for (const chunk of chunks.values()) if (order.has(chunk.id)) addChunk(made, chunk);
  made.buildings.sort((one, other) => order.get(one.id) - order.get(other.id));
  for (const envelope of envelopes) overlay(made, envelope);
  model = made;
  return made;
}

export function forget() {
  chunks.clear();
  model = null;
}

function addChunk(made, chunk) {
  const { homes, people, stays, labels, visits, asked, doses, tasks, promises, ...building } = chunk;
  made.buildings.push(building);
  made.homesOf.set(building.id, homes.map((row) => {
    const home = { ...named(HOME, row), building: building.id };
    made.homes.set(home.id, home);
    return home.id;
  }));
  people.forEach((row) => made.people.set(row[0], named(PERSON, row)));
  stays.forEach((row) => addStay(made, named(STAY, row)));
  (labels || []).forEach(([subject, label]) => push(made.labels, subject, label, true));
  (visits || []).forEach((row) => push(made.visits, row[1], named(VISIT, row)));
  (asked || []).forEach(([form, resident, answer, known]) => push(made.asked, resident, { form, answer, known }));
  (doses || []).forEach(([resident, product, on]) => made.doses.set(resident, [...(made.doses.get(resident) || []).filter((one) => one.product !== product || one.on !== on), { product, on }]));
  (tasks || []).forEach((row) => push(made.tasks, row[1], named(TASK, row)));
  (promises || []).forEach((row) => push(made.promises, row[1], named(PROMISE, row)));
}

function addStay(made, stay) {
  made.stays.set(stay.id, stay);
  push(made.staysAt, stay.home, stay.id);
}

export function push(map, key, value, once = false) {
  const found = map.get(key) || [];
  if (!once || !found.includes(value)) found.push(value);
  map.set(key, found);
}

export const building = (id) => model.buildings.find((one) => one.id === id);

// People of a home, each once, the head first; with all their stays there.
export function household(homeId) {
  const found = new Map();
  for (const id of model.staysAt.get(homeId) || []) {
    const stay = model.stays.get(id), person = model.people.get(stay.resident);
    if (!person || stay.ended) continue;
    const line = found.get(person.id) || { person, stays: [], relation: "" };
    line.stays.push(stay);
    line.relation ||= stay.relation;
    found.set(person.id, line);
  }
  const rank = (line) => (line.relation === "02" ? 0 : 1);
  return [...found.values()].sort((one, other) => rank(one) - rank(other) || (one.person.born || "9").localeCompare(other.person.born || "9"));
}

export const livesHere = (line) => line.stays.some((stay) => stay.kind === "living");

export function word(table, code) {
  const row = (model.tables[table] || []).find(([one]) => one === code);
  return row ? row[1] : "";
}

export const labelRows = (subject) => (model.tables.labels || []).filter((row) => row[4] === subject);

export function labelsOf(id) {
  const carried = model.labels.get(id) || [];
  return (model.tables.labels || []).filter((row) => carried.includes(row[0]));
}

export function address(home) {
  const standing = building(home.building);
  return `${standing ? standing.door : ""}${home.room}`;
}
