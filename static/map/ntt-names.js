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

  /* Tries the places in turn; ``put`` moves the element, and its box is measured there. */
  function firstFree(element, tries, put, taken) {
    return tries.some(function (each) {
      put(each);
      const box = element.getBoundingClientRect();
      if (taken.some(function (other) { return meet(box, other); })) return false;
      taken.push(box);
      return true;
    });
  }

  window.nttNames = function (map, entries) {
    let names = [], flows = [];
    let taken = []; // boxes of the labels that are shown, in the frame's pixels
    let boxes = {}; // code -> box of its name

    function marker(at, className) {
      const icon = L.divIcon({ className: className, html: document.createElement("span"), iconSize: [0, 0] });
      return L.marker(at, { icon: icon, interactive: false, keyboard: false, pane: "labelPane" }).addTo(map);
    }

    return {
      draw: function () {
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
        names.forEach(function (each) {
          const element = each.marker.getElement();
          if (!element) return;
          const span = element.firstChild, mark = marks[each.entry.code] || "";
          const tries = [];
          (narrow ? [each.entry.short] : [each.entry.name, each.entry.short]).forEach(function (name) {
            NAME_SHIFTS_EM.forEach(function (shift) {
              tries.push({ text: mark ? name + "\u00a0" + mark : name, shift: shift });
            });
          });
          const placed = firstFree(span, tries, function (one) {
            span.textContent = one.text;
            span.style.marginLeft = one.shift[0] + "em";
            span.style.marginTop = one.shift[1] + "em";
          }, taken);
          if (placed) boxes[each.entry.code] = taken[taken.length - 1];
          element.style.visibility = placed ? "visible" : "hidden";
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
          const placed = firstFree(span, tries, function (one) {
            made.setLatLng(one.at);
            span.style.marginTop = one.shift + "em";
          }, taken);
          element.style.visibility = placed ? "visible" : "hidden";
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
