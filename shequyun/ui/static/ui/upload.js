// Files can be dropped on the box; its name is shown before it is sent.
document.querySelectorAll(".drop").forEach((box) => {
  const input = box.querySelector('input[type="file"]'); const name = box.querySelector("[data-file-name]");
  const show = () => { if (name && input.files.length) name.textContent = input.files[0].name; };
  ["dragenter", "dragover"].forEach((kind) => box.addEventListener(kind, (event) => { event.preventDefault(); box.classList.add("is-over"); }));
  ["dragleave", "drop"].forEach((kind) => box.addEventListener(kind, () => box.classList.remove("is-over")));
  box.addEventListener("drop", (event) => { event.preventDefault(); input.files = event.dataTransfer.files; show(); });
  input.addEventListener("change", show);
});
