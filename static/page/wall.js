/* Turns the wall of a round grey when nothing new comes from the server.
 *
 * The server marks each reading with its moment. How old that is the machine's own clock does not
 * say, which may be wrong: what counts is how long ago the mark last changed here. */
(function () {
  "use strict";
  if (window.nttWall) return; // the page is drawn many times, the watch is set once
  window.nttWall = true;
  const STALE_MS = Number(document.currentScript.dataset.staleS) * 1000, LOOK_MS = 1000;
  let seen = null, since = 0;

  setInterval(function () {
    const wall = document.querySelector(".ntt-wall");
    if (!wall) return;
    if (wall.dataset.at !== seen) {
      seen = wall.dataset.at;
      since = performance.now();
    }
    wall.classList.toggle("silent", performance.now() - since > STALE_MS);
  }, LOOK_MS);
})();
