// The day on the phone: what is due by building, then every building with what is left.
import { today } from "./clock.js";
import { h } from "./dom.js";
import { offer } from "./install.js";
import * as m from "./model.js";
import { screen } from "./shell.js";
import { MARKS, counts, dueAt, leftIn, words } from "./states.js";
import { formsToday } from "./view_form.js";
import { t } from "./words.js";

export function dayView() {
  const { model } = m, day = today();
  const lines = model.buildings.map((building) => ({ building, found: counts(model, building.id, day), due: dueIn(building, day) }));
  const total = lines.reduce((sum, line) => sum + leftIn(line.found), 0);
  const install = h("div", { class: "offers" });
  screen(model.slice.community.name, { at: "home", note: t("%(count)s homes left this month", { count: total }) },
    model.slice.left_out.length ? h("p", { class: "told told--warning" }, t("This phone can hold at most %(cap)s people. Left out: %(doors)s", { cap: model.slice.cap, doors: model.slice.left_out.join("、") })) : "",
    install, formsToday(day), dueToday(lines),
    h("section", {}, h("h2", {}, t("My buildings")), lines.length ? h("ul", { class: "rows" }, lines.map(buildingLine)) : h("p", {}, t("Your committee has no buildings yet. They are entered at the desk."))));
  offer().then((card) => install.replaceChildren(card));
}

// Homes with what is due there, as they are walked.
const dueIn = (building, day) => (m.model.homesOf.get(building.id) || []).map((id) => ({ home: m.model.homes.get(id), due: dueAt(m.model, id, day) })).filter((one) => one.due.length);

// One's own first; what colleagues answer for is folded away, for whoever stands in for them.
function dueToday(lines) {
  const all = lines.flatMap((line) => line.due);
  const own = all.filter((one) => one.due.some((each) => each.mine)), others = all.filter((one) => !own.includes(one));
  if (!all.length) return h("p", { class: "note" }, t("Nothing is due today."));
  return h("section", {}, h("h2", {}, t("Due today")), own.length ? h("ul", { class: "rows" }, own.map(dueLine)) : h("p", { class: "note" }, t("You have nothing due today.")),
    others.length ? h("details", { class: "card" }, h("summary", {}, t("%(count)s homes of colleagues", { count: others.length })), h("ul", { class: "rows" }, others.map(dueLine))) : "");
}

const dueLine = ({ home, due }) => h("li", {}, h("a", { class: "row-link", href: `#/home/${home.id}` },
  h("span", {}, h("b", {}, m.address(home)), h("small", {}, due.map((one) => [one.what, one.mine ? "" : one.owner || one.by].filter(Boolean).join(" · ")).join("；"))), h("span", { class: "chevron", "aria-hidden": "true" }, "›")));

function buildingLine({ building, found }) {
  const left = leftIn(found), all = Object.values(found).reduce((sum, one) => sum + one, 0);
  const parts = ["due", "again", "nobody", "refused"].filter((code) => found[code]).map((code) => `${MARKS[code]} ${words(code)} ${found[code]}`);
  return h("li", {}, h("a", { class: "row-link", href: `#/building/${building.id}` },
    h("span", {}, h("b", {}, building.door), h("small", {}, building.estate || "", parts.length ? ` ${parts.join(" · ")}` : "")),
    h("span", { class: "meter" }, left ? t("%(left)s of %(all)s left", { left, all }) : t("All done"), h("progress", { max: all || 1, value: all - left, "aria-label": t("Done") }))));
}
