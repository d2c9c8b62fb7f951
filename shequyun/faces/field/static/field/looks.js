// Large letters, colours and language: kept on the phone, in plain, because the lock screen shows them too.
import { keep, meta } from "./store.js";
import { language } from "./words.js";

const PLAIN = { size: "normal", theme: "paper", language: "zh-hans" };

export const looks = async () => ({ ...PLAIN, ...(await meta("looks")) });

export async function setLooks(change) {
  const chosen = { ...(await looks()), ...change };
  await keep("looks", chosen);
  return chosen;
}

export async function applyLooks(chosen) {
  const { dataset } = document.documentElement;
  dataset.size = chosen.size;
  dataset.theme = chosen.theme;
  return language;
}
