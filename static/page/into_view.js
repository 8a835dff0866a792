/* Brings into view what somebody has asked for: on a phone it stands below the map or the table.
 *
 * A click on a map is answered by the part with the key "answer-" and the regency's code; a pair that
 * the address names, by the same with the pair; a link with "section" leads to the heading of that
 * anchor, where there is one. It is looked for until it is drawn, and held there while what stands
 * above it still grows. Whoever begins to do something else is left where they are. */
(function () {
  "use strict";
  if (window.nttIntoView) return; // the page is drawn many times, it is looked after once
  window.nttIntoView = true;

  const LOOK_MS = 200, PATIENCE_MS = 20000, HOLD_MS = 8000;
  const HEADER_PX = 64; // Streamlit's own line above everything
  // Of the screen, for the answer to a click: the rest keeps in view what was clicked.
  const SHARE = 0.6;
  let wanted = null, before = null;
  const asked = {};

  function answerOf(code) {
    return document.querySelector(".st-key-answer-" + CSS.escape(code.replace(/[^a-zA-Z0-9_-]/g, "-")));
  }

  function want(find, share) {
    wanted = { find: find, share: share, until: Date.now() + PATIENCE_MS, isShown: false };
    before = null;
  }

  function give() {
    wanted = null;
  }

  /* What the address asks for and did not ask for a moment ago. */
  function readAddress() {
    const query = new URLSearchParams(location.search);
    ["pair", "section"].forEach(function (key) {
      const value = query.get(key), now = value && location.pathname + " " + value;
      if (now === asked[key]) return;
      asked[key] = now;
      if (value) want(function () { return key === "pair" ? answerOf(value) : document.getElementById(value); }, 1);
    });
  }

  function isRunning() {
    const app = document.querySelector('[data-testid="stApp"]');
    return !app || app.dataset.testScriptState !== "notRunning";
  }

  function show(element, share) {
    const box = element.getBoundingClientRect(), room = window.innerHeight - HEADER_PX;
    // A heading alone says nothing: what it stands over has to be seen.
    const needed = element.id ? room : Math.min(box.height, share * room);
    const fits = box.top >= HEADER_PX && box.top + needed <= window.innerHeight;
    if (fits) return;
    const isBelow = box.top + needed > window.innerHeight;
    const by = isBelow && share < 1 ? box.top + needed - window.innerHeight : box.top - HEADER_PX;
    const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    document.querySelector('[data-testid="stMain"]')
      .scrollBy({ top: by, behavior: isStill ? "auto" : "smooth" });
  }

  function look() {
    readAddress();
    if (!wanted) return;
    if (Date.now() > wanted.until) return give();
    const element = isRunning() ? null : wanted.find();
    const top = element && element.getBoundingClientRect().top;
    if (element && top === before) {
      show(element, wanted.share);
      if (!wanted.isShown) wanted.until = Date.now() + HOLD_MS;
      wanted.isShown = true;
    }
    before = top;
  }

  ["wheel", "touchmove", "pointerdown", "keydown"].forEach(function (act) {
    window.addEventListener(act, give, { capture: true, passive: true });
  });
  // From a map: what is pressed in its frame is not seen here, what it answers is.
  window.addEventListener("message", function (event) {
    const isOfFrame = function (frame) { return frame.contentWindow === event.source; };
    if (![...document.querySelectorAll("iframe")].some(isOfFrame)) return;
    const data = event.data, chosen = data && data.type === "streamlit:setComponentValue" && data.value;
    const code = chosen && chosen.regency_code;
    if (typeof code === "string" && code) want(function () { return answerOf(code); }, SHARE);
  }, true);
  setInterval(look, LOOK_MS);
})();
