/* Lines and points over the map: flows as arrows, paths, the network, ports. */
(function () {
  "use strict";

  const STEPS = 24;
  const BEND = 0.14;

  /* Curves stand to the left of their direction, so that A to B and B to A stay apart; how far, the
   * picture says (publishing/maps/curves.py). */
  function curve(from, to, bend) {
    const points = [];
    const mid = [(from[0] + to[0]) / 2 + (to[1] - from[1]) * bend, (from[1] + to[1]) / 2 - (to[0] - from[0]) * bend];
    for (let i = 0; i <= STEPS; i++) {
      const t = i / STEPS;
      points.push([
        (1 - t) * (1 - t) * from[0] + 2 * (1 - t) * t * mid[0] + t * t * to[0],
        (1 - t) * (1 - t) * from[1] + 2 * (1 - t) * t * mid[1] + t * t * to[1],
      ]);
    }
    return points;
  }

  window.nttLines = function (map, names, tip) {
    let layer = null;
    let spoken = []; // elements that have a text

    /* An arrow ends at the edge of the name it leads to, so that head and name are both seen. */
    function beforeName(points) {
      const box = names.boxOver(map.latLngToContainerPoint(points[points.length - 1]));
      if (!box) return points;
      const outside = points.filter(function (point) { return !box.contains(map.latLngToContainerPoint(point)); });
      return outside.length > 2 ? outside : points;
    }

    /* Drawn in pixels of the present zoom, so it is drawn anew after zooming. */
    function head(points, line, halo) {
      const tip = map.latLngToLayerPoint(points[points.length - 1]);
      const before = map.latLngToLayerPoint(points[Math.max(0, points.length - 3)]);
      const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
      const ux = (tip.x - before.x) / length, uy = (tip.y - before.y) / length;
      const size = 7 + line.weight;
      const corner = function (along, across) {
        return map.layerPointToLatLng([tip.x - ux * along - uy * across, tip.y - uy * along + ux * across]);
      };
      return L.polygon([map.layerPointToLatLng(tip), corner(size, size * 0.55), corner(size * 0.7, 0), corner(size, -size * 0.55)], {
        pane: "flowPane", color: halo, weight: 1, fillColor: line.color, fillOpacity: 1, interactive: false,
      });
    }

    /* A line or a dot says in words what is shown beside it. */
    function speak(drawn, lines, own) {
      tip.speaks(drawn, function () { return lines; }, function () { return own; });
      drawn.on("add", function () {
        const element = drawn.getElement();
        if (!element) return;
        element.setAttribute("role", "img");
        element.setAttribute("aria-label", lines.join(", "));
        spoken.push(element);
      });
    }

    function drawLine(line, halo) {
      let points = line.curved ? curve(line.points[0], line.points[1], line.bend ?? BEND) : line.points;
      const whole = points;
      if (line.arrow) points = beforeName(points);
      if (line.halo !== false) {
        L.polyline(points, { pane: "flowPane", color: halo, weight: line.weight + 2, opacity: 0.7, interactive: false }).addTo(layer);
      }
      const drawn = L.polyline(points, {
        pane: "flowPane", color: line.color, weight: line.weight, opacity: line.opacity ?? 0.95,
        dashArray: line.dash || null,
      });
      if (line.text) speak(drawn, line.text, points.map(function (point) { return L.latLng(point); }));
      drawn.addTo(layer);
      if (line.arrow) head(points, line, halo).addTo(layer);
      return { label: line.label, points: whole };
    }

    return {
      spoken: function () { return spoken; },

      draw: function (lines, points, halo) {
        if (layer) map.removeLayer(layer);
        layer = L.layerGroup().addTo(map);
        spoken = [];
        names.placeFlows(lines.map(function (line) { return drawLine(line, halo); }));
        points.forEach(function (point) {
          const dot = L.circleMarker([point.lat, point.lon], {
            pane: "flowPane", radius: point.radius || 4, color: halo, weight: 1, fillColor: point.color, fillOpacity: 1,
          });
          speak(dot, [point.text], [L.latLng(point.lat, point.lon)]);
          dot.addTo(layer);
        });
      },
    };
  };
})();
