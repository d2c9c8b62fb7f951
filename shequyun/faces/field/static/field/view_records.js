// What was done on this phone and what became of it: to settle first, then what waits, then what the office has answered.
import { localMoment } from "./clock.js";
import { button, h, tell } from "./dom.js";
import * as outbox from "./outbox.js";
import { record } from "./saying.js";
import { screen } from "./shell.js";
import * as sync from "./sync.js";
import { isOpen } from "./vault.js";
import { fileName } from "./view_start.js";
import { t } from "./words.js";

let body = null;

export async function recordsView() {
  const parts = await lists();
  if (!location.hash.startsWith("#/records")) return;
  screen(t("Records"), { at: "records" }, ...parts);
  body = document.querySelector("main.body");
}

// Answers come while somebody reads: the lists follow, the page stays where it is.
async function refresh() {
  const here = body;
  if (!here?.isConnected || !isOpen()) return;
  const parts = await lists().catch(() => null); // locked in between
  if (parts && here.isConnected) here.replaceChildren(...parts.filter(Boolean));
}

sync.onStatus(refresh);
outbox.onChange(refresh);

async function lists() {
  const rows = (await outbox.rows()).reverse();
  const settling = new Set(rows.filter((row) => row.envelope.kind === "settle" && row.state !== "refused").map((row) => row.envelope.subject));
  const of = (...states) => rows.filter((row) => states.includes(row.state));
  const open = of("conflict").filter((row) => !settling.has(row.id));
  return [how(of("waiting").length),
    part(t("To settle"), open.map(conflict)), part(t("Not accepted"), of("refused").map(refused)), part(t("Waiting to be sent"), of("waiting").reverse().map(line)),
    part(t("Answered"), [...of("done", "settled"), ...of("conflict").filter((row) => settling.has(row.id))].slice(0, 60).map(line)),
    rows.length ? "" : h("p", { class: "note" }, t("Nothing has been recorded on this phone yet. What you record at a door is listed here until the office has answered."))];
}

const part = (title, lines) => (lines.length ? h("section", {}, h("h2", {}, title), h("ul", { class: "rows" }, lines)) : "");

function how(waiting) {
  const words = { offline: t("There is no network. Everything is saved here and sent as soon as there is one."), busy: t("The office is busy; this phone will try again automatically."), refused: sync.status.sentence, working: t("Sending …") }[sync.status.state];
  const last = sync.status.at ? t("Last sent and fetched at %(at)s", { at: localMoment(new Date(sync.status.at)).slice(11) }) : "";
  return h("section", { class: "card" }, h("p", {}, words || (waiting ? t("Waiting for the next try.") : t("Everything is sent."))), last ? h("p", { class: "note" }, last) : "",
    h("div", { class: "pair" }, button(t("Send now"), () => sync.run(), waiting ? "key--main" : ""),
      waiting ? button(t("Save as a file for the office"), exportFile) : ""));
}

async function exportFile() {
  const blob = await outbox.handIn();
  if (!blob) return tell(t("Nothing is waiting to be sent."));
  outbox.save(blob, fileName());
  return tell(t("Saved. Only the office can open it; hand it in at the desk. If records are also sent later, each counts only once."), "success");
}

const head = (row) => [h("b", {}, row.about.where), h("span", {}, ` ${row.about.what}`), h("small", {}, localMoment(new Date(row.at)).slice(5).replace("T", " "))];

function line(row) {
  const { receipt } = row;
  const words = { waiting: t("waiting"), done: t("Done"), settled: receipt && receipt.settled ? t("Settled by %(by)s", { by: receipt.settled.by }) : t("Settled"), conflict: t("your decision is on its way") }[row.state];
  return h("li", { class: "record", "data-state": row.state }, h("div", {}, ...head(row)), h("span", { class: "result" }, words, receipt && receipt.sentence && row.state === "done" ? `：${receipt.sentence}` : ""));
}

function refused(row) {
  return h("li", { class: "record record--bad", "data-state": "refused" }, h("div", {}, ...head(row)), h("p", { class: "error" }, row.receipt.sentence),
    h("div", { class: "pair" }, again(row.envelope), button(t("I have seen it"), () => outbox.dismiss(row.id), "key--small")));
}

// A form that was refused is opened again with what was answered.
const again = ({ kind, subject, values }) => (kind === "answer" ? h("a", { class: "key key--small", href: `#/fill/${values.publication}/${subject}` }, t("Correct and resubmit the form")) : "");

// Both sides beside each other; a person decides, here or at the desk.
function conflict(row) {
  const { receipt } = row;
  const words = { keep: t("Keep what is known"), take: t("Use what I recorded"), new: t("Another person: add") };
  const settle = async (code) => {
    await record("settle", row.id, { choice: code }, { where: row.about.where, what: words[code] });
  };
  return h("li", { class: "record record--bad", "data-state": "conflict" }, h("div", {}, ...head(row)), h("p", {}, receipt.sentence),
    h("table", { class: "sides" }, h("thead", {}, h("tr", {}, h("th", {}, ""), h("th", { scope: "col" }, t("Known")), h("th", { scope: "col" }, t("Recorded at the door")))),
      h("tbody", {}, receipt.rows.map(([label, known, claimed]) => h("tr", {}, h("th", { scope: "row" }, label), h("td", {}, known || "—"), h("td", {}, claimed || "—"))))),
    h("div", { class: "pair" }, receipt.choices.map((code) => button(words[code], () => settle(code), code === "take" ? "key--main" : ""))));
}
