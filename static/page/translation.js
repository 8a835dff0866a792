/* What to do when a browser translates the page although it says that it has its own languages.
 *
 * The page declares translate="no" (publishing/page_html.py); some extensions do not ask. They put
 * each text into a <font> element and take the text that Streamlit holds out of the page. Streamlit
 * goes on writing into that one, and what is seen stays as it was: "Rice 2022" above chili's
 * figures. Here the text is put back, which the person is told; where the two go on and on against
 * each other, or texts cannot be told apart, it is said that what is shown may be out of date. */
(function () {
  "use strict";
  if (window.nttTranslation) return; // the page is drawn many times, it is watched once
  window.nttTranslation = true;

  const ROUNDS = 20, WITHIN_MS = 10000; // more of them are a translator that does not give in
  const WORDS = {
    id: {
      mended: "Peramban mencoba menerjemahkan halaman ini. Teks asli ditampilkan kembali, sebab teks " +
        "terjemahan tidak ikut berubah bersama angkanya. Bahasa Inggris dapat dipilih di bilah sisi.",
      frozen: "Peramban menerjemahkan halaman ini, sehingga teks dan angka di layar dapat berasal dari " +
        "pilihan sebelumnya. Matikan terjemahan peramban, lalu muat ulang halaman.",
      close: "Tutup",
    },
    en: {
      mended: "The browser has tried to translate this page. The texts were put back, for translated " +
        "ones do not change with their figures. Indonesian can be chosen in the sidebar.",
      frozen: "The browser translates this page, so that texts and figures on the screen may be those " +
        "of an earlier choice. Switch the browser's translation off and load the page again.",
      close: "Close",
    },
  };
  let rounds = [];
  let told = null;

  function isWrapped(node) {
    return node.nodeName === "FONT" && node.isConnected && node.parentElement.nodeName !== "FONT";
  }

  /* Each wrapping with the text that it stands for; null where that cannot be said. */
  function pairs(records) {
    const places = new Map(); // parent -> wrappings and texts, each in the order of what happened
    for (const record of records) {
      const wrappings = Array.from(record.addedNodes).filter(isWrapped);
      const texts = Array.from(record.removedNodes).filter(function (node) {
        return node.nodeType === Node.TEXT_NODE && !node.isConnected;
      });
      if (!wrappings.length && !texts.length) continue;
      const place = places.get(record.target) || { wrappings: [], texts: [] };
      place.wrappings.push(...wrappings);
      place.texts.push(...texts);
      places.set(record.target, place);
    }
    const found = [];
    let areAll = true;
    for (const place of places.values()) {
      if (!place.wrappings.length) continue; // Streamlit itself has taken a text away
      if (place.wrappings.length !== place.texts.length) areAll = false;
      else place.wrappings.forEach(function (each, at) { found.push([each, place.texts[at]]); });
    }
    return { found: found, areAll: areAll };
  }

  function tell(what) {
    if (told === what || told === "frozen") return;
    told = what;
    const words = WORDS[document.documentElement.lang] || WORDS.id;
    const old = document.getElementById("ntt-translation");
    if (old) old.remove();
    const box = document.createElement("div");
    box.id = "ntt-translation";
    box.setAttribute("role", "status");
    box.style.cssText = "position:fixed;bottom:1rem;left:50%;transform:translateX(-50%);z-index:999999;" +
      "width:min(40rem,calc(100vw - 2rem));box-sizing:border-box;padding:.8rem 1rem;background:#22252B;" +
      "color:#fff;border-radius:.4rem;font:1rem/1.4 'Source Sans 3',sans-serif;display:flex;gap:1rem";
    const text = document.createElement("span");
    text.textContent = words[what];
    const close = document.createElement("button");
    close.textContent = words.close;
    close.style.cssText = "background:none;border:1px solid #fff;border-radius:.4rem;color:inherit;" +
      "font:inherit;padding:.2rem .7rem;align-self:center;cursor:pointer";
    close.addEventListener("click", function () { box.remove(); });
    box.append(text, close);
    document.body.append(box);
  }

  const observer = new MutationObserver(function (records) {
    const hasWrapping = records.some(function (record) {
      return Array.prototype.some.call(record.addedNodes, isWrapped);
    });
    if (!hasWrapping) return;
    const now = Date.now();
    rounds = rounds.filter(function (at) { return now - at < WITHIN_MS; }).concat(now);
    if (rounds.length > ROUNDS) {
      observer.disconnect();
      tell("frozen");
      return;
    }
    const wrapped = pairs(records);
    wrapped.found.forEach(function (pair) { pair[0].replaceWith(pair[1]); });
    tell(wrapped.areAll ? "mended" : "frozen");
  });
  observer.observe(document.body, { childList: true, subtree: true });
})();
