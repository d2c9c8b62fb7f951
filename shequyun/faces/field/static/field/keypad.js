// Six digits under the thumb. Nothing is shown but how many there are.
import { h } from "./dom.js";
import { t } from "./words.js";
import { DIGITS } from "./vault.js";

export const wrongPin = (left) => t("Wrong PIN. After %(left)s more wrong tries this phone wipes itself.", { left });

// `entered(pin)` is called with six digits; the pad waits for it and empties itself.
export function keypad(entered) {
  let pin = "", busy = false;
  const dots = h("p", { class: "dots", role: "status" });
  const pad = h("div", { class: "keypad", role: "group", "aria-label": t("PIN") });
  const draw = () => {
    dots.textContent = "●".repeat(pin.length) + "○".repeat(DIGITS - pin.length);
    dots.setAttribute("aria-label", t("%(count)s of 6 digits", { count: pin.length }));
  };
  const press = async (sign) => {
    if (busy) return;
    pin = sign === "back" ? pin.slice(0, -1) : (pin + sign).slice(0, DIGITS);
    draw();
    if (pin.length < DIGITS) return;
    busy = true;
    pad.setAttribute("aria-busy", "true");
    const whole = pin;
    await new Promise((resolve) => { setTimeout(resolve, 30); });
    try { await entered(whole); } finally {
      pin = ""; busy = false;
      pad.removeAttribute("aria-busy");
      draw();
    }
  };
  for (const sign of ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "back"]) {
    if (!sign) pad.append(h("span"));
    else pad.append(h("button", { type: "button", class: "digit", "data-digit": sign, "aria-label": sign === "back" ? t("Delete the last digit") : null, onclick: () => press(sign) }, sign === "back" ? "⌫" : sign));
  }
  const type = (event) => {
    if (!pad.isConnected) return document.removeEventListener("keydown", type);
    if (event.target.matches("input, select, textarea")) return;
    if (/^\d$/.test(event.key)) press(event.key);
    if (event.key === "Backspace") press("back");
  };
  document.addEventListener("keydown", type);
  draw();
  return h("div", { class: "pinpad" }, dots, pad);
}
