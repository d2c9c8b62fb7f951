// Where collection forms are met: on the day, at a door, at a person; and one form with everybody who is left.
import { today } from "./clock.js";
import { h } from "./dom.js";
import * as drafts from "./form_draft.js";
import * as forms from "./forms.js";
import * as m from "./model.js";
import { screen } from "./shell.js";
import { t } from "./words.js";

const left = (rows) => rows.filter(({ row }) => !row.answer).length;

export function formsToday(day) {
  const all = forms.running(m.model, day);
  return all.length ? h("section", {}, h("h2", {}, t("Collection forms")), h("ul", { class: "rows" }, all.map(formLine))) : "";
}

function formLine(form) {
  const rows = forms.everybody(m.model, form.id);
  const about = [form.department, form.until ? t("until %(day)s", { day: form.until }) : ""].filter(Boolean).join(" · ");
  return h("li", {}, h("a", { class: "row-link", href: `#/form/${form.id}` }, h("span", {}, h("b", {}, form.title), h("small", {}, about)),
    h("span", { class: "meter" }, form.beyond.length ? "ODK Collect" : left(rows) ? t("%(left)s of %(all)s persons left", { left: left(rows), all: rows.length }) : t("all filled in"),
      h("progress", { max: rows.length || 1, value: rows.length - left(rows), "aria-label": t("Done") }))));
}

export function formsAtHome(home, lines) {
  return card(lines.flatMap(({ person }) => forms.askedOf(m.model, person.id, today()).map((one) => ({ ...one, person }))), home.id, lines.length > 1);
}

export const formsOfPerson = (person, homeId) => card(forms.askedOf(m.model, person.id, today()).map((one) => ({ ...one, person })), homeId, false);

function card(all, homeId, named) {
  if (!all.length) return "";
  const list = h("ul", { class: "rows" }, all.map((one) => fillLine(one, homeId, named ? `${one.person.name} ${one.form.title}` : one.form.title)));
  markDrafts(list);
  return h("section", { class: "card forms" }, h("h2", {}, t("Collection forms")), list, all.every(({ row }) => row.answer) ? onwards(all, homeId) : "");
}

// Everything here is filled in: the next door of the same building where one of these forms is left.
function onwards(all, homeId) {
  const next = all.map(({ form }) => [form, nextHome(form.id, m.model.homes.get(homeId))]).find(([, home]) => home);
  return next ? h("a", { class: "key", href: `#/home/${next[1].id}` }, t("Next: %(room)s, %(title)s", { room: next[1].room, title: next[0].title })) : "";
}

function nextHome(formId, home) {
  if (!home) return null;
  const left = new Set(), homes = homesByPerson();
  for (const { person, row } of forms.everybody(m.model, formId)) if (!row.answer) left.add(homes.get(person.id));
  const route = m.model.homesOf.get(home.building), at = route.indexOf(home.id);
  return m.model.homes.get([...route.slice(at + 1), ...route.slice(0, at)].find((id) => left.has(id))) || null;
}

function fillLine({ form, row, person }, homeId, words) {
  if (form.beyond.length) return h("li", { class: "row-link" }, h("span", {}, words, h("small", {}, t("Fill this form in with ODK Collect."))));
  const state = row.answer ? t("filled in") : t("to fill in");
  return h("li", {}, h("a", { class: "row-link", href: `#/fill/${form.id}/${person.id}/${homeId || ""}`, "data-key": `${form.id} ${person.id}`, "data-done": String(Boolean(row.answer)) },
    h("span", {}, words), h("span", { class: "fill-state" }, state)));
}

// Half-filled forms are looked up in the phone's store, so the word comes a moment later.
async function markDrafts(list) {
  const kept = await drafts.all();
  for (const line of list.querySelectorAll("a[data-key]")) {
    if (!kept.has(line.dataset.key)) continue;
    line.dataset.done = "draft";
    line.querySelector(".fill-state").textContent = t("partly filled in");
  }
}

// One form: whom it asks on this phone, building by building; those who are left first.
export function formView(id) {
  const form = forms.form(id);
  if (!form) return void (location.hash = "#/");
  const rows = forms.everybody(m.model, id);
  screen(form.title, { back: "#/", note: t("%(left)s of %(all)s persons left", { left: left(rows), all: rows.length }), foot: h("span", {}) },
    why(form), form.beyond.length ? beyond(form) : rows.length ? buildings(form, rows) : h("p", { class: "note" }, t("Nobody in the homes on this phone is asked.")));
  return undefined;
}

// People ask at the door what it is for: the worker must be able to say it.
export const why = (form) => h("p", { class: "why" }, h("b", {}, t("What for: ")), form.purpose, h("small", {}, [form.department, form.ground].filter(Boolean).join(" · ")));

const beyond = (form) => h("section", { class: "card" }, h("p", {}, t("This form has parts that only ODK Collect can fill in:")), h("ul", { class: "plain-list" }, form.beyond.map((one) => h("li", {}, one))));

function buildings(form, rows) {
  const found = new Map(), homes = homesByPerson();
  for (const one of rows) {
    const home = m.model.homes.get(homes.get(one.person.id));
    if (home) (found.get(home.building) || found.set(home.building, []).get(home.building)).push({ ...one, home, form });
  }
  const order = m.model.buildings.filter((one) => found.has(one.id)).map((one) => [one, found.get(one.id)]);
  const first = order.find(([, lines]) => left(lines));
  return order.map(([building, lines]) => standing(building, lines, first && building === first[0]));
}

function standing(building, lines, open) {
  const list = h("ul", { class: "rows" });
  const fill = () => {
    if (list.childElementCount) return;
    const order = m.model.homesOf.get(building.id);
    const sorted = [...lines].sort((one, other) => Number(Boolean(one.row.answer)) - Number(Boolean(other.row.answer)) || order.indexOf(one.home.id) - order.indexOf(other.home.id));
    list.append(...sorted.map((one) => fillLine(one, one.home.id, `${one.home.room} ${one.person.name}`)));
    markDrafts(list);
  };
  const part = h("details", { class: "card", open }, h("summary", {}, h("span", { class: "grow" }, building.door), h("small", {}, left(lines) ? t("%(left)s of %(all)s persons left", { left: left(lines), all: lines.length }) : t("all filled in"))), list);
  if (open) fill();
  part.addEventListener("toggle", fill);
  return part;
}

// Where somebody lives; of those who only have their hukou here, where that is.
function homesByPerson() {
  const found = new Map();
  for (const stay of m.model.stays.values()) if (!stay.ended && (stay.kind === "living" || !found.has(stay.resident))) found.set(stay.resident, stay.home);
  return found;
}
