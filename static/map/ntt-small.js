/* Regencies that are too small to be seen or hit.
 *
 * One is drawn again, larger and in its true shape, where there is only sea: framed, with a line to
 * its place. Around the others the sea takes the click, never a neighbour's land.
 */
(function () {
  "use strict";

  const REACH_PX = 16; // half of what a finger needs

  function inset(map, place, layer, styleOf) {
    const bounds = layer.getBounds(), middle = bounds.getCenter();
    const larger = function (at) {
      return Array.isArray(at) ? at.map(larger) : L.latLng(
        place.lat + (at.lat - middle.lat) * place.scale, place.lon + (at.lng - middle.lng) * place.scale);
    };
    const low = larger(bounds.getSouthWest()), high = larger(bounds.getNorthEast());
    const frame = L.latLngBounds(
      [low.lat - place.margin, low.lng - place.margin], [high.lat + place.margin, high.lng + place.margin]);
    const still = { pane: "insetPane", interactive: false, weight: 1 };
    L.polyline([middle, [place.lat, frame.getWest()]], Object.assign({ className: "ntt-inset-line" }, still)).addTo(map);
    L.rectangle(frame, Object.assign({ className: "ntt-inset-frame", fillOpacity: 1 }, still)).addTo(map);
    return L.polygon(larger(layer.getLatLngs()), Object.assign(styleOf(place.code), { pane: "insetPane" })).addTo(map);
  }

  /* ``answers(layer, code)`` makes a layer speak and take clicks as the regency itself. */
  window.nttSmall = function (map, config, layers, styleOf, answers) {
    const code = config.inset.code;
    const drawn = inset(map, config.inset, layers[code], styleOf);
    // The keyboard and those who hear the page have the regency itself.
    drawn.getElement().setAttribute("aria-hidden", "true");
    drawn.getElement().setAttribute("data-inset", code);
    answers(drawn, code);
    config.labels.forEach(function (label) {
      if (label.code === code) return; // its name stands in the inset
      const around = L.circleMarker([label.lat, label.lon], {
        pane: "reachPane", radius: REACH_PX, stroke: false, fillOpacity: 0,
      }).addTo(map);
      around.getElement().setAttribute("aria-hidden", "true");
      answers(around, label.code);
    });
    return { restyle: function () { drawn.setStyle(Object.assign(styleOf(code), { pane: "insetPane" })); } };
  };
})();
