/* Names of regencies and tonnes of flows: no label ever lies on another.
 *
 * The same order and the same places are tried each time, so that the same map looks the same. The
 * picture to take away places its labels in this way too (publishing/maps/drawing.py).
 */
(function () {
  "use strict";

  const GAP_PX = 1;
  // Right and down, in letters' heights: over its place, then above, below and beside it.
  const NAME_SHIFTS_EM = [[0, 0], [0, -0.9], [0, 0.9], [0, -1.6], [0, 1.6], [1.6, 0.5], [-1.6, 0.5], [2.4, -0.6], [0, 2.3], [0, -2.3]];
  const FLOW_SHIFTS_EM = [0, -1.2, 1.2, -2.2, 2.2, -3.2, 3.2, -4.2, 4.2];
  const ALONG = [12, 10, 14, 8, 16, 6, 18]; // of the points of a curve, the middle first
  const NARROW_PX = 700; // below this only abbreviations fit

  function meet(one, other) {
    return one.left < other.right + GAP_PX && one.right + GAP_PX > other.left &&
      one.top < other.bottom && one.bottom > other.top;
  }

  /* The first try whose box meets none of those that are taken; its box is taken then. */
  function firstFree(tries, boxOf, taken) {
    return tries.find(function (each) {
      const box = boxOf(each);
      if (taken.some(function (other) { return meet(box, other); })) return false;
      taken.push(box);
      return true;
    });
  }

  window.nttNames = function (map, entries) {
    let names = [], flows = [];
    let taken = []; // boxes of the labels that are shown, in the frame's pixels
    let boxes = {}; // code -> box of its name
    let sizes = {}; // letters' height and text -> its width and height

    /* Measured once for each text: every look at an element after a change of it is a layout of the
     * whole frame, and a change of indicator tries some sixty places. */
    function sizeOf(span, text, em) {
      const key = em + text;
      if (!sizes[key]) {
        span.textContent = text;
        sizes[key] = span.getBoundingClientRect();
      }
      return sizes[key];
    }

    /* Where a text lies that is shifted from the middle of its place, as ``ntt-map.css`` draws it. */
    function boxAt(at, size, shift, em) {
      const left = at.left + shift[0] * em - size.width / 2, top = at.top + shift[1] * em - size.height / 2;
      return { left: left, right: left + size.width, top: top, bottom: top + size.height };
    }

    /* Letters' height in pixels: it follows the frame's width and what the reader has chosen. */
    function height(span) { return parseFloat(getComputedStyle(span).fontSize); }

    function marker(at, className) {
      const icon = L.divIcon({ className: className, html: document.createElement("span"), iconSize: [0, 0] });
      return L.marker(at, { icon: icon, interactive: false, keyboard: false, pane: "labelPane" }).addTo(map);
    }

    return {
      draw: function () {
        sizes = {};
        names.forEach(function (each) { map.removeLayer(each.marker); });
        names = entries.map(function (entry) {
          return { entry: entry, marker: marker([entry.lat, entry.lon], "ntt-label") };
        });
      },

      /* The roomiest first: where a name does not fit its abbreviation is tried, and where that
       * does not fit either the name waits for zooming in. */
      place: function (marks) {
        taken = [];
        boxes = {};
        const narrow = (document.documentElement.clientWidth || window.innerWidth) < NARROW_PX;
        const shown = names.filter(function (each) { return each.marker.getElement(); }).map(function (each) {
          const element = each.marker.getElement();
          return { entry: each.entry, element: element, at: element.getBoundingClientRect() };
        });
        const em = shown.length ? height(shown[0].element.firstChild) : 0;
        shown.forEach(function (each) {
          const span = each.element.firstChild, mark = marks[each.entry.code] || "";
          const tries = [];
          (narrow ? [each.entry.short] : [each.entry.name, each.entry.short]).forEach(function (name) {
            NAME_SHIFTS_EM.forEach(function (shift) {
              tries.push({ text: mark ? name + "\u00a0" + mark : name, shift: shift });
            });
          });
          const free = firstFree(tries, function (one) { return boxAt(each.at, sizeOf(span, one.text, em), one.shift, em); }, taken);
          if (free) {
            boxes[each.entry.code] = taken[taken.length - 1];
            span.textContent = free.text;
            span.style.marginLeft = free.shift[0] + "em";
            span.style.marginTop = free.shift[1] + "em";
          }
          each.element.style.visibility = free ? "visible" : "hidden";
        });
      },

      /* Tonnes on their lines; ``drawn``: {label, points} with the heaviest last. */
      placeFlows: function (drawn) {
        flows.forEach(function (each) { map.removeLayer(each); });
        flows = drawn.filter(function (each) { return each.label; }).reverse().map(function (each) {
          const made = marker(each.points[ALONG[0]], "ntt-label ntt-flow-label");
          const element = made.getElement(), span = element.firstChild;
          span.textContent = each.label;
          const tries = [];
          FLOW_SHIFTS_EM.forEach(function (shift) {
            ALONG.forEach(function (place) { tries.push({ shift: shift, at: each.points[place] }); });
          });
          const free = firstFree(tries, function (one) {
            made.setLatLng(one.at);
            span.style.marginTop = one.shift + "em";
            return span.getBoundingClientRect();
          }, taken);
          element.style.visibility = free ? "visible" : "hidden";
          return made;
        });
      },

      /* The box of the name that stands over a place of the map, in its container's pixels. */
      boxOver: function (point) {
        const frame = map.getContainer().getBoundingClientRect();
        return Object.values(boxes).map(function (box) {
          return L.bounds([box.left - frame.left, box.top - frame.top], [box.right - frame.left, box.bottom - frame.top]);
        }).find(function (box) { return box.contains(point); });
      },
    };
  };
})();
