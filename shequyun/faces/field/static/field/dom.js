// Elements out of code: text is always text, never markup.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

export function show(...content) {
  document.getElementById("app").replaceChildren(...content);
}

export function tell(sentence, tone = "info") {
  const line = h("p", { class: `told told--${tone}`, onclick: () => line.remove() }, sentence);
  document.getElementById("told").replaceChildren(line);
  clearTimeout(tell.timer);
  if (["info", "success"].includes(tone)) tell.timer = setTimeout(() => line.remove(), 2500 + sentence.length * 120);
}

export function hush(which = ".told") {
  document.querySelectorAll(`#told ${which}`).forEach((line) => line.remove());
}

export function button(words, act, kind = "") {
  return h("button", { type: "button", class: `key ${kind}`, onclick: act }, words);
}

export function link(words, to, kind = "") {
  return h("a", { href: to, class: kind }, words);
}

let fields = 0;

// A labelled control; `control` is an input, select or textarea.
export function field(words, control, more = null) {
  control.id ||= `f${++fields}`;
  return h("div", { class: "line" }, h("label", { for: control.id }, words), control, more);
}

export function choice(name, options, chosen = "", empty = null) {
  const rows = empty === null ? options : [["", empty], ...options];
  return h("select", { name }, rows.map(([code, words]) => h("option", { value: code, selected: code === chosen }, words)));
}

// Buttons of which one is pressed; `options` are [code, words, mark].
export function segments(label, options, act, chosen = "") {
  const group = h("div", { class: `segments segments--${options.length}`, role: "group", "aria-label": label });
  for (const [code, words, mark] of options) {
    const one = h("button", { type: "button", class: mark ? "key key--marked" : "key", value: code, "aria-pressed": String(code === chosen) }, mark ? h("span", { class: "mark", "aria-hidden": "true" }, mark) : "", words);
    one.addEventListener("click", () => {
      group.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === one)));
      act(code);
    });
    group.append(one);
  }
  return group;
}
