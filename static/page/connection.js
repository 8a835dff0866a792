/* Says when nothing comes from the server, which Streamlit shows as grey bars and English words.
 *
 * The words stand in the page already (publishing/first_words.py). The connection's state is read
 * from the mark that Streamlit sets on its page. A connection can also be dead without anybody
 * having closed it (the server's machine switched off): so what a person does is followed by a
 * question to the server, every ten seconds at most. Written so that old browsers, which cannot run
 * Streamlit, can still say so. */
(function () {
  "use strict";
  var FIRST_MS = 8000, LOST_MS = 1500, LOOK_MS = 400;
  var ASK_EVERY_MS = 10000, ANSWER_MS = 6000;
  var SERVER = document.currentScript.src.replace(/app\/static\/page\/.*$/, "");
  var begun = Date.now(), lost = null, asked = 0, isSilent = false, hasDrawn = false;

  function app() {
    return document.querySelector('[data-testid="stApp"]');
  }

  function isConnected() {
    return Boolean(app()) && app().getAttribute("data-test-connection-state") === "CONNECTED";
  }

  function isDrawn() {
    return Boolean(document.querySelector('.stMain [data-testid="stHeading"], .stMain [data-testid="stAlert"]'));
  }

  function show(when) {
    var notices = document.querySelectorAll("#ntt-connection [data-when]");
    for (var i = 0; i < notices.length; i++) {
      notices[i].hidden = notices[i].getAttribute("data-when") !== when;
    }
  }

  function look() {
    hasDrawn = hasDrawn || isDrawn();
    if (!isConnected()) isSilent = false; // Streamlit has noticed, and its own mark tells the rest
    var now = Date.now();
    if (hasDrawn && isConnected() && !isSilent) {
      lost = null;
      show(null);
    } else if (!hasDrawn) {
      show(now - begun > FIRST_MS ? "waiting" : null);
    } else {
      lost = lost || now;
      show(now - lost > LOST_MS || isSilent ? "lost" : null);
    }
  }

  function ask() {
    if (Date.now() - asked < ASK_EVERY_MS || !isConnected() || typeof AbortController !== "function") return;
    asked = Date.now();
    var patience = new AbortController();
    var limit = setTimeout(function () { patience.abort(); }, ANSWER_MS);
    // Not the health: behind nginx that one may give the visitor another process.
    fetch(SERVER + "_stcore/host-config", { cache: "no-store", signal: patience.signal })
      .then(function (answer) { return answer.status < 500; }, function () { return false; })
      .then(function (answered) {
        clearTimeout(limit);
        isSilent = !answered;
        if (isSilent) setTimeout(ask, ASK_EVERY_MS); // until it answers, or the connection is made anew
        look();
      });
  }

  window.addEventListener("pointerdown", ask, true);
  window.addEventListener("keydown", ask, true);
  window.addEventListener("offline", ask);
  window.addEventListener("online", ask);
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest("#ntt-connection button")) location.reload();
  });
  setInterval(look, LOOK_MS);
})();
