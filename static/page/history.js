/* One act of a person is one step of the browser's history.
 *
 * Streamlit notes the change of a page and then each query parameter that the page writes as steps
 * of their own: three or four for one click, and "back" would lead into the middle of them. Here
 * the first note after an act makes the step and the others replace it. What a visit's first run
 * writes replaces the step that the browser has made of opening the address. */
(function () {
  "use strict";
  if (window.nttHistory) return; // the page is drawn many times, history is watched once
  window.nttHistory = true;

  const CONTROL = "a, button, input, textarea, label, summary, canvas, svg, [role='option']";
  const push = history.pushState;
  let hasStepped = true; // opening the address was a step

  history.pushState = function () {
    if (hasStepped) {
      history.replaceState.apply(history, arguments);
      return;
    }
    hasStepped = true;
    push.apply(history, arguments);
  };

  function isRunning() {
    const app = document.querySelector('[data-testid="stApp"]');
    return app.dataset.testScriptState !== "notRunning";
  }

  // While a page is being drawn an impatient press beside its controls is no act.
  function act(event) {
    if (!isRunning() || event.target.closest(CONTROL)) hasStepped = false;
  }

  window.addEventListener("pointerdown", act, true);
  window.addEventListener("keydown", act, true);
  window.addEventListener("click", function (event) {
    if (event.detail === 0) act(event); // by a key, or by what reads the screen to somebody
  }, true);
  // From a map: what is pressed in its frame is not seen here, what it answers is.
  window.addEventListener("message", function (event) {
    const isAnswer = event.data && event.data.type === "streamlit:setComponentValue";
    if (isAnswer && !isRunning()) hasStepped = false;
  }, true);
})();
