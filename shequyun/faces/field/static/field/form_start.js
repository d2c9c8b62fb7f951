// What stands in a form when it is opened: the draft; what this phone said before; what the register holds; the defaults.
import { today } from "./clock.js";
import { drafted } from "./form_draft.js";
import { Filled, own } from "./form_state.js";
import { text, worth } from "./form_xpath.js";
import * as outbox from "./outbox.js";

// {said, files, known, kept}: `known` is what the register holds, by path.
export async function started(form, person, row) {
  const known = registered(form, person, row);
  const draft = await drafted(form.id, person.id);
  if (draft) return { ...draft, known, kept: true };
  const before = (await outbox.rows()).map((one) => one.envelope)
    .filter((one) => one.kind === "answer" && one.subject === person.id && one.values.publication === form.id).pop();
  if (before) return { said: structuredClone(before.values.answers), files: { ...before.values.files }, known, kept: false };
  return { said: { ...defaults(form.questions, null), ...known }, files: {}, known, kept: false };
}

// The slice's word, with what was corrected at this door since.
function registered(form, person, row) {
  const found = { ...row.known };
  for (const [path, field] of Object.entries(form.meanings)) {
    const question = [...own(form.questions)].find((one) => one.path === path), said = (person.claimed || {})[field];
    if (said && question && !question.choices.length && !form.secret.includes(path)) found[path] = said;
  }
  return found;
}

// `above` is the form around a round of a repeat.
export function defaults(questions, above) {
  const found = {}, empty = new Filled(questions, {}, { today: today(), above });
  for (const one of own(questions)) if (one.default) found[one.path] = text(worth(one.default, empty.around()));
  return found;
}
