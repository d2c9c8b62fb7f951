// A document as it is typed: its kind, its number, and after every sign whether it can be so.
import { choice, field, h } from "./dom.js";
import { readDocument } from "./identity.js";
import * as m from "./model.js";
import { cameraKey } from "./reader.js";
import { t } from "./words.js";

// `told(reading)` hears each reading, so that birth date and sex fill themselves.
export function documentField(told = () => {}) {
  const kind = choice("document_kind", m.model.tables.document_kinds || [], "mainland_id");
  const number = h("input", { name: "document_number", autocomplete: "off", autocapitalize: "characters", maxlength: "34", spellcheck: "false" });
  const say = h("p", { class: "feedback", role: "status" });
  const read = () => {
    const reading = readDocument(number.value, kind.value);
    say.textContent = reading.say;
    say.dataset.state = reading.state;
    number.setAttribute("aria-invalid", String(reading.state === "wrong"));
    told(reading);
  };
  number.addEventListener("input", read);
  kind.addEventListener("change", read);
  const camera = cameraKey(() => kind.value, (found) => { number.value = found; number.dispatchEvent(new Event("input", { bubbles: true })); });
  const part = h("div", { class: "document" }, field(t("Document"), kind), field(t("Document number"), number, say), camera);
  return { part, reading: () => readDocument(number.value, kind.value), read };
}
