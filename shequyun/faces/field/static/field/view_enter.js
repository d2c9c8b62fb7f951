// Adding a person at a door: name, sex and date of birth are enough. Warns while typing if the slice knows somebody alike.
import { today } from "./clock.js";
import { choice, field, h, segments, tell } from "./dom.js";
import { documentField } from "./document_field.js";
import * as drafts from "./drafts.js";
import { alike } from "./duplicates.js";
import * as m from "./model.js";
import { record } from "./saying.js";
import { screen } from "./shell.js";
import { t } from "./words.js";

export function enterView(homeId) {
  const home = m.model.homes.get(homeId);
  if (!home) return void (location.hash = "#/");
  const key = `enter ${homeId}`, { tables } = m.model;
  const name = h("input", { name: "name", required: true, maxlength: "64", autocomplete: "off" });
  const sex = h("input", { type: "hidden", name: "sex" });
  const sexes = segments(t("Sex"), tables.sexes.filter(([code]) => "12".includes(code)), (code) => { sex.value = code; });
  const born = h("input", { type: "date", name: "birth_date", max: today(), min: "1890-01-01" });
  const warning = h("div", { class: "alike", role: "status" });
  const paper = documentField((reading) => {
    if (reading.state !== "right" || !reading.born) return;
    born.value = reading.born;
    sexes.querySelector(`button[value="${reading.sex}"]`)?.click();
    warn();
  });
  const warn = () => warning.replaceChildren(...warnings(alike({ name: name.value, born: born.value, document: paper.reading().number }, homeId), homeId));
  const form = h("form", { class: "card" }, field(t("Name"), name), warning, sex, h("div", { class: "line" }, h("span", { class: "label" }, t("Sex")), sexes), field(t("Date of birth"), born), paper.part,
    h("details", {}, h("summary", {}, t("Phone, relation, lives here as")), field(t("Phone"), h("input", { name: "phone", type: "tel", maxlength: "20" })),
      field(t("Relation to head"), choice("relation", tables.relations, "", t("not said"))), field(t("Lives here as"), choice("tenure", tables.tenures, "", t("not said")))),
    h("button", { class: "key key--main" }, t("Add this person")));
  form.addEventListener("input", warn);
  form.addEventListener("restored", () => { if (sex.value) sexes.querySelector(`button[value="${sex.value}"]`)?.click(); paper.read(); warn(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); enter(form, home, paper, key); });
  screen(t("Add a person"), { back: `#/home/${homeId}`, note: m.address(home), foot: h("span", {}) }, form);
  drafts.restore(form, key);
  return undefined;
}

async function enter(form, home, paper, key) {
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  const reading = paper.reading();
  if (values.document_number && reading.state !== "right") return tell(reading.say || t("The document number is not complete."), "error");
  if (!values.document_number) delete values.document_kind;
  const kept = await record("enter", null, { ...values, dwelling: home.id, kinds: ["living"] }, { where: m.address(home), what: t("Added: %(name)s", { name: values.name }) });
  if (!kept) return undefined;
  await drafts.done(key);
  tell(t("%(name)s is recorded.", { name: values.name }), "success");
  location.hash = `#/home/${home.id}`;
  return undefined;
}

function warnings(found, homeId) {
  const why = { document: t("same document"), born: t("same name and date of birth"), home: t("same name in this home"), name: t("same name") };
  return found.map((one) => h("p", { class: "told told--warning" }, t("Possibly already known: %(name)s, %(where)s (%(why)s)", { name: one.person.name, where: one.where, why: why[one.why] }), " ",
    h("a", { href: `#/person/${one.person.id}/${one.here ? homeId : ""}` }, t("Look"))));
}
