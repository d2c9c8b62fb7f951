// When to knock again, by the rule of the desk (worklist/rules/hours.py), from the visits in the slice. Pure but for words.
import { t } from "./words.js";

const FROM = [0, 12, 14, 17], PROPOSED = [9, 13, 15, 19]; // morning, noon, afternoon, evening
const ORDER = [3, 4, 1, 0, 2, 6, 7, 5]; // slots as they are tried: 0-3 on weekdays, 4-7 at the weekend
const ENOUGH = 3;

function slotOf(at) {
  const hour = Number(at.slice(11, 13)), weekend = [0, 6].includes(new Date(at).getDay());
  return FROM.filter((from) => hour >= from).length - 1 + (weekend ? FROM.length : 0);
}

function tally(visits) {
  const found = new Map();
  for (const { at, outcome } of visits) {
    if (!["met", "nobody_home"].includes(outcome)) continue;
    const slot = slotOf(at), line = found.get(slot) || { slot, met: 0, tried: 0 };
    line.met += outcome === "met" ? 1 : 0;
    line.tried += 1;
    found.set(slot, line);
  }
  return [...found.values()];
}

const best = (lines) => lines.filter((line) => line.met).sort((one, other) => other.met / other.tried - one.met / one.tried || other.met - one.met || ORDER.indexOf(one.slot) - ORDER.indexOf(other.slot))[0];

// {weekend, hour, words}; null where nobody has knocked in vain, or every time was tried.
export function betterTime(home, building) {
  const here = tally(home), known = home.filter((one) => ["met", "nobody_home", "phoned"].includes(one.outcome)).length;
  if (!home.some((one) => one.outcome === "nobody_home")) return null;
  const failed = here.filter((line) => !line.met).map((line) => line.slot);
  const own = best(here);
  if (own) return said(own.slot, t("met here %(met)d of %(tried)d times at this time", own));
  const around = best(tally(building).filter((line) => !failed.includes(line.slot)));
  if (around && around.met >= ENOUGH) return said(around.slot, t("in this building, %(met)d of %(tried)d knocks at this time met somebody", around));
  const untried = ORDER.find((slot) => !failed.includes(slot));
  return untried === undefined ? null : said(untried, t("not tried yet; %(tried)d knocks at other times met nobody", { tried: known }));
}

function said(slot, why) {
  const weekend = slot >= FROM.length, at = slot % FROM.length;
  const part = [t("in the morning"), t("around noon"), t("in the afternoon"), t("in the evening")][at];
  const when = weekend ? t("at the weekend, %(part)s", { part }) : t("on a weekday, %(part)s", { part });
  return { weekend, hour: PROPOSED[at], words: t("A better time: %(when)s (%(why)s)", { when, why }) };
}

// With the knock that is being recorded, which met nobody.
export function betterFor(model, home, now) {
  const of = (id) => model.visits.get(id) || [];
  const building = (model.homesOf.get(home.building) || []).flatMap(of);
  return betterTime([...of(home.id), ...(now ? [{ at: now, outcome: "nobody_home" }] : [])], building);
}
