// Decisions are typed in while a deck is shown: their slides are asked for anew when they are.
//
// What the server does not answer leaves the slide as it stands, with the moment in its corner.
(() => {
  "use strict";
  const deck = window.nttDeck;
  const EVERY_MS = 15_000;
  const all = () => [...document.querySelectorAll('.slide[data-key^="decisions"]')];
  const isShown = () => deck.slides()[deck.at]?.dataset.key.startsWith("decisions");
  let asking = false, taking = false;

  const told = (slide) => ["h2", ".subtitle", "table"].map((part) => slide.querySelector(part)?.textContent).join();

  const take = (html) => {
    const old = all().filter((each) => !("out" in each.dataset));
    if (!old.length || !html.length) return;
    const box = document.createElement("template");
    box.innerHTML = html.join("");
    const fresh = [...box.content.querySelectorAll(".slide")];
    if (fresh.map(told).join() === old.map(told).join()) {
      // Nothing new under the eyes of a hall but the moment of which it is.
      old.forEach((each, at) => each.querySelector(".corner").replaceWith(fresh[at].querySelector(".corner")));
      return;
    }
    const shown = deck.slides()[deck.at].dataset.key;
    old[0].before(...fresh);
    for (const each of all()) if (!fresh.includes(each)) each.remove();
    const slides = deck.slides();
    const kept = slides.findIndex((each) => each.dataset.key === shown);
    taking = true;
    deck.show(kept < 0 ? slides.indexOf(fresh[fresh.length - 1]) : kept);
    taking = false;
  };

  const ask = async () => {
    if (asking || document.hidden || !isShown() || !document.body.dataset.decidedAt) return;
    asking = true;
    try {
      const answer = await fetch(document.body.dataset.decidedAt, { cache: "no-store" });
      if (answer.ok) {
        const html = await answer.json();
        if (isShown()) take(html);
      }
    } catch { /* the hall's network may be gone; the deck is here */ }
    asking = false;
  };

  const before = deck.onShow;
  deck.onShow = (slide) => {
    before?.(slide);
    if (!taking) ask();
  };
  document.addEventListener("DOMContentLoaded", ask);
  setInterval(ask, EVERY_MS);
})();
