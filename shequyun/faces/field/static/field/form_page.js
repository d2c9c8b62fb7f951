// A form on the screen: what is asked is shown, what is not is hidden but not forgotten; labels, choices and what is worked
// out follow every answer.
import { today } from "./clock.js";
import { h } from "./dom.js";
import { control } from "./form_controls.js";
import { defaults } from "./form_start.js";
import { Filled, own } from "./form_state.js";
import { several } from "./form_xpath.js";
import { t } from "./words.js";

export class FormPage {
  // `told` is {said, files, known, keepPhotos}; `changed` is called after every answer.
  constructor(form, told, changed) {
    Object.assign(this, { form, ...told, changed, lines: [], tried: false, looked: new Set() });
    this.secret = new Set(form.secret);
    this.byPath = new Map([...every(form.questions)].map((one) => [one.path, one]));
    this.node = h("div", { class: "questions" }, this.level(form.questions, { said: this.said, scope: (filled) => filled, number: 0 }));
    this.refresh();
  }

  level(questions, round) {
    return questions.map((one) => (one.type === "group" ? this.group(one, round) : one.type === "repeat" ? this.repeat(one, round) : one.type === "calculate" ? "" : this.question(one, round)));
  }

  watch(node, question, round, more) {
    const line = { node, question, round, ...more };
    this.lines.push(line);
    return node;
  }

  group(one, round) {
    const title = h("legend", {}, "");
    return this.watch(h("fieldset", { class: "group" }, one.label === one.name ? "" : title, this.level(one.children, round)), one, round, { title });
  }

  question(one, round) {
    const title = h("span", { class: "asked" }), hint = h("small", { class: "hint" }), error = h("p", { class: "error", role: "alert" });
    if (one.type === "note") return this.watch(h("p", { class: "said" }, title), one, round, { title, hint });
    const made = control(one, { page: this, round, say: (value) => this.say(one, round, value), left: () => { this.looked.add(line(one, round)); this.refresh(); } });
    const mark = one.required ? h("span", { class: "needed" }, t("required")) : "";
    const held = this.known[one.path] && !round.number ? h("small", { class: "held" }, t("from the register")) : "";
    const head = made.group ? h("p", { class: "head", id: `${made.id}-asked` }, title, mark, held) : h("label", { class: "head", for: made.id }, title, mark, held);
    const node = h("div", { class: "question", ...(made.group && { role: "group", "aria-labelledby": `${made.id}-asked` }) }, head, hint, made.node, error);
    return this.watch(node, one, round, { title, hint, error, mark, held, made });
  }

  repeat(one, round) {
    const rounds = h("div", { class: "rounds" }), title = h("legend", {}, "");
    const add = h("button", { type: "button", class: "key", onclick: () => { (round.said[one.path] ||= []).push(defaults(one.children, round.scope(this.filled))); draw(); this.changed(); } }, t("Add: %(what)s", { what: one.label }));
    const draw = () => {
      this.lines = this.lines.filter((line_) => line_.inside !== one.path);
      rounds.replaceChildren(...(round.said[one.path] || []).map((said, at) => this.round(one, said, at, () => { round.said[one.path].splice(at, 1); draw(); this.changed(); })));
      this.refresh();
    };
    const node = this.watch(h("fieldset", { class: "group" }, title, rounds, add), one, round, { title });
    queueMicrotask(draw);
    return node;
  }

  round(one, said, at, remove) {
    const before = this.lines.length;
    const inner = { said, number: at + 1, scope: (filled) => filled.inner[one.path][at] };
    const node = h("div", { class: "card" }, h("p", { class: "round" }, h("b", {}, `${one.label} ${at + 1}`), h("button", { type: "button", class: "key key--small", onclick: remove }, t("Delete this entry"))), this.level(one.children, inner));
    this.lines.slice(before).forEach((line_) => { line_.inside = one.path; });
    return node;
  }

  say(one, round, value) {
    if (value) round.said[one.path] = value; else delete round.said[one.path];
    this.refresh();
    this.changed();
  }

  // Everything anew from the answers; nodes stay, so that nobody loses the place or the keyboard.
  refresh() {
    this.filled = new Filled(this.form.questions, this.said, { today: today() });
    const wrong = new Map(this.problems().map((one) => [line(one.question, { number: one.number }), one.why]));
    for (const { node, question, round, title, hint, error, mark, made, held } of this.lines) {
      const scope = round.scope(this.filled);
      if (!scope) continue;
      node.hidden = !scope.shown[question.path];
      title.textContent = this.words(question.label, scope);
      if (hint) hint.textContent = this.words(question.hint, scope);
      if (mark) mark.hidden = !scope.needed(question);
      if (held) held.hidden = round.said[question.path] !== this.known[question.path];
      if (made?.follow) made.follow(scope);
      if (error) this.tellWrong(node, error, made, wrong.get(line(question, round)), question, round);
    }
  }

  tellWrong(node, error, made, why, question, round) {
    const told = why && (this.tried || (why !== "required" && this.looked.has(line(question, round))));
    const words = told ? sentence(question, why) : "";
    if (error.textContent !== words) error.textContent = words;
    node.classList.toggle("question--wrong", Boolean(told));
    made.mark?.(Boolean(told));
  }

  // A masked number that was left alone is the register's.
  problems() {
    return this.filled.problems(new Set([...this.secret].filter((path) => this.said[path] && this.said[path] === this.known[path])));
  }

  // Everything is told from now on; the first that is wrong comes into sight.
  attempt() {
    this.tried = true;
    this.refresh();
    const first = this.node.querySelector(".question--wrong");
    if (first) {
      first.scrollIntoView({ block: "center" });
      first.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
    }
    return this.problems();
  }

  // ${path} in a text is the answer there, in words.
  words(text, scope) {
    return text.replace(/\$\{([^}]+)\}/g, (_whole, path) => {
      const said = scope.find(path), question = this.byPath.get(path);
      const label = (name) => question?.choices.find((one) => one.name === name)?.label || name;
      return question?.type === "select_multiple" ? several(said).map(label).join("、") : label(said) || "……";
    });
  }
}

const line = (question, round) => `${question.path} ${round.number}`;

function* every(questions) {
  for (const one of own(questions)) {
    yield one;
    if (one.type === "repeat") yield* every(one.children);
  }
}

function sentence(question, why) {
  if (question[`${why}_message`]) return question[`${why}_message`];
  if (why === "type") return { integer: t("This is not a whole number."), decimal: t("This is not a number."), date: t("This is not a valid date.") }[question.type];
  return { required: t("An answer is needed here."), choice: t("This is not one of the choices."), constraint: t("The answer does not meet the rule of the form."), many: t("At most 100 entries are kept here.") }[why];
}
