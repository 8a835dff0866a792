/* Waits for a file beside the page: its link (pages/ui/take_along.py) is fetched, with a word on how it
 * stands, and saved when it is there. Nothing leads away from the page, also when it cannot be made.
 *
 * Without this script, by a middle click or on another device, the same address is any link. To go
 * away or to cancel ends the request, and with it the work on the server. */
(function () {
  "use strict";
  if (window.nttTakeAlong) return; // the page is drawn many times, the listener is set once
  window.nttTakeAlong = true;

  const TRIES = 6; // while others' files are being made

  function told(box, text, cancel) {
    const place = box.querySelector(".ntt-take-told");
    place.textContent = text;
    if (!cancel) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words(box).cancel;
    button.addEventListener("click", cancel);
    place.append(" ", button);
  }

  function words(box) {
    return JSON.parse(box.dataset.words);
  }

  function pause(seconds, signal) {
    return new Promise(function (resolve, reject) {
      const timer = setTimeout(resolve, seconds * 1000);
      signal.addEventListener("abort", function () {
        clearTimeout(timer);
        reject(new DOMException("", "AbortError"));
      });
    });
  }

  async function fetched(link, box, abort) {
    for (let tried = 1; ; tried += 1) {
      told(box, words(box).making, abort.cancel);
      const answer = await fetch(link.href, { signal: abort.signal });
      const again = Number(answer.headers.get("Retry-After"));
      if (answer.status !== 503 || tried === TRIES || !(again > 0 && again <= 10)) return answer;
      told(box, words(box).busy.replace("{n}", again), abort.cancel);
      await pause(again, abort.signal);
    }
  }

  function save(blob, name) {
    const address = URL.createObjectURL(blob), link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
  }

  async function take(link, box) {
    const controller = new AbortController();
    const abort = { signal: controller.signal, cancel: function () { controller.abort(); } };
    box.setAttribute("aria-busy", "true");
    try {
      const answer = await fetched(link, box, abort);
      if (!answer.ok) {
        told(box, words(box).failed);
        return;
      }
      const named = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
      save(await answer.blob(), named ? named[1] : link.pathname.split("/").pop());
      told(box, words(box).done);
    } catch (error) {
      told(box, error.name === "AbortError" ? words(box).cancelled : words(box).offline);
    } finally {
      box.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a.ntt-take-file");
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const box = link.closest(".ntt-take");
    if (box.getAttribute("aria-busy") !== "true") take(link, box);
  });
})();
