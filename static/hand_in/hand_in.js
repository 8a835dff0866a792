// The form works without this. With it: a link's secret part is posted, drafts are kept by
// themselves, and all that is empty can be answered at once.
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
      const { saved_at: savedAt, closed } = await answer.json();
      if (!savedAt) return; // handed in already, from a page that was gone back to
      const at = new Date(savedAt);
      const parts = [at.getUTCHours() + 8, at.getUTCMinutes(), at.getUTCSeconds()];
      const time = parts.map((part, i) => String(i ? part : part % 24).padStart(2, "0")).join(".");
      const saved = form.dataset.saved.replace("{time}", `${time} WITA`);
      state.textContent = closed ? `${saved} ${closed}` : saved;
      state.classList.toggle("wrong", Boolean(closed));
    } catch {
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
