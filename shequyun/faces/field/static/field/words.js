// The sentences of the app. Written in English in the scripts; the server's catalogue gives them in the chosen language.
let sentences = {};
export let language = "zh-hans";

export async function speak(chosen) {
  language = chosen || "zh-hans";
  document.documentElement.lang = language === "en" ? "en" : "zh-Hans";
  try {
    const answer = await fetch(`/field/words/${language}.json`, { credentials: "omit" });
    if (answer.ok) sentences = await answer.json();
  } catch { /* without a network before the first visit: the sentences stay as they are written */ }
}

export function t(sentence, holes = {}) {
  const said = sentences[sentence] || sentence;
  return said.replace(/%\((\w+)\)[sd]/g, (_whole, name) => holes[name] ?? "");
}
