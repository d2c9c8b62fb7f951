// What an envelope changes in the slice before the office has answered: the worker sees what they said.
import { localMoment } from "./clock.js";

export function overlay(made, envelope) {
  const lay = LAYERS[envelope.kind];
  const home = lay ? lay(made, envelope) : null;
  if (home) made.pending.set(home, (made.pending.get(home) || 0) + 1);
}

const moment = (envelope) => localMoment(new Date(envelope.claimed_at));
const day = (envelope) => moment(envelope).slice(0, 10);

const LAYERS = {
  confirm_household: (made, one) => {
    seen(made, one.subject, one.values.stays.map((id) => made.stays.get(id)).filter(Boolean), day(one));
    return one.subject;
  },
  visit: (made, one) => {
    const { outcome, residents = [], labels = [], said = "", again_at: again = null, promises = [] } = one.values;
    const names = (made.tables.labels || []).filter((row) => labels.includes(row[0]));
    push(made.visits, one.subject, { id: one.id, home: one.subject, outcome, at: moment(one), again, by: made.slice.worker, said, labels: names.map((row) => row[1]) });
    for (const row of names) for (const id of row[4] === "dwelling" ? [one.subject] : residents) push(made.labels, id, row[0]);
    promises.forEach((promise) => push(made.promises, one.subject, { id: one.id, home: one.subject, subject: one.subject, what: promise.what, due: promise.due_on, to: "", by: made.slice.worker, mine: true }));
    if (outcome === "met") {
      const stays = (made.staysAt.get(one.subject) || []).map((id) => made.stays.get(id)).filter((stay) => residents.includes(stay.resident));
      seen(made, one.subject, stays, day(one));
    }
    return one.subject;
  },
  correct: (made, one) => {
    const person = made.people.get(one.subject);
    if (!person) return null;
    const { name, sex, birth_date: born, phone } = one.values;
    Object.assign(person, name && { name }, sex && { sex }, born && { born }, phone && { phone: masked(phone) });
    person.claimed = { ...person.claimed, ...one.values };
    return homeOf(made, one.subject);
  },
  enter: (made, one) => {
    const { dwelling, name, sex = "", birth_date: born = "", phone = "", tenure = "", relation = "" } = one.values;
    made.people.set(one.id, { id: one.id, name, initials: "", pinyin: "", sex, born, phone: phone && masked(phone), document: one.values.document_number ? masked(one.values.document_number) : "", version: null, seen: day(one), fresh: true });
    const stay = { id: `${one.id}+`, resident: one.id, home: dwelling, kind: "living", tenure, relation, since: day(one), seen: day(one), fresh: true };
    made.stays.set(stay.id, stay);
    push(made.staysAt, dwelling, stay.id);
    return dwelling;
  },
  move_out: (made, one) => {
    const stay = made.stays.get(one.subject);
    if (!stay) return null;
    stay.ended = true;
    return stay.home;
  },
  dwelling_state: (made, one) => {
    const home = made.homes.get(one.subject);
    if (!home) return null;
    Object.assign(home, one.values, { seen: day(one) });
    return home.id;
  },
  dose: (made, one) => {
    push(made.doses, one.subject, { product: one.values.product, on: one.values.on });
    return homeOf(made, one.subject);
  },
  answer: (made, one) => {
    const row = (made.asked.get(one.subject) || []).find((asked) => asked.form === one.values.publication);
    if (row) Object.assign(row, { answer: one.id, fresh: true });
    return homeOf(made, one.subject);
  },
  label: (made, one) => {
    push(made.labels, one.subject, one.values.label);
    return made.homes.has(one.subject) ? one.subject : homeOf(made, one.subject);
  },
};

function seen(made, homeId, stays, on) {
  const home = made.homes.get(homeId);
  if (home) home.seen = on;
  for (const stay of stays) {
    stay.seen = on;
    const person = made.people.get(stay.resident);
    if (person) person.seen = on;
  }
}

function homeOf(made, personId) {
  for (const stay of made.stays.values()) if (stay.resident === personId && !stay.ended) return stay.home;
  return null;
}

function push(map, key, value) {
  map.set(key, [...(map.get(key) || []), value]);
}

const masked = (number) => (number.length > 8 ? `${number.slice(0, 3)}****${number.slice(-4)}` : `****${number.slice(-2)}`);
