// Maps on slides: names and tonnes in letters of the slide, and what is known of a shape.
(() => {
  "use strict";
  const deck = window.nttDeck;
  // Large letters go less far: a name beside its island would be read of the next one.
  const SHIFTS = [0, -0.6, 0.6, -1, 1], ASIDE = [0, 0.8, -0.8];
  const MOST_LINES = 4;

  const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

  deck.placeNames = (slide) => {
    for (const map of slide.querySelectorAll("svg.map")) {
      const scale = map.getScreenCTM()?.a;
      if (!scale) continue;
      const size = (deck.upright() ? 12 : (innerHeight / 20) * deck.shrunk()) / scale;
      const { width, height } = map.viewBox.baseVal;
      const taken = [];
      const place = (text, boxes) => {
        for (const [words, box] of boxes) {
          if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height) continue;
          if (taken.some((other) => meet(box, other))) continue;
          taken.push(box);
          text.textContent = words;
          text.setAttribute("x", (box[0] + box[2]) / 2);
          text.setAttribute("y", box[3] - size * 0.28);
          return true;
        }
        return false;
      };
      const halfOf = (text, words) => {
        text.textContent = words;
        return text.getComputedTextLength() / 2 + size * 0.08;
      };
      const texts = [...map.querySelectorAll("text")];
      for (const text of texts) {
        text.style.fontSize = `${size}px`;
        text.style.display = "";
        text.dataset.at ||= `${text.getAttribute("x")} ${text.getAttribute("y")}`;
      }
      for (const text of texts) {
        const [x, y] = text.dataset.at.split(" ").map(Number);
        const boxes = [];
        if (text.dataset.spots) {
          const half = halfOf(text, text.textContent);
          for (const [left, top] of JSON.parse(text.dataset.spots))
            boxes.push([text.textContent, [left - half, top - size * 0.5, left + half, top + size * 0.5]]);
        } else {
          const names = [text.dataset.name, text.dataset.short].map((words) => [words, halfOf(text, words)]);
          for (const aside of ASIDE) for (const [words, half] of names) for (const shift of SHIFTS) {
            const middle = Math.min(Math.max(x + aside * half, half), width - half), top = y + shift * size;
            boxes.push([words, [middle - half, top - size * 0.5, middle + half, top + size * 0.5]]);
          }
        }
        // Whoever finds no room is told when the shape is pointed at.
        if (!place(text, boxes)) text.style.display = "none";
      }
    }
  };

  const areaOf = (event) => event.target.closest?.("svg.map .area");
  let pinned = null;
  const tell = (area, event) => {
    const shown = area.closest(".shown"), tip = shown.querySelector(".tip");
    const lines = JSON.parse(shown.dataset.tips)[area.dataset.code] || [];
    tip.replaceChildren(...lines.slice(0, MOST_LINES).map((line) => {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      return paragraph;
    }));
    const box = shown.getBoundingClientRect();
    tip.classList.toggle("right", event.clientX < box.left + box.width / 2);
    tip.classList.toggle("top", event.clientY > box.top + box.height / 2);
    tip.hidden = false;
    for (const each of shown.querySelectorAll(".chosen")) each.classList.remove("chosen");
    for (const each of shown.querySelectorAll(`.area[data-code="${area.dataset.code}"]`)) each.classList.add("chosen");
  };
  const forget = () => {
    pinned = null;
    for (const each of document.querySelectorAll(".tip")) each.hidden = true;
    for (const each of document.querySelectorAll(".area.chosen")) each.classList.remove("chosen");
  };
  document.addEventListener("pointerover", (event) => {
    const area = areaOf(event);
    if (area && !pinned) tell(area, event);
  });
  document.addEventListener("pointerout", (event) => {
    if (areaOf(event) && !pinned) forget();
  });
  // A click keeps it, a second one on the same shape or beside it lets it go.
  document.addEventListener("click", (event) => {
    const area = areaOf(event);
    if (!area) return void (pinned && forget());
    if (pinned === area.dataset.code) return forget();
    pinned = area.dataset.code;
    tell(area, event);
  });
  deck.onShow = forget;
})();
