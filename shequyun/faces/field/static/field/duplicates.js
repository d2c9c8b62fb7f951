// A warning while somebody is being entered: who in the slice might be the same person. Never decides anything.
import { model } from "./model.js";
import { address } from "./model.js";

export function alike({ name, born, document }, homeId) {
  const wanted = (name || "").replace(/\s+/g, "");
  if (wanted.length < 2 && !(document && document.length >= 15)) return [];
  const found = [];
  for (const stay of model.stays.values()) {
    const person = model.people.get(stay.resident);
    if (!person || stay.ended || found.some((one) => one.person.id === person.id)) continue;
    const why = reason(person, stay, wanted, born, document, homeId);
    if (why) found.push({ person, why, here: stay.home === homeId, where: address(model.homes.get(stay.home) || { room: "", building: "" }) });
    if (found.length >= 5) break;
  }
  return found.sort((one, other) => Number(other.here) - Number(one.here));
}

function reason(person, stay, name, born, document, homeId) {
  if (document && document.length >= 15 && sameEnds(person.document, document) && (!person.born || !born || person.born === born)) return "document";
  if (person.name !== name) return null;
  if (born && person.born) return born === person.born ? "born" : null;
  return stay.home === homeId ? "home" : born ? null : "name";
}

// Masks keep the first and the last four signs.
const sameEnds = (mask, number) => Boolean(mask) && mask.length >= 8 && mask.slice(-4) === number.slice(-4) && mask.slice(0, 4) === number.slice(0, 4);
