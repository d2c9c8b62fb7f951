// The controls of a form's questions, made for a thumb. Each is {node, id, group, follow(scope), mark(wrong)}.
import { button, h, tell } from "./dom.js";
import { toBase64 } from "./crypt.js";
import { several } from "./form_xpath.js";
import { shrink } from "./photo.js";
import { t } from "./words.js";

const ROWS = 12; // choices that stand on the page; more of them are a list to open
let made = 0;

// `around` is {page, round, say(value), left()}: say keeps an answer, left tells that the question was answered for now.
export function control(question, around) {
  const value = around.round.said[question.path] || "";
  if (question.readonly) return output(question);
  if (question.type === "image") return photo(question, around);
  if (question.type === "select_one" || question.type === "select_multiple") return question.choices.length > ROWS && question.type === "select_one" ? list(question, value, around) : picks(question, value, around);
  if (around.page.secret.has(question.path) && value.includes("*")) return masked(question, value, around);
  return typed(question, value, around);
}

function typed(question, value, { say, left }) {
  const id = `q${++made}`;
  const kinds = { date: { type: "date" }, integer: { inputmode: "numeric" }, decimal: { inputmode: "decimal" } };
  const node = question.lines ? h("textarea", { id, rows: "3", maxlength: "2000" }, value) : h("input", { id, value, maxlength: "500", autocomplete: "off", ...kinds[question.type] });
  node.addEventListener("input", () => say(node.value.trim()));
  node.addEventListener("change", left);
  return { node, id, mark: (wrong) => node.setAttribute("aria-invalid", String(wrong)) };
}

// What the register holds is shown masked; another number is typed anew, never the mask.
function masked(question, value, around) {
  const id = `q${++made}`, node = h("div", { class: "masked" });
  const change = () => {
    const { node: input } = typed(question, "", { say: (said) => around.say(said || value), left: around.left });
    input.id = id;
    node.replaceChildren(input);
    input.focus();
  };
  node.append(h("output", { id }, value), button(t("Use another number"), change, "key--small"));
  return { node, id };
}

function list(question, value, { say, left }) {
  const id = `q${++made}`, node = h("select", { id });
  node.addEventListener("change", () => { say(node.value); left(); });
  let shown = "";
  const follow = (scope) => {
    const names = scope.offered(question), key = names.map((one) => one.name).join(" "), chosen = scope.said[question.path] || "";
    if (key === shown) return;
    shown = key;
    node.replaceChildren(h("option", { value: "" }, t("not said")), ...names.map((one) => h("option", { value: one.name, selected: one.name === chosen }, one.label)));
  };
  return { node, id, follow };
}

function picks(question, _value, { say, left, round }) {
  const many = question.type === "select_multiple", name = `p${++made}`;
  const chosen = () => (many ? several(round.said[question.path] || "") : [round.said[question.path] || ""]);
  const lines = new Map(question.choices.map((one) => {
    const input = h("input", { type: many ? "checkbox" : "radio", name, value: one.name, checked: chosen().includes(one.name) });
    if (!many) input.addEventListener("click", () => again(input));
    input.addEventListener("change", () => {
      const all = [...lines.values()].map(({ input: other }) => other).filter((other) => other.checked);
      say(all.map((other) => other.value).join(" "));
      left();
    });
    return [one.name, { input, node: h("label", { class: "pick" }, input, h("span", {}, one.label)) }];
  }));
  // One that is chosen already and is pressed again is taken back: not to answer is possible too.
  let last = [...lines.values()].map(({ input }) => input).find((input) => input.checked) || null;
  const again = (input) => {
    if (last === input) { input.checked = false; input.dispatchEvent(new Event("change")); }
    last = last === input ? null : input;
  };
  const short = question.choices.every((one) => one.label.length <= 7);
  const node = h("div", { class: short ? "picks picks--short" : "picks" }, [...lines.values()].map((one) => one.node));
  // One that is offered no more is taken away with its mark.
  const follow = (scope) => {
    if (!question.filter) return;
    const offered = new Set(scope.offered(question).map((one) => one.name));
    for (const [key, one] of lines) {
      one.node.hidden = !offered.has(key);
      if (!offered.has(key) && one.input.checked) { one.input.checked = false; one.input.dispatchEvent(new Event("change")); }
    }
  };
  return { node, id: name, group: true, follow };
}

function output(question) {
  const id = `q${++made}`, node = h("output", { id, class: "shown" });
  const follow = (scope) => {
    const said = scope.find(question.path), label = question.choices.find((one) => one.name === said);
    node.textContent = (label ? label.label : said) || "—";
  };
  return { node, id, follow };
}

// Shrunk and drawn anew, as every photo of this app: no place and no camera in it. The answer is the name of the file.
function photo(question, { page, round, say, left }) {
  const id = `q${++made}`, node = h("div", { class: "photo" });
  const input = h("input", { id, type: "file", accept: "image/*", capture: "environment", class: "visually-hidden" });
  const draw = () => {
    const name = round.said[question.path], jpeg = name && page.files[name];
    node.replaceChildren(h("span", { class: "key", onclick: () => input.click() }, jpeg ? t("Take another photo") : t("Take a photo")), input,
      ...(jpeg ? [h("img", { src: `data:image/jpeg;base64,${jpeg}`, alt: t("The photo that was taken") }), button(t("Remove the photo"), () => { delete page.files[name]; page.keepPhotos(); say(""); draw(); }, "key--small")] : []));
  };
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      const name = `${question.name}.jpg`;
      page.files[name] = toBase64(await (await shrink(file)).arrayBuffer());
      await page.keepPhotos();
      say(name);
      left();
      draw();
    } catch { tell(t("This picture cannot be read."), "error"); }
  });
  draw();
  return { node, id };
}
