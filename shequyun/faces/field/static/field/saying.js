// Recording with what the worker must hear: that it is kept, or that the phone has no room.
import { tell } from "./dom.js";
import * as outbox from "./outbox.js";
import { rebuild } from "./slice.js";
import { isFull } from "./store.js";
import { start } from "./sync.js";
import { t } from "./words.js";

// Returns the envelope, or null when it could not be kept; then the form stays as it is.
export async function record(kind, subject, values, about, base = null) {
  try {
    const envelope = await outbox.record(kind, subject, values, about, base);
    await rebuild();
    start();
    return envelope;
  } catch (error) {
    tell(isFull(error) ? t("This phone is full, so this was not saved. Delete photos or apps, or send waiting records, then try again.") : t("This could not be saved: %(why)s", { why: String(error.message || error) }), "error");
    return null;
  }
}
