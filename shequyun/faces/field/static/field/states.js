// What is left to do at a home, in this calendar month: a word, a mark and a tone, never the tone alone. Pure.
import { t } from "./words.js";

export const MARKS = { done: "●", left: "○", due: "！", nobody: "◔", again: "◷", refused: "✕", empty: "▢", moved: "↗" };
export const OPEN = new Set(["left", "due", "nobody", "again"]);

export function words(code) {
  return { done: t("Looked at"), left: t("To visit"), due: t("Due here"), nobody: t("Nobody in"), again: t("Come again"), refused: t("They refused"), empty: t("Empty"), moved: t("Moved away") }[code];
}

const SAID = { met: "done", phoned: "done", nobody_home: "nobody", come_back: "again", refused: "refused", moved: "moved" };

export function lastVisit(model, homeId) {
  return (model.visits.get(homeId) || []).reduce((latest, one) => (!latest || one.at > latest.at ? one : latest), null);
}

export function dueAt(model, homeId, today) {
  const soon = (one) => one.due <= today;
  return [...(model.tasks.get(homeId) || []), ...(model.promises.get(homeId) || [])].filter(soon);
}

export function stateOf(model, home, today) {
  const month = today.slice(0, 7);
  const visit = lastVisit(model, home.id);
  const fresh = visit && visit.at.slice(0, 7) >= month;
  const knocked = fresh && visit.at.slice(0, 10) >= today; // what was found today says more than what brought them here
  if (!knocked && dueAt(model, home.id, today).length) return "due";
  if (home.use === "empty" && !(model.staysAt.get(home.id) || []).some((id) => !model.stays.get(id).ended)) return "empty";
  if (fresh && !(home.seen > visit.at.slice(0, 10))) return SAID[visit.outcome] || "left";
  return (home.seen || "") >= `${month}-01` ? "done" : "left";
}

export function counts(model, buildingId, today) {
  const found = {};
  for (const id of model.homesOf.get(buildingId) || []) {
    const code = stateOf(model, model.homes.get(id), today);
    found[code] = (found[code] || 0) + 1;
  }
  return found;
}

export const leftIn = (found) => [...OPEN].reduce((sum, code) => sum + (found[code] || 0), 0);

// Homes as people walk them; the next one that is left after a home, round to the first again.
export function nextLeft(model, home, today) {
  const all = model.homesOf.get(home.building) || [];
  const at = all.indexOf(home.id);
  const onwards = [...all.slice(at + 1), ...all.slice(0, at)];
  return onwards.find((id) => OPEN.has(stateOf(model, model.homes.get(id), today))) || null;
}
