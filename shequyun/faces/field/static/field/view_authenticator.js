// Fingerprint or face beside the PIN: offered at set-up, on the lock screen, and switched on and off under "This phone".
import { Keyless, Unconfirmed, offered } from "./authenticator.js";
import { button, h, hush, tell } from "./dom.js";
import { keypad, wrongPin } from "./keypad.js";
import * as vault from "./vault.js";
import { t } from "./words.js";

const about = () => [
  h("p", { class: "note" }, t("Your fingerprint or face stays in the phone: the app only gets a key. The PIN goes on opening it, and is the way in if the phone's lock is changed.")),
  h("p", { class: "note" }, t("Whoever can unlock this phone can then open the app. If others can, use the PIN only.")),
];

function why(error) {
  if (error instanceof Keyless) return t("The lock of this phone gives this app no key that fits. The PIN opens it as before.");
  if (error instanceof Unconfirmed) return t("The phone did not confirm that it is you. Try again, or use the PIN. If its fingerprints or face were set up anew, switch this on again under “This phone”.");
  throw error;
}

// After the PIN was chosen; `onwards` where there is nothing to offer. Returns what is shown, or null.
export async function offering(pin, onwards) {
  if ((await offered()) !== "perhaps") return null;
  const say = h("p", { class: "lead", role: "status" }, t("Your fingerprint or face can open the app too, so that you need not type the PIN each time."));
  const use = button(t("Use fingerprint or face"), async () => {
    use.disabled = true;
    try {
      await vault.addAuthenticator(pin);
      return onwards();
    } catch (error) {
      say.textContent = why(error);
      use.disabled = false;
    }
  }, "key--main");
  return [say, about(), h("div", { class: "pair" }, use, button(t("Use the PIN only"), onwards))];
}

// The key on the lock screen, or null. `opened` is called when it has opened, `say` is told why it has not.
export async function opening(opened, say) {
  if (!(await vault.hasAuthenticator())) return null;
  const key = button(t("Open with fingerprint or face"), async () => {
    key.disabled = true;
    try {
      await vault.openByAuthenticator();
    } catch (error) {
      say.textContent = why(error);
      return;
    } finally { key.disabled = false; }
    await opened();
  }, "key--main");
  return key;
}

// Under "This phone". `changed` draws the page anew, `wiped` is called when the PIN was wrong too often.
export async function part(changed, wiped) {
  const has = await vault.hasAuthenticator();
  if (!has && (await offered()) !== "perhaps") return "";
  const off = async () => { await vault.dropAuthenticator(); changed(); };
  return h("section", { class: "card" }, h("h2", {}, t("Fingerprint or face")),
    has ? h("p", {}, t("Fingerprint or face opens this app, and the PIN does.")) : "", about(),
    h("div", { class: "pair" }, has ? button(t("Switch off"), off) : button(t("Switch on"), () => switchOn(changed, wiped), "key--main")));
}

function switchOn(changed, wiped) {
  const say = h("p", { class: "lead", role: "status" }, t("Enter your PIN."));
  const pad = keypad(async (pin) => {
    try {
      const { outcome, left } = await vault.addAuthenticator(pin);
      if (outcome === "wrong") return void (say.textContent = wrongPin(left));
      dialog.remove();
      if (outcome === "wiped") return wiped();
      tell(t("Fingerprint or face now opens this app."), "success");
      return changed();
    } catch (error) {
      say.textContent = why(error);
    }
  });
  const dialog = h("dialog", { "aria-label": t("Fingerprint or face") }, say, pad, h("div", { class: "pair" }, button(t("Cancel"), () => dialog.remove())));
  hush();
  document.body.append(dialog);
  dialog.showModal();
}
