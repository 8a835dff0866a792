// The main window of a deck and the presenter's: who is told what, and how.
//
// On one machine a channel of the browser joins them, which asks nothing of the server. A second
// device hears of the slide through the server, which keeps what the main window said last under a
// number that nobody can guess (pages/routes/deck_sessions.py). Nothing is sent before P is pressed.
(() => {
  "use strict";
  const deck = window.nttDeck;
  const AGAIN_MS = 2_000, KEPT = "ntt-sesi", MAY = new Set(["next", "previous", "first", "last", "black"]);
  const follow = (deck.follow = {});
  let session = "", channel = null, sending = false, changed = false;

  follow.at = (id) => `${document.body.dataset.sessionAt}?sesi=${id}`;
  follow.channel = (id) => ("BroadcastChannel" in window ? new BroadcastChannel(`ntt-paparan-${id}`) : null);
  follow.kept = {
    get: (name) => { try { return sessionStorage.getItem(name); } catch { return null; } },
    set: (name, text) => { try { sessionStorage.setItem(name, text); } catch { /* forbidden: until a reload */ } },
  };
  if (document.documentElement.dataset.presenter !== undefined) return;

  const state = () => ({
    deck: document.body.dataset.presenterAt,
    slide: document.querySelector(".slide.current").dataset.key,
    slides: deck.slides().map((each) => each.dataset.key),
    black: deck.isBlack(),
  });

  // One at a time: what changes meanwhile is sent right after, so that the last one is the newest.
  const tellServer = async () => {
    if (!session) return;
    if (sending) { changed = true; return; }
    sending = true;
    try {
      await fetch(follow.at(session), { method: "POST", body: JSON.stringify(state()), cache: "no-store" });
    } catch { /* the hall's network may be gone; the same machine follows without it */ }
    sending = false;
    if (changed) { changed = false; tellServer(); }
  };
  const tell = () => {
    if (!session) return;
    channel?.postMessage({ state: state() });
    tellServer();
  };

  const join = () => {
    if (!session || channel) return;
    channel = follow.channel(session);
    channel?.addEventListener("message", ({ data }) => {
      if (data.ask) channel.postMessage({ state: state() });
      else if (MAY.has(data.does)) deck.turn(data.does);
    });
    tell();
  };
  const leave = () => {
    channel?.close();
    channel = null;
  };

  const unguessable = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
  const address = () => {
    const there = new URL(document.body.dataset.presenterAt, location.href), here = new URL(location.href).searchParams;
    for (const name of ["salindia", "lang"]) if (here.get(name)) there.searchParams.set(name, here.get(name));
    there.searchParams.set("sesi", session);
    there.search = there.search.replaceAll("%2C", ",");
    there.hash = location.hash;
    return there.href;
  };
  deck.does.presenter = () => {
    if (!session) follow.kept.set(KEPT, (session = unguessable()));
    join();
    deck.close();
    // The same name brings the window back that is open already.
    if (window.open(address(), `ntt-${session}`, "popup,width=1100,height=720")) return;
    const told = document.createElement("div");
    told.className = "notice";
    told.setAttribute("role", "alert");
    told.textContent = deck.say("blocked");
    document.body.append(told);
  };

  const before = deck.onShow;
  deck.onShow = (slide) => {
    before?.(slide);
    tell();
  };
  deck.onBlack = tell;
  document.addEventListener("DOMContentLoaded", () => {
    session = follow.kept.get(KEPT) || ""; // a clicker's F5 must not part the windows
    join();
  });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", join);
  setInterval(tellServer, AGAIN_MS);
})();
