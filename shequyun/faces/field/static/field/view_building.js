// One building as a route: floors from the top, homes under the thumb, what colleagues have done, and the next door.
import { today } from "./clock.js";
import { h } from "./dom.js";
import * as m from "./model.js";
import { screen } from "./shell.js";
import { MARKS, counts, dueAt, leftIn, nextLeft, stateOf, words } from "./states.js";
import { t } from "./words.js";

export function buildingView(id) {
  const building = m.building(id);
  if (!building) return void (location.hash = "#/");
  const day = today(), found = counts(m.model, id, day);
  const homes = (m.model.homesOf.get(id) || []).map((one) => m.model.homes.get(one));
  const first = homes.length ? nextLeft(m.model, { ...homes[homes.length - 1] }, day) : null;
  screen(building.door, { back: "#/", note: t("%(left)s of %(all)s left", { left: leftIn(found), all: homes.length }), foot: go(first) },
    relay(homes, day), h("div", { class: "stairs" }, floors(homes).map(([floor, row]) => storey(floor, row, day))), legend(found));
  return undefined;
}

const go = (first) => h("nav", { class: "foot" }, first
  ? h("a", { class: "key key--main", href: `#/home/${first}` }, t("Go to %(room)s", { room: m.model.homes.get(first).room }))
  : h("p", { class: "note" }, t("All homes in this building are done for this month.")));

// What others have done here this month, so that the round is taken over and not begun again.
function relay(homes, day) {
  const done = new Map();
  for (const home of homes) for (const visit of m.model.visits.get(home.id) || []) {
    if (visit.at.slice(0, 7) !== day.slice(0, 7)) continue;
    const line = done.get(visit.by) || { homes: new Set(), at: "" };
    line.homes.add(home.id);
    line.at = visit.at > line.at ? visit.at : line.at;
    done.set(visit.by, line);
  }
  if (!done.size) return "";
  return h("p", { class: "relay" }, [...done].map(([by, line]) => t("%(by)s: %(count)s homes, last on %(day)s at %(time)s", { by, count: line.homes.size, day: line.at.slice(5, 10), time: line.at.slice(11, 16) })).join("；"));
}

function floors(homes) {
  const found = new Map();
  for (const home of homes) {
    const key = `${home.unit || ""}|${home.floor ?? ""}`;
    found.set(key, [...(found.get(key) || []), home]);
  }
  return [...found].map(([, row]) => [row[0], row]).sort(([one], [other]) => (one.unit || "").localeCompare(other.unit || "") || (other.floor ?? 0) - (one.floor ?? 0));
}

function storey(sample, row, day) {
  const name = sample.floor === null || sample.floor === undefined ? "" : t("%(floor)sF", { floor: sample.floor });
  return h("div", { class: "storey" }, h("span", { class: "floor" }, sample.unit ? `${sample.unit} ` : "", name), h("div", { class: "doors" }, row.map((home) => door(home, day))));
}

function door(home, day) {
  const code = stateOf(m.model, home, day), people = m.household(home.id).length;
  return h("a", { class: `door is-${code}`, href: `#/home/${home.id}`, "data-state": code },
    h("b", {}, home.room, h("span", { class: "mark", "aria-hidden": "true" }, MARKS[code])),
    h("small", {}, words(code), people ? ` · ${t("%(count)s people", { count: people })}` : ""),
    code !== "due" && dueAt(m.model, home.id, day).length ? h("small", { class: "also" }, `${MARKS.due}${words("due")}`) : "",
    m.model.pending.has(home.id) ? h("small", { class: "unsent" }, t("not sent yet")) : "");
}

const legend = (found) => h("p", { class: "legend" }, Object.keys(found).map((code) => h("span", {}, h("span", { class: "mark", "aria-hidden": "true" }, MARKS[code]), `${words(code)} ${found[code]}`)));
