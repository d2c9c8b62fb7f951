// A file that was just made comes by itself; its link stays on the page.
document.querySelector("[data-download-now]")?.click();
