// A live deck: which slide is shown, and what keys, swipes and buttons do.
//
// All slides are in the document, so the next one is there at once and nothing is asked of the
// server. The slide stands in the address by replacing it: whatever reloads the page (the F5 of a
// clicker) comes back to the slide, and "back" leaves the deck in one step.
(() => {
  "use strict";
  document.documentElement.classList.add("live");
  const root = document.documentElement;
  const deck = { at: 0 };
  window.nttDeck = deck;

  deck.slides = () => [...document.querySelectorAll(".slide:not([data-out])")];
  deck.say = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), deck.words[key] || key);
  // 1, or how much smaller the presenter's picture is than the window that it is laid out for.
  deck.shrunk = () => {
    const box = document.getElementById("deck");
    return box.offsetWidth ? box.getBoundingClientRect().width / box.offsetWidth : 1;
  };
  deck.upright = () => matchMedia("(max-aspect-ratio: 1/1)").matches;

  deck.show = (at, quietly = false) => {
    const slides = deck.slides();
    deck.at = Math.min(Math.max(at, 0), slides.length - 1);
    const shown = slides[deck.at];
    for (const each of document.querySelectorAll(".slide")) each.classList.toggle("current", each === shown);
    slides.forEach((each, place) => {
      each.querySelector(".at").textContent = `${place + 1} / ${slides.length}`;
    });
    history.replaceState(null, "", `#${encodeURIComponent(shown.dataset.key)}`);
    if (deck.upright()) scrollTo(0, 0);
    deck.fitOne?.(shown);
    if (!quietly) {
      const told = { n: deck.at + 1, all: slides.length, title: shown.dataset.title };
      document.getElementById("told").textContent = deck.say("told", told);
    }
    deck.onShow?.(shown);
  };
  deck.showKey = (key, quietly) => {
    const found = deck.slides().findIndex((each) => each.dataset.key === key);
    deck.show(found < 0 ? 0 : found, quietly);
  };
  const fromAddress = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  };

  const panel = () => document.querySelector(".panel:not([hidden])");
  let before = null;
  deck.open = (id) => {
    const asked = document.getElementById(id);
    const again = !asked.hidden;
    deck.close();
    if (again) return;
    before = document.activeElement;
    asked.hidden = false;
    if (id === "overview") deck.drawOverview?.();
    (asked.querySelector("ol .go") || asked.querySelector("button, a"))?.focus();
  };
  deck.close = () => {
    const open = panel();
    if (!open) return false;
    open.hidden = true;
    if (before && before !== document.body) before.focus?.();
    return true;
  };
  const black = (on) => {
    document.getElementById("black").hidden = !on;
    deck.onBlack?.();
  };
  const isBlack = () => !document.getElementById("black").hidden;
  deck.isBlack = isBlack;

  const full = () => {
    const asked = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
    asked?.catch?.(() => {});
  };
  const escape = () => {
    if (isBlack()) black(false);
    else if (deck.close()) return;
    else if (document.querySelector(".notice")) document.querySelector(".notice").remove();
    else root.classList.remove("with-notes");
  };
  const does = {
    next: () => deck.show(deck.at + 1),
    previous: () => deck.show(deck.at - 1),
    first: () => deck.show(0),
    last: () => deck.show(Infinity),
    full,
    black: () => black(!isBlack()),
    notes: () => root.classList.toggle("with-notes"),
    overview: () => deck.open("overview"),
    help: () => deck.open("help"),
    close: () => deck.close(),
    "close-notice": () => document.querySelector(".notice")?.remove(),
    escape,
  };
  deck.does = does;
  const KEYS = {
    ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "previous", PageUp: "previous",
    Home: "first", End: "last", f: "full", F: "full", ".": "black", b: "black", B: "black",
    n: "notes", N: "notes", p: "presenter", P: "presenter", o: "overview", O: "overview", "?": "help", Escape: "escape",
  };
  const MOVES = new Set(["next", "previous", "first", "last"]);
  deck.keys = KEYS;
  deck.turn = (wanted) => {
    if (isBlack() && MOVES.has(wanted)) black(false);
    does[wanted]?.();
  };

  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    let wanted = KEYS[event.key];
    if (!wanted) return;
    if (event.key === " " && event.shiftKey) wanted = "previous";
    // In an open panel keys are the panel's; a button that was reached by Tab is pressed by Space.
    if (panel() && !["escape", "overview", "help"].includes(wanted)) return;
    if (event.key === " " && event.target.closest?.("button, a")) return;
    event.preventDefault();
    deck.turn(wanted);
  };

  let touched = null;
  const onTouch = (event) => {
    const { clientX: x, clientY: y } = event.changedTouches[0];
    if (event.type === "touchstart") {
      const scrolls = event.target.closest?.(".panel, .notes, table, button, a");
      touched = event.touches.length === 1 && !scrolls ? { x, y } : null;
      return;
    }
    if (!touched) return;
    const across = x - touched.x, along = Math.abs(y - touched.y);
    touched = null;
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * along) does[across < 0 ? "next" : "previous"]();
  };

  // Discreet: a link beside the controls, never another figure under the eyes of a hall.
  const lookForNewer = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(document.body.dataset.editionAt, { cache: "no-store" });
      if (answer.ok && (await answer.text()).trim() !== document.body.dataset.edition)
        document.querySelector(".newer").hidden = false;
    } catch { /* the hall's network may be gone; the deck is here */ }
  };

  document.addEventListener("DOMContentLoaded", () => {
    deck.words = JSON.parse(document.body.dataset.words);
    document.addEventListener("keydown", onKey);
    document.addEventListener("touchstart", onTouch, { passive: true });
    document.addEventListener("touchend", onTouch, { passive: true });
    document.addEventListener("click", (event) => {
      const pressed = event.target.closest?.("[data-does]");
      if (!pressed) { if (isBlack()) black(false); return; }
      // Pressed by mouse or finger a button gives the focus back, so that Space turns the page.
      if (event.detail > 0 && !pressed.closest(".panel")) pressed.blur();
      does[pressed.dataset.does]?.();
    });
    addEventListener("hashchange", () => deck.showKey(fromAddress()));
    for (const link of document.querySelectorAll(".other, .newer"))
      link.addEventListener("click", () => {
        const there = new URL(link.href);
        there.hash = location.hash;
        const chosen = new URL(location.href).searchParams.get("salindia");
        if (chosen) there.searchParams.set("salindia", chosen); else there.searchParams.delete("salindia");
        link.href = there.href;
      });
    deck.showKey(fromAddress(), true);
    setInterval(lookForNewer, 60_000);
  });
})();
