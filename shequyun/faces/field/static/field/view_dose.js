// Doses at the door, where the server plays them: what somebody has received, and one more.
import { today } from "./clock.js";
import { choice, field, h } from "./dom.js";
import * as m from "./model.js";
import { record } from "./saying.js";
import { t } from "./words.js";

export function doseForm(person, where) {
  const { products, evidences } = m.model.tables;
  if (!products) return "";
  const known = m.model.doses.get(person.id) || [];
  const told = known.length ? h("ul", { class: "rows" }, known.map((one) => h("li", {}, h("b", {}, m.word("products", one.product) || one.product), ` ${one.on}`))) : h("p", { class: "note" }, t("No doses recorded on this phone."));
  return h("details", { class: "card" }, h("summary", {}, t("Vaccination: %(count)s doses", { count: known.length })), told, evidences ? form(person, where, known) : "");
}

// The product is most likely the one of the last dose.
function form(person, where, known) {
  const last = known.length ? known[known.length - 1].product : "";
  const product = choice("product", m.model.tables.products, last);
  const on = h("input", { type: "date", name: "on", value: today(), max: today() });
  const made = h("form", {}, field(t("Vaccine given"), product), field(t("Dose given on"), on), field(t("Known from"), choice("evidence", m.model.tables.evidences, "said")), h("button", { class: "key key--main" }, t("Save this dose")));
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const kept = await record("dose", person.id, Object.fromEntries(new FormData(made)), { where: `${where} ${person.name}`, what: t("Dose marked") });
    if (kept) window.dispatchEvent(new Event("hashchange"));
  });
  return made;
}
