// The overview: slides are left out, brought back and reordered, and the address follows.
(() => {
  "use strict";
  const deck = window.nttDeck;
  const list = () => document.querySelector("#overview ol");
  const every = () => document.body.dataset.every.split(",");

  const address = () => {
    const here = new URL(location.href);
    const chosen = deck.slides().map((each) => each.dataset.key).join(",");
    if (chosen === every().join(",")) here.searchParams.delete("salindia");
    else here.searchParams.set("salindia", chosen);
    here.search = here.search.replaceAll("%2C", ",");
    return here;
  };
  const link = () => {
    const there = address();
    there.searchParams.delete("edisi");
    there.searchParams.delete("sesi");
    there.search = there.search.replaceAll("%2C", ",");
    there.hash = "";
    return there.href;
  };
  const told = (text) => { document.getElementById("told").textContent = text; };

  const changed = (focusOn) => {
    const shown = document.querySelector(".slide.current")?.dataset.key;
    history.replaceState(null, "", address());
    deck.showKey(shown, true);
    deck.drawOverview(focusOn);
  };
  const swap = (slide, step) => {
    const all = [...document.querySelectorAll(".slide")];
    const other = all[all.indexOf(slide) + step];
    if (!other) return;
    if (step < 0) other.before(slide); else other.after(slide);
    changed(slide.dataset.key);
  };
  const toggle = (slide) => {
    const out = !("out" in slide.dataset);
    if (out && deck.slides().length === 1) return told(deck.say("last"));
    if (out) slide.dataset.out = ""; else delete slide.dataset.out;
    slide.hidden = out;
    changed(slide.dataset.key);
  };

  const button = (words, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    if (label) { made.setAttribute("aria-label", label); made.title = label; }
    made.addEventListener("click", act);
    return made;
  };
  const entry = (slide, place) => {
    const item = document.createElement("li"), title = slide.dataset.title, out = "out" in slide.dataset;
    item.dataset.key = slide.dataset.key;
    item.classList.toggle("out", out);
    item.draggable = true;
    const go = button(out ? title : `${place}. ${title}`, "", () => {
      if ("out" in slide.dataset) return toggle(slide);
      deck.close();
      deck.showKey(slide.dataset.key);
    });
    go.classList.add("go");
    const word = deck.say(out ? "in" : "out");
    const leave = button(word, `${word}: ${title}`, () => toggle(slide));
    item.append(go, button("↑", deck.say("up", { title }), () => swap(slide, -1)),
      button("↓", deck.say("down", { title }), () => swap(slide, 1)), leave);
    return item;
  };

  deck.drawOverview = (focusOn) => {
    let place = 0;
    list().replaceChildren(...[...document.querySelectorAll(".slide")].map((slide) =>
      entry(slide, "out" in slide.dataset ? 0 : (place += 1))));
    document.querySelector("#overview input").value = link();
    if (focusOn) list().querySelector(`[data-key="${CSS.escape(focusOn)}"] .go`)?.focus();
  };
  deck.does.copy = async () => {
    const field = document.querySelector("#overview input");
    field.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(field.value);
      done = true;
    } catch {
      done = document.execCommand("copy"); // over plain HTTP there is no other way
    }
    told(deck.say(done ? "copied" : "copyByHand"));
    const pressed = document.querySelector('[data-does="copy"]');
    pressed.textContent = deck.say(done ? "copied" : "copyByHand");
  };

  document.addEventListener("DOMContentLoaded", () => {
    list().addEventListener("keydown", (event) => {
      const item = event.target.closest("li"), step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!item || !event.target.classList.contains("go")) return;
      const slide = document.getElementById(`slide-${item.dataset.key}`);
      if (step && event.shiftKey) swap(slide, step);
      else if (step) (step > 0 ? item.nextElementSibling : item.previousElementSibling)?.querySelector(".go").focus();
      else if (event.key === " " || event.key === "Delete") toggle(slide);
      else return;
      event.preventDefault();
    });
    let dragged = null;
    list().addEventListener("dragstart", (event) => {
      dragged = event.target.closest("li");
      event.dataTransfer.setData("text/plain", dragged.dataset.key);
      dragged.classList.add("dragged");
    });
    list().addEventListener("dragover", (event) => {
      event.preventDefault();
      for (const each of list().children) each.classList.toggle("onto", each === event.target.closest("li"));
    });
    list().addEventListener("drop", (event) => {
      event.preventDefault();
      const onto = event.target.closest("li");
      if (!dragged || !onto || onto === dragged) return deck.drawOverview();
      const slide = document.getElementById(`slide-${dragged.dataset.key}`);
      document.getElementById(`slide-${onto.dataset.key}`).before(slide);
      changed(slide.dataset.key);
    });
    list().addEventListener("dragend", () => deck.drawOverview());
  });
})();
