// For browsers that cannot even read the modules of the app: says so instead of showing nothing. Written in the oldest JavaScript.
(function () {
  "use strict";
  function tooOld() {
    var waits = document.querySelector("#app > .wait"), said = document.getElementById("too-old");
    if (!waits || !said) return;
    waits.hidden = true;
    said.hidden = false;
  }
  window.addEventListener("error", tooOld);
  if (!("noModule" in document.createElement("script"))) window.addEventListener("load", tooOld);
})();
