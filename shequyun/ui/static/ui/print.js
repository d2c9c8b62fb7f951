// Printing: [data-print] does it on a click, [data-print-now] as soon as the page is there.
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });
if (document.querySelector("[data-print-now]")) addEventListener("load", () => print());
