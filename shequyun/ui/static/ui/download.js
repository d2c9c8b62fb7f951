// A file that was just made comes by itself once the page is there; its link stays on the page.
addEventListener("load", () => setTimeout(() => document.querySelector("[data-download-now]")?.click(), 0));
