// One person at the door: what is known, one field corrected, a label, a move out.
import { age, today } from "./clock.js";
import { button, choice, field, h, segments, tell } from "./dom.js";
import * as m from "./model.js";
import { record } from "./saying.js";
import { screen } from "./shell.js";
import { doseForm } from "./view_dose.js";
import { formsOfPerson } from "./view_form.js";
import { badge } from "./view_home.js";
import { t } from "./words.js";

export function personView(id, homeId) {
  const person = m.model.people.get(id);
  if (!person) return void (location.hash = homeId ? `#/home/${homeId}` : "#/");
  const at = homeId || home(id), where = at ? m.address(m.model.homes.get(at)) : "";
  screen(person.name, { back: at ? `#/home/${at}` : "#/find", note: [m.word("sexes", person.sex), person.born ? t("%(age)s years", { age: age(person.born) }) : ""].filter(Boolean).join(" · "), foot: h("span", {}) },
    h("p", { class: "state" }, m.labelsOf(id).map(badge), h("span", { class: "note" }, person.seen ? t("Last confirmed on %(day)s", { day: person.seen }) : "")),
    h("section", { class: "card" }, h("ul", { class: "rows facts" }, facts(person).map((one) => factLine(person, one, where)))),
    formsOfPerson(person, at), doseForm(person, where), labels(person, where), departure(person, at, where));
  return undefined;
}

function home(id) {
  for (const stay of m.model.stays.values()) if (stay.resident === id && !stay.ended) return stay.home;
  return null;
}

const facts = (person) => [
  ["phone", t("Phone"), person.phone, () => h("input", { name: "value", type: "tel", maxlength: "20" })],
  ["name", t("Name"), person.name, () => h("input", { name: "value", maxlength: "64", value: person.name })],
  ["sex", t("Sex"), m.word("sexes", person.sex), () => choice("value", m.model.tables.sexes, person.sex)],
  ["birth_date", t("Date of birth"), person.born, () => h("input", { name: "value", type: "date", max: today(), value: person.born })],
  ["contact_name", t("Contact"), (person.claimed || {}).contact_name, () => h("input", { name: "value", maxlength: "64" })],
  ["contact_phone", t("Contact's phone"), (person.claimed || {}).contact_phone, () => h("input", { name: "value", type: "tel", maxlength: "20" })],
  ["document", t("Document"), person.document, null],
];

function factLine(person, [name, words, shown, control], where) {
  const line = h("li", { class: "fact", id: `fact-${name}` });
  const rest = () => { line.classList.remove("fact--open"); line.replaceChildren(h("span", { class: "label" }, words), h("span", { class: "value" }, shown || "—"), control ? h("button", { type: "button", class: "key key--small", "aria-label": t("Correct: %(field)s", { field: words }), onclick: edit }, t("Correct")) : ""); };
  const edit = () => {
    const input = control();
    const form = h("form", { class: "inline" }, field(words, input), h("div", { class: "pair" }, h("button", { class: "key key--main" }, t("Save")), button(t("Cancel"), rest)));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const value = input.value.trim();
      if (!value) return tell(t("Type the correct value, or cancel."), "error");
      const kept = await record("correct", person.id, { [name]: value }, { where: `${where} ${person.name}`, what: t("Corrected: %(field)s", { field: words }) }, person.version);
      if (kept) window.dispatchEvent(new Event("hashchange"));
      return undefined;
    });
    line.classList.add("fact--open");
    line.replaceChildren(form);
    input.focus();
  };
  rest();
  return line;
}

function labels(person, where) {
  if (!m.model.slice.rights.includes("labels.put")) return "";
  const carried = m.model.labels.get(person.id) || [];
  const free = m.labelRows("resident").filter((row) => !row[5] && !row[6] && !carried.includes(row[0]));
  const put = async (row) => {
    if (await record("label", person.id, { label: row[0] }, { where: `${where} ${person.name}`, what: t("Label: %(name)s", { name: row[1] }) })) window.dispatchEvent(new Event("hashchange"));
  };
  return free.length ? h("section", { class: "card" }, h("h2", {}, t("Attach a label")), h("div", { class: "chips" }, free.map((row) => h("button", { type: "button", class: "chip", onclick: () => put(row) }, row[1])))) : "";
}

function departure(person, homeId, where) {
  const stays = (m.model.staysAt.get(homeId) || []).map((one) => m.model.stays.get(one)).filter((stay) => stay.resident === person.id && !stay.ended && !stay.fresh);
  if (!stays.length) return person.fresh ? h("p", { class: "note" }, t("Not sent yet. A move can be recorded once the office has answered.")) : "";
  let stay = stays.find((one) => one.kind === "living") || stays[0];
  const on = h("input", { type: "date", name: "on", value: today(), max: today() });
  const why = choice("reason", m.model.tables.end_reasons, "moved");
  const to = h("input", { name: "to_address", maxlength: "160" });
  const form = h("form", {}, stays.length > 1 ? segments(t("What ends"), stays.map((one) => [one.id, one.kind === "living" ? t("the stay here") : t("hukou here")]), (id) => { stay = stays.find((one) => one.id === id); }, stay.id) : "",
    field(t("Left on"), on), field(t("Reason"), why), field(t("Where to"), to), h("button", { class: "key key--main" }, t("Record the move out")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const kept = await record("move_out", stay.id, { on: on.value, reason: why.value, to_address: to.value.trim(), seen_on: stay.seen }, { where: `${where} ${person.name}`, what: t("Moved out on %(day)s", { day: on.value }) });
    if (kept) location.hash = `#/home/${homeId}`;
  });
  return h("details", { class: "card" }, h("summary", {}, t("Moved out")), form);
}
