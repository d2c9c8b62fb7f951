// Filling a collection form in at the door: one page, only what is asked, checked as it is answered, kept as a draft.
import { today } from "./clock.js";
import { button, h, tell } from "./dom.js";
import { FormPage } from "./form_page.js";
import * as drafts from "./form_draft.js";
import { Filled } from "./form_state.js";
import { started } from "./form_start.js";
import * as forms from "./forms.js";
import * as m from "./model.js";
import { record } from "./saying.js";
import { screen } from "./shell.js";
import { why } from "./view_form.js";
import { t } from "./words.js";

const MOST_PHOTO = 2_400_000; // signs of all photos of a form together: one envelope must fit into one request

export async function fillView(formId, personId, homeId) {
  const form = forms.form(formId), person = m.model.people.get(personId);
  const row = (m.model.asked.get(personId) || []).find((one) => one.form === formId);
  if (!form || !person || !row || form.beyond.length) return void (location.hash = homeId ? `#/home/${homeId}` : "#/");
  const at = location.hash, begun = await started(form, person, row);
  if (location.hash !== at) return undefined;
  show(form, person, row, begun, homeId);
  return undefined;
}

function show(form, person, row, begun, homeId) {
  const { said, files, known } = begun, home = m.model.homes.get(homeId);
  const foot = h("p", { class: "note", role: "status" });
  const page = new FormPage(form, { said, files, known, keepPhotos: () => drafts.keepPhotos(form.id, person.id, files) }, () => {
    drafts.keep(form.id, person.id, said);
    foot.textContent = lacking(page);
  });
  const node = h("form", { class: "fill", novalidate: true }, why(form), row.answer ? h("p", { class: "told" }, t("This form has already been filled in for this person. What you send now replaces it.")) : "",
    begun.kept ? h("p", { class: "told" }, t("Partly filled in before; you can continue here."), " ", button(t("Start again"), async () => { await drafts.done(form.id, person.id); window.dispatchEvent(new Event("hashchange")); }, "key--small")) : "",
    page.node);
  node.addEventListener("submit", (event) => { event.preventDefault(); submit({ form, person, row, page, said, files, home }); });
  screen(form.title, { back: home ? `#/home/${home.id}` : `#/form/${form.id}`, note: [person.name, home ? m.address(home) : ""].filter(Boolean).join(" "), foot: h("nav", { class: "foot" }, foot, button(t("Submit the form"), () => node.requestSubmit(), "key--main")) }, node);
  foot.textContent = lacking(page);
}

function lacking(page) {
  const count = page.problems().filter((one) => one.why === "required").length;
  return count ? t("%(count)s required answers missing", { count }) : t("Nothing required is missing");
}

async function submit({ form, person, row, page, said, files, home }) {
  const problems = page.attempt();
  if (problems.length) return tell(t("%(count)s answers to look at", { count: problems.length }), "error");
  const answers = new Filled(form.questions, said, { today: today() }).answers();
  const sent = Object.fromEntries(Object.entries(files).filter(([name]) => Object.values(answers).includes(name)));
  if (JSON.stringify(sent).length > MOST_PHOTO) return tell(t("The photos are too large together. Remove one."), "error");
  const values = { publication: form.id, answers, seen: row.answer, files: sent };
  const where = `${home ? m.address(home) : ""} ${person.name}`.trim();
  if (!(await record("answer", person.id, values, { where, what: t("Collection form: %(title)s", { title: form.title }) }))) return undefined;
  await drafts.done(form.id, person.id);
  tell(t("%(title)s of %(name)s is recorded.", { title: form.title, name: person.name }), "success");
  location.hash = home ? `#/home/${home.id}` : `#/form/${form.id}`;
  return undefined;
}
