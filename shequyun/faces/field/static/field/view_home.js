// At one door: who is there, one tap when nothing has changed, the visit, the state of the home, and the next door.
import { betterFor } from "./better.js";
import { age, today } from "./clock.js";
import { button, h, segments, tell } from "./dom.js";
import * as m from "./model.js";
import { record } from "./saying.js";
import { screen } from "./shell.js";
import { MARKS, lastVisit, nextLeft, stateOf, words } from "./states.js";
import { formsAtHome } from "./view_form.js";
import { visitForm } from "./view_visit.js";
import { t } from "./words.js";

export function homeView(id) {
  const home = m.model.homes.get(id);
  if (!home) return void (location.hash = "#/");
  const lines = m.household(id), day = today(), code = stateOf(m.model, home, day);
  screen(home.room, { back: `#/building/${home.building}`, note: m.address(home).replace(new RegExp(`${home.room}$`), ""), foot: foot(home, day) },
    h("p", { class: "state" }, h("span", { class: `pill is-${code}` }, h("span", { class: "mark", "aria-hidden": "true" }, MARKS[code]), words(code)), told(home), m.labelsOf(id).map(badge)), code === "nobody" ? h("p", { class: "note" }, betterFor(m.model, home)?.words || "") : "",
    due(home), people(home, lines), formsAtHome(home, lines), visitForm(home, lines, () => onwards(home)), state(home));
  return undefined;
}

export const badge = (row) => h("span", { class: `badge badge--${row[3]}` }, row[2] || row[1]);

function told(home) {
  const visit = lastVisit(m.model, home.id);
  if (!visit) return h("span", { class: "note" }, home.seen ? t("Last confirmed on %(day)s", { day: home.seen }) : t("Never confirmed"));
  return h("span", { class: "note" }, `${visit.at.slice(5, 16).replace("T", " ")} ${visit.by} · ${m.word("outcomes", visit.outcome)}${visit.again ? ` · ${t("again %(at)s", { at: visit.again.slice(5, 16).replace("T", " ") })}` : ""}${visit.said ? ` · ${visit.said}` : ""}`);
}

function due(home) {
  const all = [...(m.model.tasks.get(home.id) || []), ...(m.model.promises.get(home.id) || [])].sort((one, other) => one.due.localeCompare(other.due));
  return all.length ? h("ul", { class: "card rows due" }, all.map((one) => h("li", {}, h("b", {}, one.due.slice(5)), ` ${one.what}`, h("small", {}, ` ${one.owner || one.by || ""}`)))) : "";
}

function people(home, lines) {
  const confirm = () => record("confirm_household", home.id, { stays: lines.flatMap((line) => line.stays).filter((stay) => !stay.fresh).map((stay) => stay.id) }, { where: m.address(home), what: t("Nothing changed: all confirmed") });
  return h("section", { class: "card" },
    lines.length ? h("ul", { class: "rows" }, lines.map((line) => personLine(home, line))) : h("p", { class: "note" }, t("No residents recorded here.")),
    h("div", { class: "pair" },
      lines.length ? button(t("Nothing changed"), async () => { if (await confirm()) onwards(home); }, "key--main") : "",
      h("a", { class: "key", href: `#/enter/${home.id}` }, t("Add a person"))));
}

function personLine(home, { person, relation, stays }) {
  const kinds = stays.map((stay) => stay.kind);
  const here = kinds.includes("living") ? (kinds.includes("hukou") ? t("hukou and living") : t("living")) : t("hukou only");
  const facts = [m.word("sexes", person.sex), person.born ? t("%(age)s years", { age: age(person.born) }) : "", m.word("relations", relation), here, person.phone].filter(Boolean);
  return h("li", {}, h("a", { class: "row-link", href: `#/person/${person.id}/${home.id}` }, h("span", {}, h("b", {}, person.name), " ", m.labelsOf(person.id).map(badge), h("small", {}, facts.join(" · "))),
    h("span", { class: "chevron", "aria-hidden": "true" }, person.seen === today() ? "✓" : "›")));
}

function state(home) {
  const say = (values, what) => record("dwelling_state", home.id, values, { where: m.address(home), what }, home.version);
  const uses = (m.model.tables.uses || []).filter(([code]) => ["home", "empty", "business", "group"].includes(code));
  const tenures = (m.model.tables.home_tenures || []).filter(([code]) => ["own", "rented", "public"].includes(code));
  return h("section", { class: "card" }, h("h2", {}, t("This home")),
    segments(t("Use"), uses, (code) => say({ use: code }, m.word("uses", code)), home.use),
    segments(t("Tenure"), tenures, (code) => say({ tenure: code }, m.word("home_tenures", code)), home.tenure));
}

function foot(home) {
  const all = m.model.homesOf.get(home.building), at = all.indexOf(home.id);
  const step = (by, words_) => (all[at + by] ? h("a", { class: "key", href: `#/home/${all[at + by]}` }, words_) : h("span", {}));
  const next = nextLeft(m.model, home, today());
  return h("nav", { class: "foot" }, step(-1, `‹ ${all[at - 1] ? m.model.homes.get(all[at - 1]).room : ""}`),
    next ? h("a", { class: "key key--main", href: `#/home/${next}` }, t("Next door: %(room)s", { room: m.model.homes.get(next).room })) : h("a", { class: "key", href: `#/building/${home.building}` }, t("All done in this building")),
    step(1, `${all[at + 1] ? m.model.homes.get(all[at + 1]).room : ""} ›`));
}

// To the next door that is left, as the route goes; back to the building after the last.
function onwards(home) {
  const next = nextLeft(m.model, home, today());
  tell(t("%(room)s is recorded.", { room: home.room }), "success");
  location.hash = next ? `#/home/${next}` : `#/building/${home.building}`;
}
