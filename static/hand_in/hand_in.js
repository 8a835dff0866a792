// The form works without this. With it: a link's secret part is posted, drafts are kept by
// themselves, all that is empty can be answered at once, and a form is not sent where nobody hears.
"use strict";

(() => {
  const entrance = document.querySelector("[data-entrance]");
  const enterByLink = () => {
    if (!/^#[0-9a-f]{32}$/.test(location.hash)) return;
    entrance.elements.link.value = location.hash.slice(1);
    // Out of the address before anything else: no history and no screenshot shall have it.
    history.replaceState(null, "", location.pathname + location.search);
    entrance.submit();
  };
  if (entrance) {
    addEventListener("hashchange", enterByLink);
    enterByLink();
    return;
  }

  // Whatever is typed into a form that is sent without connection is lost to the browser's own error
  // page. So it is asked first whether the server can be reached, whatever it answers.
  const sheet = document.getElementById("sheet");
  const source = document.currentScript.src;
  const PATIENCE_MS = 8000;
  let unkept = false; // something is typed that the server has not
  const isReached = async () => {
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), PATIENCE_MS);
    try {
      await fetch(source, { method: "HEAD", cache: "no-store", signal: waiting.signal });
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
    }
  };
  if (sheet && sheet.requestSubmit) {
    const alone = document.createElement("p");
    alone.className = "failure";
    alone.setAttribute("role", "alert");
    alone.hidden = true;
    (sheet.querySelector(".buttons") || sheet.lastElementChild).before(alone);
    let isAsking = false;
    let mayGo = false;
    sheet.addEventListener("submit", async (event) => {
      if (mayGo || event.defaultPrevented) return;
      event.preventDefault();
      if (isAsking) return;
      isAsking = true;
      const reached = await isReached();
      isAsking = false;
      alone.hidden = reached;
      alone.textContent = reached ? "" : document.body.dataset.alone;
      if (!reached) {
        alone.scrollIntoView({ block: "center" });
        return;
      }
      mayGo = true;
      unkept = false;
      // As if the same button was pressed, so that its address and its name go along.
      sheet.requestSubmit(event.submitter);
      mayGo = false; // a download leaves the page open
    });
    addEventListener("beforeunload", (event) => unkept && event.preventDefault());
  }

  const form = document.querySelector("[data-drafts]");
  if (!form) return;
  const state = form.querySelector("[data-state]");
  const EVERY_MS = 4000;
  const typed = () => {
    const fields = new FormData(form);
    fields.delete("workbook"); // a file is no draft
    return new URLSearchParams(fields).toString();
  };
  let kept = typed();
  let busy = false;

  const keep = async () => {
    const body = typed();
    // One at a time: an older state that is slow on its way must not replace a newer one.
    if (body === kept || busy) return;
    busy = true;
    try {
      const answer = await fetch(form.dataset.drafts, {
        method: "POST",
        body,
        headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
      });
      if ([401, 403, 409, 413].includes(answer.status)) {
        state.textContent = form.dataset.refused;
        state.classList.add("wrong");
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      kept = body;
      unkept = false;
      const { saved_at: savedAt, closed } = await answer.json();
      if (!savedAt) return; // handed in already, from a page that was gone back to
      const at = new Date(savedAt);
      const parts = [at.getUTCHours() + 8, at.getUTCMinutes(), at.getUTCSeconds()];
      const time = parts.map((part, i) => String(i ? part : part % 24).padStart(2, "0")).join(".");
      const saved = form.dataset.saved.replace("{time}", `${time} WITA`);
      state.textContent = closed ? `${saved} ${closed}` : saved;
      state.classList.toggle("wrong", Boolean(closed));
    } catch {
      unkept = true;
      state.textContent = form.dataset.notSaved;
      state.classList.add("wrong");
    } finally {
      busy = false;
    }
  };
  setInterval(keep, EVERY_MS);
  addEventListener("visibilitychange", () => document.hidden && keep());

  // Two tabs of one browser share a draft: whoever types in both would lose one of them.
  if ("BroadcastChannel" in window) {
    const tabs = new BroadcastChannel(`hand-in ${form.elements.drawn_for.value}`);
    const warn = () => {
      document.querySelector("[data-twice]").hidden = false;
    };
    tabs.addEventListener("message", ({ data }) => {
      warn();
      if (data === "opened") tabs.postMessage("open");
    });
    tabs.postMessage("opened");
  }

  const sameAnswer = (select) => {
    const typed = select.parentElement.querySelector("input");
    typed.disabled = false;
    typed.classList.toggle("unasked", select.value !== "value");
  };
  for (const select of form.querySelectorAll(".pair select")) {
    const typed = select.parentElement.querySelector("input");
    typed.addEventListener("input", () => {
      if (typed.value.trim()) select.value = "value";
      sameAnswer(select);
    });
    select.addEventListener("change", () => sameAnswer(select));
    sameAnswer(select);
  }
  const fill = form.querySelector("[data-fill]");
  fill.addEventListener("click", (event) => {
    event.preventDefault(); // the server fills in for who has no script
    for (const select of form.querySelectorAll(".pair select")) {
      const typed = select.parentElement.querySelector("input");
      if (!typed.value.trim() && select.value === "value") select.value = "not_known";
      sameAnswer(select);
    }
  });
})();
