// Finding somebody or a home by a few signs.
import { age } from "./clock.js";
import { h } from "./dom.js";
import * as m from "./model.js";
import { find } from "./search.js";
import { screen } from "./shell.js";
import { t } from "./words.js";

let last = "";
export const forgetQuery = () => { last = ""; };

export function findView() {
  const input = h("input", { type: "search", class: "search", value: last, placeholder: t("Name, initials, pinyin or room"), "aria-label": t("Find"), autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const found = h("ul", { class: "rows", id: "found" });
  const note = h("p", { class: "note", role: "status" });
  const look = () => {
    last = input.value;
    const lines = find(input.value);
    found.replaceChildren(...lines.map(line));
    note.textContent = input.value.trim() ? (lines.length ? "" : t("Nothing found in the data on this phone.")) : t("Try zjg, zhangjianguo, 610-3-101.");
  };
  input.addEventListener("input", look);
  screen(t("Find"), { at: "find" }, input, note, found);
  look();
  input.focus();
}

function line({ person, home, address }) {
  if (!person) return h("li", {}, h("a", { class: "row-link", href: `#/home/${home.id}` }, h("span", {}, h("b", {}, address), h("small", {}, t("%(count)s people", { count: m.household(home.id).length })))));
  const facts = [m.word("sexes", person.sex), person.born ? t("%(age)s years", { age: age(person.born) }) : "", address].filter(Boolean);
  return h("li", {}, h("a", { class: "row-link", href: `#/person/${person.id}/${home.id}` }, h("span", {}, h("b", {}, person.name), h("small", {}, facts.join(" · ")))));
}
