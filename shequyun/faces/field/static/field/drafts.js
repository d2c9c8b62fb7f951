// Half-typed forms survive a reload, a lock and a killed browser: sealed, one per place, gone when sent.
import { db } from "./store.js";
import { isOpen, opened, sealed } from "./vault.js";

export async function restore(form, key) {
  const row = await db.drafts.get(key);
  if (row) {
    const values = await opened(row, `draft ${key}`);
    for (const [name, value] of Object.entries(values)) if (form.elements[name] && !form.elements[name].value) form.elements[name].value = value;
    form.dispatchEvent(new Event("restored"));
  }
  let timer = null;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(form, key), 250);
  });
  return Boolean(row);
}

async function keep(form, key) {
  if (!isOpen()) return;
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string" && value));
  await db.drafts.put({ key, ...(await sealed(values, `draft ${key}`)) });
}

export const done = (key) => db.drafts.delete(key);
