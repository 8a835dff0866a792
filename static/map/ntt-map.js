/* The map of the 22 regencies inside streamlit-folium's frame.
 *
 * Geometry comes once from static files that the browser caches; a change of indicator sends only
 * colours and texts (nttMap.paint), a click answers with the regency's code alone. Without this
 * split every change would send the whole layer and blank the map.
 */
(function () {
  "use strict";

  const WEST_EAST_ASPECT = 0.52; // height/width at which the province fills the frame
  const LABEL_GAP_PX = 1;
  const LABEL_SHIFTS_EM = [0, -0.9, 0.9, -1.6, 1.6];
  const PADDING_PX = 4;
  const NARROW_PX = 700; // below this only abbreviations fit

  let map = null;
  let regencies = null; // L.GeoJSON once the file is there
  let state = null; // last painted state, kept until the geometry has arrived
  let overlay = null; // flows, network, points
  let spoken = []; // their elements that have a text
  let labels = [];
  let config = null;
  let atHome = null; // centre and zoom at which the whole province fills the frame

  // The page has its own two languages (publishing/page_html.py), and so has its frame.
  document.documentElement.translate = false;

  function frameWidth() {
    return document.documentElement.clientWidth || window.innerWidth;
  }

  /* On a phone a frame of the desktop's height would be mostly sea. */
  function fitFrameHeight(wanted) {
    const height = Math.round(Math.min(wanted, Math.max(230, frameWidth() * WEST_EAST_ASPECT)));
    const div = map.getContainer();
    if (div.style.height !== height + "px") {
      div.style.height = height + "px";
      map.invalidateSize({ animate: false });
    }
    return height;
  }

  function keepFrameHeight(wanted) {
    const original = window.Streamlit.setFrameHeight.bind(window.Streamlit);
    window.Streamlit.setFrameHeight = function () { original(fitFrameHeight(wanted)); };
    let width = frameWidth();
    window.addEventListener("resize", function () {
      if (frameWidth() === width) return;
      width = frameWidth();
      window.Streamlit.setFrameHeight();
      home();
    });
  }

  function home() {
    // A frame that is hidden, or on its way out, has no size, and no zoom fits into nothing; when
    // it gets one, it calls again.
    map.invalidateSize({ animate: false });
    const size = map.getSize();
    if (Math.min(size.x, size.y) <= 2 * PADDING_PX) return;
    map.fitBounds(config.bounds, { animate: false, padding: [PADDING_PX, PADDING_PX] });
    atHome = { centre: map.getCenter(), zoom: map.getZoom() };
  }

  function isHome() {
    return atHome && map.getZoom() === atHome.zoom && map.getCenter().distanceTo(atHome.centre) < 20000; // metres: pixels are rounded
  }

  /* For print: this picture in the paper's width and in light colours, at once, because the browser
   * waits for nothing. ``light`` holds for a colour of the dark theme the one on white, ``look`` what
   * else of a picture follows the theme. Answers what gives the screen back. */
  function toPaper(width, light, look) {
    const frame = window.frameElement, screenState = state;
    const kept = { width: frame.style.width, height: frame.style.height };
    const wasHome = isHome(), seen = map.getBounds();
    const show = function () {
      map.invalidateSize({ animate: false });
      if (wasHome) home(); else map.fitBounds(seen, { animate: false });
      drawLabels();
      applyState();
    };
    map.eachLayer(function (layer) { if (layer.closeTooltip) layer.closeTooltip(); });
    frame.style.width = width + "px";
    frame.style.height = fitFrameHeight(config.height) + "px";
    if (state) state = onWhite(state, light, look);
    show();
    return function () {
      Object.assign(frame.style, kept);
      state = screenState;
      fitFrameHeight(config.height);
      show();
    };
  }

  function onWhite(painted, light, look) {
    if (painted.theme !== "dark") return painted;
    const turned = JSON.stringify(painted, function (key, value) {
      return typeof value === "string" ? light[value.toUpperCase()] ?? value : value;
    });
    return Object.assign(JSON.parse(turned), look);
  }

  /* Unknown is hatched, never merely pale: a pattern needs an SVG definition. */
  function defineHatch() {
    const svg = map.getPanes().regencyPane.querySelector("svg");
    if (!svg || svg.querySelector("#ntt-hatch")) return;
    const defs = document.createElementNS("http://www.w3.org/2000/svg", "defs");
    defs.innerHTML =
      '<pattern id="ntt-hatch" width="6" height="6" patternUnits="userSpaceOnUse"' +
      ' patternTransform="rotate(45)"><rect width="6" height="6" class="ntt-hatch-ground"/>' +
      '<line x1="0" y1="0" x2="0" y2="6" class="ntt-hatch-line"/></pattern>';
    svg.insertBefore(defs, svg.firstChild);
  }

  function styleOf(code) {
    const fill = state && state.fills ? state.fills[code] : null;
    const chosen = state && state.selected === code;
    return {
      pane: "regencyPane",
      color: chosen ? state.selectedColor : state ? state.borderColor : "#ffffff",
      weight: chosen ? 2.2 : 0.8,
      opacity: 1,
      fillColor: fill || "url(#ntt-hatch)",
      fillOpacity: fill && state.opacities ? state.opacities[code] ?? 1 : 1,
    };
  }

  /* Texts come as plain text and are set as text: a name with markup in it stays a name. */
  function tooltipOf(code) {
    const box = document.createElement("div");
    const lines = (state && state.tooltips && state.tooltips[code]) || [code];
    lines.forEach(function (line, index) {
      const row = document.createElement("div");
      row.className = index === 0 ? "ntt-tip-title" : "ntt-tip-line";
      row.textContent = line;
      box.appendChild(row);
    });
    return box;
  }

  function choose(code) {
    if (!state || !state.selectable) return;
    state.selected = code; // at once: the answer of the server takes a moment
    restyle();
    window.Streamlit.setComponentValue({ regency_code: code, at: Date.now() });
  }

  function onEachRegency(feature, layer) {
    const code = feature.properties.regency_code;
    layer.bindTooltip(function () { return tooltipOf(code); }, { sticky: true, className: "ntt-tip" });
    layer.on("click", function () { choose(code); });
    layer.on("mouseover", function () { layer.setStyle({ weight: 1.8 }); });
    layer.on("mouseout", function () { layer.setStyle(styleOf(code)); });
  }

  function restyle() {
    if (!regencies) return;
    const focused = document.activeElement;
    regencies.eachLayer(function (layer) {
      const code = layer.feature.properties.regency_code;
      layer.setStyle(styleOf(code));
      const element = layer.getElement && layer.getElement();
      if (element) {
        element.setAttribute("data-regency", code);
        element.setAttribute("role", state && state.selectable ? "button" : "img");
        element.setAttribute("aria-label", ((state && state.tooltips && state.tooltips[code]) || [code]).join(", "));
      }
      if (state && state.selected === code) layer.bringToFront();
    });
    // Brought to the front is taken out and put back in, which would lose the keyboard's place.
    if (focused.dataset && focused.dataset.regency && document.activeElement !== focused) focused.focus();
    enterAt(ordered(), entrance() || pathOf(state && state.selected));
  }

  function pathOf(code) {
    return map.getContainer().querySelector('path[data-regency="' + code + '"]');
  }

  /* The regencies' paths, the most western first. */
  function ordered() {
    return config.labels.slice().sort(function (a, b) { return a.lon - b.lon; })
      .map(function (label) { return pathOf(label.code); }).filter(Boolean);
  }

  function entrance() {
    return map.getContainer().querySelector('path[data-regency][tabindex="0"]');
  }

  /* The regencies are one stop of the tab key and the lines over them another; the arrow keys go
   * from one to the next. With a stop for each, a map would take 22 or 100 of them. */
  function enterAt(elements, entered) {
    elements.forEach(function (element) { element.setAttribute("tabindex", "-1"); });
    if (elements.length) (entered || elements[0]).setAttribute("tabindex", "0");
  }

  function onKey(event) {
    const group = [ordered(), spoken].find(function (each) { return each.includes(event.target); });
    if (!group) return;
    const at = group.indexOf(event.target), code = event.target.dataset.regency;
    const next = {
      ArrowRight: group[(at + 1) % group.length], ArrowLeft: group[(at + group.length - 1) % group.length],
      Home: group[0], End: group[group.length - 1],
    }[event.key];
    if (next) {
      enterAt(group, next);
      next.focus();
    } else if (code && (event.key === "Enter" || event.key === " ")) {
      choose(code);
    } else {
      return;
    }
    event.preventDefault(); // the page must not scroll
  }

  /* A line or a dot says in words what its tooltip shows. */
  function speak(layer, text) {
    const element = layer.getElement();
    if (!element) return;
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", text);
    spoken.push(element);
  }

  /* Names never overlap: the roomiest first; where the name does not fit its abbreviation is
   * tried, and where that does not fit either the name waits for zooming in. */
  function placeLabels() {
    const kept = [];
    const fits = function (box) {
      return !kept.some(function (other) {
        return box.left < other.right + LABEL_GAP_PX && box.right + LABEL_GAP_PX > other.left &&
          box.top < other.bottom && box.bottom > other.top;
      });
    };
    const narrow = frameWidth() < NARROW_PX;
    labels.forEach(function (label) {
      const element = label.marker.getElement();
      if (!element) return;
      const span = element.firstChild;
      const mark = (state && state.marks && state.marks[label.code]) || "";
      const wordings = (narrow ? [label.short] : [label.name, label.short]).map(function (wording) {
        return mark ? wording + "\u00a0" + mark : wording;
      });
      // A name may move up or down a line from its place before it gives way.
      const placed = wordings.some(function (wording) {
        span.textContent = wording;
        return LABEL_SHIFTS_EM.some(function (shift) {
          span.style.marginTop = shift + "em";
          const box = span.getBoundingClientRect();
          if (!fits(box)) return false;
          kept.push(box);
          return true;
        });
      });
      element.style.visibility = placed ? "visible" : "hidden";
    });
  }

  function drawLabels() {
    labels.forEach(function (label) { map.removeLayer(label.marker); });
    labels = config.labels.map(function (entry) {
      const icon = L.divIcon({ className: "ntt-label", html: document.createElement("span"), iconSize: [0, 0] });
      const options = { icon: icon, interactive: false, keyboard: false, pane: "labelPane" };
      return { code: entry.code, name: entry.name, short: entry.short, marker: L.marker([entry.lat, entry.lon], options).addTo(map) };
    });
    placeLabels();
  }

  /* Arrows bend to the left of their direction, so that A to B and B to A stay apart. */
  function bend(from, to) {
    const points = [];
    const mid = [(from[0] + to[0]) / 2 + (to[1] - from[1]) * 0.14, (from[1] + to[1]) / 2 - (to[0] - from[0]) * 0.14];
    for (let i = 0; i <= 24; i++) {
      const t = i / 24;
      points.push([
        (1 - t) * (1 - t) * from[0] + 2 * (1 - t) * t * mid[0] + t * t * to[0],
        (1 - t) * (1 - t) * from[1] + 2 * (1 - t) * t * mid[1] + t * t * to[1],
      ]);
    }
    return points;
  }

  /* Drawn in pixels of the present zoom, so it is drawn anew after zooming. */
  function arrowHead(points, line) {
    const tip = map.latLngToLayerPoint(points[points.length - 1]);
    const before = map.latLngToLayerPoint(points[points.length - 3]);
    const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
    const ux = (tip.x - before.x) / length, uy = (tip.y - before.y) / length;
    const size = 7 + line.weight;
    const corner = function (along, across) {
      return map.layerPointToLatLng([tip.x - ux * along - uy * across, tip.y - uy * along + ux * across]);
    };
    return L.polygon([map.layerPointToLatLng(tip), corner(size, size * 0.55), corner(size * 0.7, 0), corner(size, -size * 0.55)], {
      pane: "flowPane", color: "#ffffff", weight: 1, fillColor: line.color, fillOpacity: 1, interactive: false,
    });
  }

  function drawOverlay() {
    if (overlay) map.removeLayer(overlay);
    overlay = L.layerGroup().addTo(map);
    spoken = [];
    (state.lines || []).forEach(function (line) {
      const points = line.curved ? bend(line.points[0], line.points[1]) : line.points;
      if (line.halo !== false) {
        L.polyline(points, { pane: "flowPane", color: "#ffffff", weight: line.weight + 2, opacity: 0.7, interactive: false }).addTo(overlay);
      }
      const drawn = L.polyline(points, {
        pane: "flowPane", color: line.color, weight: line.weight, opacity: line.opacity ?? 0.95,
        dashArray: line.dash || null,
      }).addTo(overlay);
      if (line.text) {
        const lines = line.text;
        drawn.bindTooltip(function () {
          const box = document.createElement("div");
          lines.forEach(function (text, i) {
            const row = document.createElement("div");
            row.className = i === 0 ? "ntt-tip-title" : "ntt-tip-line";
            row.textContent = text;
            box.appendChild(row);
          });
          return box;
        }, { sticky: true, className: "ntt-tip" });
        speak(drawn, lines.join(", "));
      }
      if (line.arrow) arrowHead(points, line).addTo(overlay);
    });
    (state.points || []).forEach(function (point) {
      const dot = L.circleMarker([point.lat, point.lon], {
        pane: "flowPane", radius: point.radius || 4, color: "#ffffff", weight: 1, fillColor: point.color, fillOpacity: 1,
      }).addTo(overlay);
      const span = document.createElement("span");
      span.textContent = point.text;
      dot.bindTooltip(span, { className: "ntt-tip" });
      speak(dot, point.text);
    });
    enterAt(spoken);
  }

  /* One sentence on what the map shows, for those who cannot see it: on the frame, which is what a
   * screen reader names from the page, and on the map inside it. */
  function describe() {
    document.documentElement.lang = state.lang;
    map.getContainer().setAttribute("role", "group");
    map.getContainer().setAttribute("aria-label", state.alt + ". " + config.hint);
    if (window.frameElement) window.frameElement.setAttribute("aria-label", config.name + ": " + state.alt);
  }

  function applyState() {
    if (!map || !state) return;
    document.body.classList.toggle("ntt-dark", state.theme === "dark");
    describe();
    if (regencies) {
      restyle();
      drawOverlay();
      placeLabels();
      document.body.setAttribute("data-painted", state.stamp || "");
    }
  }

  function read(url) {
    return fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(url + ": " + answer.status);
      return answer.json();
    });
  }

  function showFailure(error) {
    const box = document.createElement("div");
    box.className = "ntt-failure";
    box.textContent = config.failure;
    map.getContainer().appendChild(box);
    console.error(error);
  }

  window.nttMap = {
    attach: function (leafletMap, options) {
      map = leafletMap;
      config = options;
      config.labels = config.labels.map(function ([code, name, short, lat, lon]) {
        return { code: code, name: name, short: short, lat: lat, lon: lon };
      });
      map.attributionControl.setPrefix(false);
      map.attributionControl.addAttribution(options.attribution);
      map.getContainer().addEventListener("keydown", onKey);
      [["backdropPane", 200], ["regencyPane", 400], ["flowPane", 450], ["labelPane", 620]].forEach(function (pane) {
        map.createPane(pane[0]).style.zIndex = pane[1];
      });
      map.getPane("labelPane").style.pointerEvents = "none";
      keepFrameHeight(options.height);
      fitFrameHeight(options.height);
      home();
      map.setMaxBounds(map.getBounds().pad(0.6));
      map.setMinZoom(map.getZoom() - 0.5);
      Promise.all([read(options.backdropUrl), read(options.regenciesUrl)]).then(function (files) {
        L.geoJSON(files[0], {
          pane: "backdropPane", interactive: false,
          style: { pane: "backdropPane", className: "ntt-backdrop", weight: 0.6, fillOpacity: 1 },
        }).addTo(map);
        regencies = L.geoJSON(files[1], {
          pane: "regencyPane",
          style: function (feature) { return styleOf(feature.properties.regency_code); },
          onEachFeature: onEachRegency,
        }).addTo(map);
        defineHatch();
        drawLabels();
        applyState();
        map.on("zoomend", placeLabels);
        map.on("zoomend", function () { if (state && state.lines && state.lines.length) drawOverlay(); });
        window.addEventListener("resize", drawLabels);
      }).catch(showFailure);
    },

    toPaper: toPaper,

    paint: function (next) {
      state = next;
      applyState();
    },
  };
})();
