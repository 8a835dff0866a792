/* What is said of a regency or a line under the pointer or the keyboard.
 *
 * Not at the pointer: there it covers the neighbour that one wants to compare. It stands where it
 * covers least of the land, nothing of what it speaks of, and stays there while one reads.
 */
(function () {
  "use strict";

  const MARGIN_PX = 6;
  const FOOT_PX = 20; // of the frame, where the attribution stands
  const COLUMNS = 9, ROWS = 7; // places that are tried
  const NEAR_PX = 90; // a neighbour this near is worth twice what is far
  const OWN_WEIGHT = 20;
  const SAMPLES = 30; // corners of a regency's largest part that stand for its land

  /* Texts come as plain text and are set as text: a name with markup in it stays a name. */
  function filled(box, lines) {
    lines.forEach(function (line, index) {
      const row = document.createElement("div");
      row.className = index === 0 ? "ntt-tip-title" : "ntt-tip-line";
      row.textContent = line;
      box.appendChild(row);
    });
    return box;
  }

  window.nttTip = function (map) {
    const land = []; // {at: LatLng, code} of every regency
    let box = null;
    let speaker = null;

    function hide(of) {
      if (!box || (of && of !== speaker)) return;
      box.remove();
      box = speaker = null;
    }

    /* ``own``: a regency's code, or the points of a line, none of which may be covered. */
    function show(of, lines, own) {
      hide();
      speaker = of;
      box = filled(document.createElement("div"), lines);
      box.className = "leaflet-tooltip ntt-tip";
      map.getContainer().appendChild(box);
      place(own);
    }

    function place(own) {
      const size = map.getSize(), width = box.offsetWidth, height = box.offsetHeight;
      const isLine = Array.isArray(own);
      const ours = isLine ? own : land.filter(function (each) { return each.code === own; })
        .map(function (each) { return each.at; });
      const spots = ours.map(function (at) { return map.latLngToContainerPoint(at); });
      const weighed = spots.map(function (spot) { return { spot: spot, weight: OWN_WEIGHT }; });
      land.forEach(function (each) {
        if (!isLine && each.code === own) return;
        const spot = map.latLngToContainerPoint(each.at);
        const away = Math.min.apply(null, spots.map(function (one) { return one.distanceTo(spot); }));
        weighed.push({ spot: spot, weight: 1 + NEAR_PX / (NEAR_PX + away) });
      });
      const middle = L.bounds(spots).getCenter();
      let best = null;
      for (let column = 0; column < COLUMNS; column++) {
        for (let row = 0; row < ROWS; row++) {
          const x = MARGIN_PX + (size.x - width - 2 * MARGIN_PX) * column / (COLUMNS - 1);
          const y = MARGIN_PX + (size.y - height - MARGIN_PX - FOOT_PX) * row / (ROWS - 1);
          const covered = weighed.reduce(function (sum, each) {
            const inside = each.spot.x > x - MARGIN_PX && each.spot.x < x + width + MARGIN_PX &&
              each.spot.y > y - MARGIN_PX && each.spot.y < y + height + MARGIN_PX;
            return sum + (inside ? each.weight : 0);
          }, 0);
          // Of places equally free the nearest.
          const cost = covered + middle.distanceTo([x + width / 2, y + height / 2]) / 10000;
          if (!best || cost < best.cost) best = { x: x, y: y, cost: cost };
        }
      }
      box.style.left = Math.max(0, best.x) + "px";
      box.style.top = Math.max(0, best.y) + "px";
    }

    return {
      hide: hide,

      /* The layer speaks under the pointer, its element (if it may be entered) under the keyboard. */
      speaks: function (layer, lines, own) {
        const tell = function () { show(layer, lines(), own()); };
        const stop = function () { hide(layer); };
        layer.on("mouseover click", tell).on("mouseout remove", stop); // a finger sends no mouseover
        layer.on("add", function () {
          const element = layer.getElement();
          if (!element) return;
          element.addEventListener("focus", tell);
          element.addEventListener("blur", stop);
        });
      },

      /* Where the land of a regency is. */
      knows: function (code, geometry) {
        const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
        const largest = polygons.map(function (polygon) { return polygon[0]; })
          .sort(function (a, b) { return b.length - a.length; })[0];
        const step = Math.max(1, Math.floor(largest.length / SAMPLES));
        for (let i = 0; i < largest.length; i += step) {
          land.push({ at: L.latLng(largest[i][1], largest[i][0]), code: code });
        }
      },
    };
  };
})();
