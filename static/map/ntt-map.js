/* The map of the 22 regencies inside streamlit-folium's frame.
 *
 * Geometry comes once from static files that the browser caches; a change of indicator sends only
 * colours and texts (nttMap.paint), a click answers with the regency's code alone. Without this
 * split every change would send the whole layer and blank the map. What lies over the regencies is
 * in files of its own: ntt-names.js, ntt-lines.js, ntt-tip.js, ntt-small.js.
 */
(function () {
  "use strict";

  const WEST_EAST_ASPECT = 0.52; // height/width at which the province fills the frame
  const PADDING_PX = 4;

  let map = null;
  let regencies = null; // L.GeoJSON once the file is there
  const layers = {}; // code -> its part of it
  let state = null; // last painted state, kept until the geometry has arrived
  let names = null; // labels
  let lines = null; // flows, network, points
  let tip = null;
  let small = null; // the inset
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
      names.draw();
      applyState();
    };
    tip.hide();
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

  /* Half as faded as on white, or the area would sink into the dark sea. */
  function opacityOf(code) {
    const opacity = state.opacities ? state.opacities[code] ?? 1 : 1;
    return state.theme === "dark" ? (1 + opacity) / 2 : opacity;
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
      fillOpacity: fill ? opacityOf(code) : 1,
    };
  }

  function textsOf(code) {
    return (state && state.tooltips && state.tooltips[code]) || [code];
  }

  function choose(code) {
    if (!state || !state.selectable) return;
    // Asked first, shown while the server answers: neither waits for the other.
    window.Streamlit.setComponentValue({ regency_code: code, at: Date.now() });
    state.selected = code;
    restyle();
  }

  /* The layer speaks, lights up and is chosen as the regency that it is part of. */
  function answers(layer, code) {
    tip.speaks(layer, function () { return textsOf(code); }, function () { return code; });
    layer.on("click", function () { choose(code); });
    layer.on("mouseover", function () { lightUp(code, true); });
    layer.on("mouseout", function () { lightUp(code, false); });
  }

  function lightUp(code, lit) {
    layers[code].setStyle(lit ? { weight: 1.8 } : styleOf(code));
  }

  function onEachRegency(feature, layer) {
    const code = feature.properties.regency_code;
    layers[code] = layer;
    tip.knows(code, feature.geometry);
    answers(layer, code);
  }

  /* Leaflet focuses the map when it is pressed. The browser would then scroll the page around this
   * frame until the whole map is seen: the finger comes up elsewhere, and the first click is lost. */
  function focusWithoutScrolling(container) {
    const focus = container.focus.bind(container);
    container.focus = function () { focus({ preventScroll: true }); };
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
        element.setAttribute("aria-label", textsOf(code).join(", "));
      }
      if (state && state.selected === code) layer.bringToFront();
    });
    if (small) small.restyle();
    // Brought to the front is taken out and put back in, which would lose the keyboard's place.
    if (focused.dataset && focused.dataset.regency && document.activeElement !== focused) focused.focus();
    enterAt(ordered(), entrance() || pathOf(state && state.selected));
  }

  function pathOf(code) {
    return map.getContainer().querySelector('path[data-regency="' + code + '"]');
  }

  /* The regencies' paths, the most western first. */
  function ordered() {
    const west = function (code) { return layers[code].getBounds().getCenter().lng; };
    return Object.keys(layers).sort(function (a, b) { return west(a) - west(b); }).map(pathOf).filter(Boolean);
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
    const group = [ordered(), lines.spoken()].find(function (each) { return each.includes(event.target); });
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

  /* Names first: arrows end at their edges, and tonnes stand where they leave room. */
  function drawOver() {
    names.place(state.marks || {});
    lines.draw(state.lines || [], state.points || [], state.haloColor);
    enterAt(lines.spoken());
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
    document.body.style.setProperty("--ntt-text-scale", state.textScale || 1);
    describe();
    if (regencies) {
      restyle();
      drawOver();
      document.body.setAttribute("data-painted", state.stamp || "");
    }
  }

  function read(url) {
    return fetch(url).then(function (answer) {
      if (!answer.ok) throw new Error(url + ": " + answer.status);
      return answer.json();
    });
  }

  /* Labels are measured, which only holds in the typeface and size that they are shown in. */
  function lettering() {
    const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')].filter(function (link) { return !link.sheet; });
    const waited = sheets.map(function (link) {
      return new Promise(function (done) { link.onload = link.onerror = done; });
    });
    return Promise.all(waited).then(function () { return document.fonts.load('600 12px "Source Sans 3"'); })
      .catch(function () {}); // without its typeface the map still says what it says
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
      tip = window.nttTip(map);
      names = window.nttNames(map, config.labels);
      lines = window.nttLines(map, names, tip);
      map.attributionControl.setPosition("bottomleft"); // the inset stands at the right
      map.attributionControl.setPrefix(false);
      map.attributionControl.addAttribution(options.attribution);
      map.getContainer().addEventListener("keydown", onKey);
      focusWithoutScrolling(map.getContainer());
      [["backdropPane", 200], ["reachPane", 390], ["regencyPane", 400], ["insetPane", 420], ["flowPane", 450], ["labelPane", 620]].forEach(function (pane) {
        map.createPane(pane[0]).style.zIndex = pane[1];
      });
      map.getPane("labelPane").style.pointerEvents = "none";
      keepFrameHeight(options.height);
      fitFrameHeight(options.height);
      home();
      map.setMaxBounds(map.getBounds().pad(0.6));
      map.setMinZoom(map.getZoom() - 0.5);
      Promise.all([read(options.backdropUrl), read(options.regenciesUrl), lettering()]).then(function (files) {
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
        small = window.nttSmall(map, config, layers, styleOf, answers);
        names.draw();
        applyState();
        map.on("zoomstart", function () { tip.hide(); });
        map.on("zoomend", function () { if (state) drawOver(); });
        window.addEventListener("resize", function () { names.draw(); if (state) drawOver(); });
      }).catch(showFailure);
    },

    toPaper: toPaper,

    paint: function (next) {
      state = next;
      applyState();
    },
  };
})();
