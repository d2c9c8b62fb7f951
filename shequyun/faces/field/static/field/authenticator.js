// The phone's own authenticator (fingerprint, face, screen lock): a key by WebAuthn's "prf", the same at each asking. Works offline.
import { random } from "./crypt.js";
import { t } from "./words.js";

export class Keyless extends Error {} // it confirms people, but gives no key
export class Unconfirmed extends Error {} // cancelled, not recognised, or the credential is gone: browsers do not say which

// Whether there is one: "none", "keyless", or "perhaps", because older browsers tell only when they are asked for a key.
export async function offered() {
  try {
    if (!(await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable())) return "none";
    const can = PublicKeyCredential.getClientCapabilities ? await PublicKeyCredential.getClientCapabilities() : {};
    return can["extension:prf"] === false ? "keyless" : "perhaps";
  } catch { return "none"; }
}

// A new credential, which the office never hears of: {id, salt, output}. Browsers that give no output yet are asked once more.
export async function enlist() {
  const salt = random(32), name = t("Community Cloud at the door");
  const made = await confirmed("create", {
    rp: { name }, user: { id: random(16), name, displayName: name }, attestation: "none",
    pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }],
    authenticatorSelection: { authenticatorAttachment: "platform", residentKey: "preferred", userVerification: "required" },
  }, salt);
  if (!made.prf?.enabled) throw new Keyless();
  return { id: made.id, salt, output: made.prf.results?.first || (await recall(made)) };
}

// The output once more, for whoever the phone knows.
export async function recall({ id, salt }) {
  const found = await confirmed("get", { allowCredentials: [{ type: "public-key", id, transports: ["internal"] }], userVerification: "required" }, salt);
  if (!found.prf?.results?.first) throw new Keyless();
  return found.prf.results.first;
}

// The challenge answers nobody: what counts is whether the output opens what it has sealed.
async function confirmed(what, asked, salt) {
  const publicKey = { ...asked, challenge: random(32), timeout: 60_000, extensions: { prf: { eval: { first: salt } } } };
  try {
    const credential = await navigator.credentials[what]({ publicKey });
    return { id: new Uint8Array(credential.rawId), salt, prf: credential.getClientExtensionResults().prf };
  } catch (error) {
    throw new Unconfirmed(error.message);
  }
}
