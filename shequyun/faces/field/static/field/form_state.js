// A collection form with answers: what of it is asked, what is worked out, and what is wrong with an answer; the same as the
// office's (engines/surveys/rules/filling.py). Pure. `said` is answers by path; of a repeat, a list of such answers.
import { dayNumber, several, text, truth, worth } from "./form_xpath.js";

const ROUNDS = 12, MOST = 100;
const TYPES = { integer: /^[+-]?[0-9]{1,18}$/, decimal: /^[+-]?[0-9]{1,18}(?:\.[0-9]{1,18})?$/ };
const SILENT = new Set(["note", "group", "calculate"]);

// Questions of this round: those of groups, not those inside a repeat.
export function* own(questions) {
  for (const one of questions) {
    yield one;
    if (one.type !== "repeat") yield* own(one.children);
  }
}

export class Filled {
  constructor(questions, said, { today, above = null }) {
    Object.assign(this, { questions, said, today, above, shown: {}, values: {}, inner: {} });
    for (const one of own(questions)) {
      this.shown[one.path] = true;
      if (one.type === "repeat") this.inner[one.path] = (Array.isArray(said[one.path]) ? said[one.path] : []).map((part) => new Filled(one.children, part, { today, above: this }));
      else this.values[one.path] = typeof said[one.path] === "string" ? said[one.path].trim() : "";
    }
    if (!above) this.settle();
  }

  find(path) {
    if (path in this.shown) return (this.shown[path] && this.values[path]) || "";
    return this.above ? this.above.find(path) : "";
  }

  around(self = "", row = {}) {
    return { find: (path) => this.find(path), today: this.today, self, row };
  }

  offered(question) {
    return question.choices.filter((one) => !question.filter || truth(worth(question.filter, this.around("", one.columns || { name: one.name }))));
  }

  answers() {
    const found = {};
    for (const { path, type } of own(this.questions)) {
      if (type === "repeat") { if (this.shown[path] && this.inner[path].length) found[path] = this.inner[path].map((part) => part.answers()); }
      else if (this.find(path)) found[path] = this.values[path];
    }
    return found;
  }

  // [{question, why, number}]; not with `trusted` paths, which hold what the register has.
  problems(trusted = new Set()) {
    const found = [];
    for (const one of own(this.questions)) {
      const { path } = one;
      if (!this.shown[path] || SILENT.has(one.type)) continue;
      if (one.type === "repeat") {
        if (this.inner[path].length > MOST) found.push({ question: one, why: "many", number: 0 });
        this.inner[path].forEach((part, at) => part.problems().forEach((problem) => found.push({ ...problem, number: at + 1 })));
      } else if (!trusted.has(path)) {
        const why = this.wrong(one, this.values[path]);
        if (why) found.push({ question: one, why, number: 0 });
      }
    }
    return found;
  }

  needed = (one) => (Array.isArray(one.required) ? truth(worth(one.required, this.around())) : one.required);

  wrong(one, said) {
    if (!said) return this.needed(one) ? "required" : "";
    if ((TYPES[one.type] && !TYPES[one.type].test(said)) || (one.type === "date" && Number.isNaN(dayNumber(said)))) return "type";
    if (one.type === "select_one" || one.type === "select_multiple") {
      const chosen = one.type === "select_multiple" ? several(said) : [said], names = new Set(this.offered(one).map((choice) => choice.name));
      if (new Set(chosen).size < chosen.length || !chosen.every((name) => names.has(name))) return "choice";
    }
    return one.constraint && !truth(worth(one.constraint, this.around(said))) ? "constraint" : "";
  }

  settle() {
    for (let round = 0; round < ROUNDS && this.round(true); round += 1);
  }

  round(asked) {
    return this.questions.map((one) => this.look(one, asked)).some(Boolean);
  }

  look(one, asked) {
    const { path } = one;
    const shown = asked && (!one.relevant || truth(worth(one.relevant, this.around())));
    let changed = this.shown[path] !== shown;
    this.shown[path] = shown;
    if (one.type === "calculate" && one.calculate) {
      const value = shown ? text(worth(one.calculate, this.around())) : "";
      changed ||= this.values[path] !== value;
      this.values[path] = value;
    }
    const inside = one.type === "repeat" ? this.inner[path].map((part) => part.round(shown)) : one.children.map((child) => this.look(child, shown));
    return inside.some(Boolean) || changed;
  }
}
