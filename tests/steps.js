// Counts what a person does: a click or tap, a typed character, another key, a choice in a list or of a file.
(() => {
  const count = (kind, number = 1) => window.countStep(kind, number);
  const real = (handler) => (event) => { if (event.isTrusted) handler(event); };
  let typed = 0; // characters counted at their key, so that their input event does not count them again
  addEventListener("pointerdown", real(() => count("click")), true);
  addEventListener("keydown", real((event) => {
    if (["Control", "Shift", "Alt", "Meta"].includes(event.key)) return;
    const character = event.key.length === 1 && !event.ctrlKey && !event.metaKey;
    typed = character ? 1 : 0;
    count(character ? "character" : "key");
  }), true);
  addEventListener("input", real((event) => {
    if (!event.target.matches("input, textarea") || !event.data) return;
    count("character", Math.max(event.data.length - typed, 0));
    typed = 0;
  }), true);
  addEventListener("change", (event) => { if (event.target.matches("select, input[type=file]")) count("choice", 2); }, true);
})();
