/* What a page needs that Streamlit has no option for: its language, the keys in popovers, and a menu
 * that is out of the way once something is chosen in it.
 *
 * Streamlit draws a popover at the end of the document: by keyboard it is opened, but reached only
 * after everything else on the page. Here the focus enters it when the keyboard opens it, and comes
 * back to its button from its end, its beginning and by the escape key. */
(function () {
  "use strict";
  // Streamlit writes English into every page; read out as English, Indonesian cannot be understood.
  document.documentElement.lang = document.currentScript.dataset.language;
  if (window.nttPopoverKeys) return; // the page is drawn many times, the listeners are set once
  window.nttPopoverKeys = true;

  const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), textarea, summary, [tabindex="0"]';
  // What it holds is made once it is open, and drawn a moment after. Where it is text alone there
  // will be nothing to stop at.
  const PATIENCE_MS = 5000, PATIENCE_WITH_TEXT_MS = 700;
  let opener = null;

  function body() {
    return document.querySelector('[data-testid="stPopoverBody"]');
  }

  function stops() {
    return Array.from(body().querySelectorAll(FOCUSABLE)).filter(function (each) {
      return each.checkVisibility() && each.tabIndex >= 0;
    });
  }

  // Until all of the box is drawn, what stands first in it may not be there yet: the script runs, or
  // the browser still fetches the part of Streamlit that draws a kind of button.
  function isDrawing() {
    const app = document.querySelector('[data-testid="stApp"]');
    const runs = app !== null && app.dataset.testScriptState !== "notRunning";
    return runs || (body() && body().querySelector('[data-testid="stSkeleton"], [data-stale="true"]'));
  }

  function enter(pressed) {
    const hasText = body() && body().textContent.trim();
    const patience = hasText && !isDrawing() ? PATIENCE_WITH_TEXT_MS : PATIENCE_MS;
    const isDrawn = body() && stops().length && !isDrawing();
    if (document.activeElement !== opener) return; // the person has gone on
    if (!isDrawn && Date.now() < pressed + patience) {
      requestAnimationFrame(function () { enter(pressed); });
      return;
    }
    if (!body()) return;
    body().tabIndex = -1; // one that holds text alone is entered too, to be read and scrolled
    (stops()[0] || body()).focus();
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest('[data-testid="stPopover"] button');
    const isKey = event.detail === 0;
    if (!button || !isKey || body()) return; // a second press closes it
    opener = button;
    enter(Date.now());
  }, true);

  /* Over the page stands the menu in a narrow window. Streamlit closes it for what calls itself a
   * phone, and for a page alone: not for a tablet, a phone that asks for the desktop's page, or a
   * choice of language and size, whose answer it hides. */
  const MENU_COVERS_PX = 768; // up to here, as Streamlit's own breakpoint "md"
  document.addEventListener("click", function (event) {
    const chosen = event.target.closest('[data-testid="stSidebarNavLink"], [data-testid="stSidebar"] [data-testid="stButtonGroup"] button');
    if (!chosen || window.innerWidth > MENU_COVERS_PX || event.ctrlKey || event.metaKey) return;
    setTimeout(function () { // after Streamlit's own closing, which would be undone
      const menu = document.querySelector('[data-testid="stSidebar"][data-collapsed="false"]');
      const close = menu && menu.querySelector('[data-testid="stSidebarCollapseButton"] button');
      if (close) close.click();
    }, 50);
  }, true); // a button that was pressed is drawn anew before the click has gone up the page

  document.addEventListener("keydown", function (event) {
    if (!opener || !body() || !body().contains(document.activeElement)) return;
    const inside = stops(), at = inside.indexOf(document.activeElement);
    if (event.key === "Escape") {
      opener.focus();
    } else if (event.key === "Tab" && !event.shiftKey && at === inside.length - 1) {
      opener.focus(); // and on from there: the browser goes to the stop after it
    } else if (event.key === "Tab" && event.shiftKey && at <= 0) {
      event.preventDefault();
      opener.focus();
    }
  }, true);
})();
