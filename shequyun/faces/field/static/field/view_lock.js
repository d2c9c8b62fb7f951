// The locked app: a pad for the PIN, the phone's own authenticator where it was switched on, and nothing of anybody.
import { turnedBack } from "./clock.js";
import { h, show } from "./dom.js";
import { keypad, wrongPin } from "./keypad.js";
import { Gone, ask } from "./net.js";
import { meta } from "./store.js";
import { contact } from "./sync.js";
import * as vault from "./vault.js";
import { opening } from "./view_authenticator.js";
import { t } from "./words.js";

export function lockScreen(opened, wiped, revoked) {
  const say = h("p", { class: "lead", role: "status" }, t("Enter your PIN."));
  const pad = keypad(async (pin) => {
    const { outcome, left } = await vault.open(pin);
    if (outcome === "wiped") return wiped();
    if (outcome === "wrong") return void (say.textContent = wrongPin(left));
    return onwards();
  });
  const onwards = async () => ((await clockIsRight(say, revoked)) ? opened() : vault.close());
  const screen = h("main", { class: "start start--lock" }, h("h1", {}, t("Community Cloud at the door")), say, pad);
  show(screen);
  opening(onwards, say).then((key) => { if (key) screen.insertBefore(key, pad); });
}

// A clock that was turned back would keep the data alive for ever: the office's clock decides.
async function clockIsRight(say, revoked) {
  if (!turnedBack(await meta("phone"), Date.now())) return true;
  try {
    const answer = await (await ask("receipts/?since=2100-01-01T00:00:00Z")).json();
    await contact(answer.now);
    return true;
  } catch (error) {
    if (error instanceof Gone) revoked();
    say.textContent = t("This phone's clock is more than a day slow. Correct it, or go where there is a network, then open again.");
    return false;
  }
}
