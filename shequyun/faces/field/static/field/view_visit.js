// The visit at a door: outcome, labels, who was met, what was said, what was promised; two taps when nothing else is to say.
import { betterFor } from "./better.js";
import { localMoment, today } from "./clock.js";
import { field, h, segments } from "./dom.js";
import * as drafts from "./drafts.js";
import * as m from "./model.js";
import { attachPhoto } from "./photo.js";
import { record } from "./saying.js";
import { t } from "./words.js";

const MARKS = { met: "●", nobody_home: "◔", come_back: "◷", refused: "✕", moved: "↗", phoned: "☎" };

export function visitForm(home, lines, onwards) {
  if (!m.model.tables.outcomes) return "";
  const outcomes = m.model.tables.outcomes.filter(([code]) => code !== "no_answer" && (lines.length || !["met", "phoned"].includes(code)));
  const key = `visit ${home.id}`, chosen = new Set(), photos = [];
  const outcome = h("input", { type: "hidden", name: "outcome" });
  const again = field(t("Come again at"), h("input", { type: "datetime-local", name: "again_at", min: localMoment() }));
  again.hidden = true;
  const save = h("button", { class: "key key--main", disabled: true }, t("Record this visit"));
  const better = h("p", { class: "note better", role: "status" });
  const choose = (code) => {
    outcome.value = code;
    again.hidden = code !== "come_back";
    better.textContent = code === "nobody_home" ? betterFor(m.model, home, localMoment())?.words || "" : "";
    save.disabled = false;
  };
  const bar = segments(t("Outcome"), outcomes.map(([code, words]) => [code, words, MARKS[code]]), choose);
  const more = details(home, lines, photos);
  const form = h("form", { class: "card visit" }, h("h2", {}, t("This visit")), outcome, bar, better, again, labels(lines, chosen), more, save);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    const values = said(form, lines, chosen);
    const kept = await record("visit", home.id, values, { where: m.address(home), what: t("Visit: %(outcome)s", { outcome: m.word("outcomes", values.outcome) }) });
    if (!kept) return void (save.disabled = false);
    for (const photo of photos) await record("photo", kept.id, photo, { where: m.address(home), what: t("Photo of the visit") });
    await drafts.done(key);
    onwards();
  });
  form.addEventListener("restored", () => {
    const pressed = bar.querySelector(`button[value="${outcome.value}"]`);
    if (pressed) pressed.click();
    if (form.elements.said.value || form.elements.what.value) more.open = true;
  });
  drafts.restore(form, key);
  return form;
}

function labels(lines, chosen) {
  const open = (subject) => m.labelRows(subject).filter((row) => !row[5] && !row[6]);
  const rows = [...(lines.length ? open("resident") : []), ...open("dwelling")];
  if (!rows.length || !m.model.slice.rights.includes("labels.put")) return "";
  return h("div", { class: "chips", role: "group", "aria-label": t("Labels") }, rows.map((row) => {
    const chip = h("button", { type: "button", class: "chip", "aria-pressed": "false" }, row[1]);
    chip.addEventListener("click", () => {
      if (chosen.has(row[0])) chosen.delete(row[0]); else chosen.add(row[0]);
      chip.setAttribute("aria-pressed", String(chosen.has(row[0])));
    });
    return chip;
  }));
}

function details(home, lines, photos) {
  const living = lines.filter((line) => m.livesHere(line));
  const people = (living.length ? living : lines).map(({ person }) => h("label", { class: "tick" }, h("input", { type: "checkbox", name: "who", value: person.id, checked: true }), person.name));
  return h("details", {}, h("summary", {}, t("Who, what was said, what was promised")),
    people.length ? h("fieldset", { class: "ticks" }, h("legend", {}, t("Whom you met")), people) : "",
    field(t("What they said"), h("textarea", { name: "said", maxlength: "500", rows: "3" })),
    field(t("What you promise"), h("input", { name: "what", maxlength: "200", placeholder: t("what you will do for them") })),
    field(t("Promised for"), h("input", { type: "date", name: "due_on", min: today() })),
    (m.model.tables.photos ? attachPhoto(photos) : ""));
}

function said(form, lines, chosen) {
  const data = new FormData(form), outcome = data.get("outcome");
  const promised = (data.get("what") || "").trim();
  const values = { outcome, residents: ["met", "phoned"].includes(outcome) ? data.getAll("who") : [], labels: [...chosen], said: data.get("said") || "" };
  if (["refused", "moved"].includes(outcome)) values.residents = data.getAll("who");
  if (!values.residents.length && values.labels.length) values.residents = lines.map((line) => line.person.id);
  if (outcome === "come_back" && data.get("again_at")) values.again_at = new Date(data.get("again_at")).toISOString();
  if (promised) values.promises = [{ what: promised, due_on: data.get("due_on") || today() }];
  return values;
}
