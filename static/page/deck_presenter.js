// The presenter's window: notes in large letters, what comes next, the time; and whether the main
// window is heard. Its keys turn the main window; where that is silent, they leaf through this one.
(() => {
  "use strict";
  const deck = window.nttDeck, follow = deck.follow;
  const EVERY_MS = 1_000, SILENT_MS = 5_000, RELOAD_MS = 15_000;
  const MINE = ["next", "previous", "first", "last", "black"];
  const session = new URL(location.href).searchParams.get("sesi") || "";
  const at = (id) => document.getElementById(id);
  let channel = null, near = -Infinity, far = -Infinity, opened = 0, black = false, asking = false;

  const now = () => performance.now();
  const isNear = () => now() - near < SILENT_MS;
  const isFar = () => now() - far < SILENT_MS;

  // --- what is shown ---
  deck.onShow = ((before) => (slide) => {
    before?.(slide);
    const slides = deck.slides(), next = slides[slides.indexOf(slide) + 1];
    at("now").textContent = `${slides.indexOf(slide) + 1} / ${slides.length} · ${slide.dataset.title}`;
    at("spoken").replaceChildren(...[...slide.querySelector(".notes").childNodes].map((each) => each.cloneNode(true)));
    at("spoken").scrollTop = 0;
    at("after").textContent = next ? deck.say("after", { title: next.dataset.title }) : deck.say("end");
  })(deck.onShow);

  const arrange = (keys) => {
    const all = [...document.querySelectorAll(".slide")], told = all.filter((each) => keys.includes(each.dataset.key));
    if (!told.length || keys.join() === deck.slides().map((each) => each.dataset.key).join()) return;
    told.sort((one, other) => keys.indexOf(one.dataset.key) - keys.indexOf(other.dataset.key));
    for (const each of all) {
      each.hidden = !told.includes(each);
      if (each.hidden) each.dataset.out = ""; else delete each.dataset.out;
    }
    at("deck").prepend(...told);
    deck.fitAll();
  };

  // Another edition or another deck in the main window, or a slide that came after this one opened.
  const goThere = (state) => {
    const last = Number(follow.kept.get("ntt-pindah") || 0);
    if (Date.now() - last < RELOAD_MS) return;
    const there = new URL(state.deck, location.href), here = new URL(location.href);
    if (there.origin !== here.origin || !there.pathname.endsWith("/penyaji")) return;
    follow.kept.set("ntt-pindah", String(Date.now()));
    for (const name of ["lang", "sesi"]) if (here.searchParams.get(name)) there.searchParams.set(name, here.searchParams.get(name));
    there.searchParams.set("salindia", state.slides.join(","));
    there.search = there.search.replaceAll("%2C", ",");
    there.hash = `#${encodeURIComponent(state.slide)}`;
    if (there.href === here.href) location.reload(); else location.replace(there.href);
  };
  const take = (state) => {
    const known = document.querySelector(`.slide[data-key="${CSS.escape(state.slide)}"]`);
    if (state.deck !== document.body.dataset.presenterAt || !known) return void goThere(state);
    black = state.black;
    const shown = document.querySelector(".slide.current").dataset.key, order = deck.slides().map((each) => each.dataset.key).join();
    arrange(state.slides);
    if (state.slide !== shown || order !== deck.slides().map((each) => each.dataset.key).join()) deck.showKey(state.slide);
  };

  // --- who is heard ---
  const tellHeard = () => {
    // Nothing is wrong before anybody could have answered.
    const heard = isNear() ? "near" : isFar() ? "far" : now() - opened < SILENT_MS ? "waiting" : "silent";
    const said = [heard !== "waiting" && deck.say(heard), (isNear() || isFar()) && black && deck.say("isBlack")].filter(Boolean).join(" · ");
    if (at("heard").textContent !== said) at("heard").textContent = said;
    at("heard").dataset.heard = heard;
  };
  const askServer = async () => {
    if (asking || isNear() || !session) return;
    asking = true;
    const begun = now();
    try {
      const answer = await fetch(follow.at(session), { cache: "no-store", signal: AbortSignal.timeout(4_000) });
      const told = answer.ok ? await answer.json() : null;
      if (told && !isNear()) {
        far = begun - told.age_s * 1_000;
        if (isFar()) take(told.state);
        tellHeard();
      }
    } catch { /* it is told below that nothing is heard */ }
    asking = false;
  };
  const join = () => {
    if (!session || channel) return;
    channel = follow.channel(session);
    channel?.addEventListener("message", ({ data }) => {
      if (!data.state) return;
      near = now();
      take(data.state);
      tellHeard();
    });
    channel?.postMessage({ ask: true });
  };
  const look = () => {
    channel?.postMessage({ ask: true });
    // The channel answers at once where there is one: only then is the server asked.
    setTimeout(askServer, 200);
    tellHeard();
  };

  for (const each of MINE) {
    const own = deck.does[each];
    deck.does[each] = () => {
      if (isNear()) channel.postMessage({ does: each });
      else if (!isFar() && each !== "black") own();
    };
  }
  for (const each of ["notes", "overview", "presenter"]) deck.does[each] = () => {};

  // --- the time ---
  const NAME = `ntt-waktu-${session}`;
  let time = { ms: 0, since: null };
  try { time = JSON.parse(follow.kept.get(NAME)) || time; } catch { /* as at the beginning */ }
  const keep = () => {
    follow.kept.set(NAME, JSON.stringify(time));
    tellTime();
  };
  const passed = () => time.ms + (time.since === null ? 0 : Date.now() - time.since);
  const two = (n) => String(n).padStart(2, "0");
  const tellTime = () => {
    const s = Math.floor(passed() / 1000), hours = Math.floor(s / 3600), minutes = Math.floor(s / 60) % 60;
    at("timer").textContent = `${hours ? `${hours}:` : ""}${two(minutes)}:${two(s % 60)}`;
    at("clock").textContent = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
    document.querySelector('[data-does="timer"]').textContent = deck.say(time.since === null ? "start" : "pause");
  };
  deck.does.timer = () => {
    time = time.since === null ? { ms: time.ms, since: Date.now() } : { ms: passed(), since: null };
    keep();
  };
  deck.does.reset = () => {
    time = { ms: 0, since: null };
    keep();
  };
  deck.keys.t = deck.keys.T = "timer";

  document.addEventListener("DOMContentLoaded", () => {
    const reached = document.body.dataset.reached, field = at("second");
    if (reached && session) {
      const here = new URL(location.href);
      field.value = `${reached}${here.pathname}${here.search}`;
      field.addEventListener("focus", () => field.select());
      field.closest("label").hidden = false;
    }
    opened = session ? now() : -Infinity;
    join();
    look();
    tellTime();
    setInterval(look, EVERY_MS);
    setInterval(tellTime, EVERY_MS / 4);
  });
  addEventListener("pagehide", () => {
    channel?.close();
    channel = null;
  });
  addEventListener("pageshow", join);
})();
