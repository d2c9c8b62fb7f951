// A dose at the door, where the server plays doses: the slice then brings the vaccines.
import { today } from "./clock.js";
import { choice, field, h } from "./dom.js";
import * as m from "./model.js";
import { record } from "./saying.js";
import { t } from "./words.js";

export function doseForm(person, where) {
  const { doses } = m.model.tables;
  if (!doses || person.fresh) return "";
  const vaccine = choice("vaccine", doses.vaccines), number = choice("number", doses.numbers);
  const on = h("input", { type: "date", name: "on", value: today(), max: today() });
  const form = h("form", {}, field(t("Vaccine given"), vaccine), field(t("Which dose"), number), field(t("Dose given on"), on), h("button", { class: "key key--main" }, t("Keep this dose")));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const kept = await record("dose", person.id, Object.fromEntries(new FormData(form)), { where: `${where} ${person.name}`, what: t("Dose marked") });
    if (kept) window.dispatchEvent(new Event("hashchange"));
  });
  return h("details", { class: "card" }, h("summary", {}, t("Mark a dose")), form);
}
