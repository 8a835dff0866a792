/* The page on paper, beside static/page/print.css.
 *
 * What Streamlit draws on a canvas prints as the screen shows it: of a table the rows and columns
 * that are scrolled to, of a chart a picture of the screen's width in the screen's theme. Before
 * the browser prints, each table is therefore written out as HTML with all its rows, each chart
 * drawn in the paper's width and in light colours, each map fitted to the paper; afterwards all of
 * it is taken away again. Tables and charts are asked for what they hold at that moment, so that
 * nothing more is sent to anybody who does not print.
 *
 * What is asked are the properties that Streamlit gives to the grid (Glide: columns, rows,
 * getCellContent) and the view of Vega; tests/e2e/test_print.py fails when an update of Streamlit
 * hides them. Where they are not found the screen's picture is printed, with a line that says so. */
(function () {
  "use strict";
  const element = document.getElementById("ntt-words");
  if (!element) return; // the page was opened before an update of the server
  // Words and colours of the newest run; the listeners are set once.
  const said = JSON.parse(element.textContent), own = JSON.parse(document.currentScript.dataset.own);
  window.nttPaperWords = {
    ...said.paper, ...said[own.language].print, ...own,
    light: { ...said.paper.light, ...own.areas },
  };
  if (window.nttPaper) return;

  const PAPER_WIDTH_PX = 1032; // between the margins of A4 across, as print.css sets them
  const CHART_HEIGHT_PX = 570; // that stands on one sheet with its title and its source
  const MOST_ROWS = 500; // some twenty sheets
  const LETTERS_PX = 12; // 9 pt
  const SHORT = 18; // letters of a name that stays on one line
  const MOST_ADDRESS = 160, MOST_SOURCES = 16; // that a margin holds
  const DARK = "ntt-paper-from-dark", STACKED = "ntt-paper-stacked";
  const PHONE_PX = 640; // below this Streamlit puts columns one below the other

  let undo = null; // what gives the screen back; null when nothing has been prepared

  function words() {
    return window.nttPaperWords;
  }

  function filled(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return values[name] ?? whole; });
  }

  function made(name, className, text) {
    const element = document.createElement(name);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function main() {
    return document.querySelector(".stMainBlockContainer");
  }

  /* What React holds: for every table its grid's properties, for every chart its view. Walked from
   * the root, because a node's own pointer may lead into what was drawn before. */
  function held() {
    const found = new Map();
    const root = document.getElementById("root");
    const key = root && Object.keys(root).find(function (name) { return name.startsWith("__reactContainer$"); });
    let open = key ? [[root[key].stateNode.current, null]] : [];
    while (open.length) {
      const [fiber, above] = open.pop();
      let host = above;
      if (fiber.stateNode instanceof HTMLElement) {
        const kind = fiber.stateNode.dataset.testid;
        if (kind === "stDataFrame" || kind === "stVegaLiteChart") host = fiber.stateNode;
      }
      const props = fiber.memoizedProps;
      if (host && !found.has(host) && props && typeof props.getCellContent === "function" && props.columns) {
        found.set(host, props);
      }
      const view = viewOf(fiber);
      if (view && view.container()) found.set(view.container().closest('[data-testid="stVegaLiteChart"]'), view);
      if (fiber.sibling) open.push([fiber.sibling, above]);
      if (fiber.child) open.push([fiber.child, host]);
    }
    return found;
  }

  function viewOf(fiber) {
    if (typeof fiber.type !== "function" && typeof fiber.type !== "object") return null;
    for (let hook = fiber.memoizedState; hook && typeof hook === "object"; hook = hook.next) {
      const kept = hook.memoizedState && hook.memoizedState.current;
      if (kept && typeof kept.toSVG === "function" && typeof kept.runAsync === "function") return kept;
    }
    return null;
  }

  /* Tables. */

  function textOf(cell) {
    const shown = cell.displayData ?? cell.data ?? cell.copyData ?? "";
    return (Array.isArray(shown) ? shown.join(", ") : String(shown)) || "–";
  }

  function readRows(grid) {
    const rows = [];
    for (let row = 0; row < Math.min(grid.rows, MOST_ROWS); row++) {
      rows.push(grid.columns.map(function (_, column) {
        const cell = grid.getCellContent([column, row]);
        return { text: textOf(cell), isRight: cell.contentAlign === "right" };
      }));
    }
    return rows;
  }

  function tableOf(grid, rows, columns) {
    const table = made("table"), head = made("thead"), body = made("tbody"), titles = made("tr");
    columns.forEach(function (at) {
      const title = made("th", rows.length && rows[0][at].isRight ? "ntt-right" : "", grid.columns[at].title);
      titles.appendChild(title);
    });
    rows.forEach(function (row) {
      const line = made("tr");
      columns.forEach(function (at) {
        const kind = row[at].isRight ? "ntt-right" : row[at].text.length <= SHORT ? "ntt-short" : "";
        line.appendChild(made("td", kind, row[at].text));
      });
      body.appendChild(line);
    });
    head.appendChild(titles);
    table.append(head, body);
    return table;
  }

  /* The table as wide as the paper. Names stay on one line where there is room for it; columns that
   * do not fit beside each other stand in further tables, each with the first column again. */
  function tablesFor(grid, rows) {
    const ruler = made("div", "ntt-paper-table ntt-paper-ruler");
    const all = grid.columns.map(function (_, at) { return at; });
    const table = tableOf(grid, rows, all);
    ruler.style.width = PAPER_WIDTH_PX + "px";
    ruler.appendChild(table);
    main().appendChild(ruler);
    const isWide = table.offsetWidth > PAPER_WIDTH_PX, height = table.offsetHeight;
    table.classList.add("ntt-tight");
    const fits = table.offsetWidth <= PAPER_WIDTH_PX;
    const widths = Array.from(table.rows[0].cells, function (cell) { return cell.offsetWidth; });
    if (!isWide && height < table.offsetHeight) table.classList.remove("ntt-tight");
    ruler.remove();
    if (fits) return [table];
    return grouped(widths).map(function (columns) { return tableOf(grid, rows, columns); });
  }

  function grouped(widths) {
    const groups = [];
    let group = [], width = 0;
    widths.forEach(function (each, at) {
      if (group.length > 1 && width + each > PAPER_WIDTH_PX) {
        groups.push(group);
        group = [0];
        width = widths[0];
      }
      group.push(at);
      width += each;
    });
    return groups.concat([group]);
  }

  function writeOut(host, grid) {
    const box = made("div", "ntt-paper-table");
    const rows = readRows(grid);
    box.append(...tablesFor(grid, rows));
    if (grid.rows > rows.length) {
      const count = new Intl.NumberFormat(document.documentElement.lang);
      box.appendChild(made("p", "", filled(words().stops, {
        shown: count.format(rows.length), rows: count.format(grid.rows),
      })));
    }
    return putInPlace(host, box);
  }

  /* On screen it stays hidden; the stylesheet of the paper shows it and hides ``host``. */
  function putInPlace(host, box) {
    box.hidden = true;
    host.after(box);
    host.dataset.onPaper = "below";
    return function () {
      box.remove();
      delete host.dataset.onPaper;
    };
  }

  /* Charts and maps. */

  function paperWidth(element) {
    const share = element.getBoundingClientRect().width / main().firstElementChild.clientWidth;
    return Math.floor(PAPER_WIDTH_PX * Math.min(1, share));
  }

  function inLight(svg) {
    return Object.entries(words().light).reduce(function (text, [dark, light]) {
      return text.replaceAll(new RegExp(dark, "gi"), light);
    }, svg);
  }

  /* A chart higher than a sheet is made smaller, but not its letters; they may need room at the
   * side. ``box`` must stand in the document to be measured. */
  function fitSheet(svg) {
    const width = Number(svg.getAttribute("width")), height = Number(svg.getAttribute("height"));
    const scale = Math.min(1, CHART_HEIGHT_PX / height, PAPER_WIDTH_PX / width);
    svg.querySelectorAll("text").forEach(function (text) {
      text.setAttribute("font-size", Math.max(LETTERS_PX, parseFloat(text.getAttribute("font-size"))) / scale + "px");
    });
    const ruler = made("div", "ntt-paper-ruler");
    ruler.appendChild(svg);
    main().appendChild(ruler);
    const drawn = svg.getBBox();
    ruler.remove();
    const left = Math.min(0, drawn.x), right = Math.max(width, drawn.x + drawn.width);
    svg.setAttribute("viewBox", [left, 0, right - left, height].join(" "));
    svg.setAttribute("width", Math.min(PAPER_WIDTH_PX, Math.ceil((right - left) * scale)));
    svg.setAttribute("height", Math.floor(height * scale));
    return svg;
  }

  function drawAgain(host, view, isDark) {
    const width = view.width();
    const fills = Math.abs(width - host.clientWidth) < 3;
    const undone = [];
    let isOver = false;
    const resized = fills ? view.width(paperWidth(host)).runAsync() : Promise.resolve();
    // Only promises that are ready: they come to their end before the browser prints.
    resized.then(function () { return view.toSVG(); }).then(function (svg) {
      if (isOver) return;
      const box = made("div", "ntt-paper-chart");
      box.innerHTML = isDark ? inLight(svg) : svg;
      box.replaceChildren(fitSheet(box.firstElementChild));
      undone.push(putInPlace(host, box));
    }).finally(function () {
      if (fills) view.width(width).runAsync();
    });
    return function () {
      isOver = true;
      undone.forEach(function (each) { each(); });
    };
  }

  /* Legends and marks that the server has coloured for the dark theme. */
  function lighten(element) {
    const screenStyle = element.getAttribute("style");
    element.setAttribute("style", inLight(screenStyle));
    return function () { element.setAttribute("style", screenStyle); };
  }

  function fitMap(frame) {
    const inside = frame.contentWindow && frame.contentWindow.nttMap;
    if (!inside || !inside.toPaper || !frame.clientWidth) return null;
    return inside.toPaper(paperWidth(frame), words().light, words().map);
  }

  /* What stands on every sheet. */

  function labelled(widget, value) {
    const label = widget.querySelector('[data-testid="stWidgetLabel"]');
    const name = label ? label.textContent.trim() : "";
    return value ? (name ? name + ": " + value : value) : "";
  }

  /* The choices that the whole page is about: those at its side and above its first heading. */
  function choices() {
    const heading = main().querySelector("h2, h3");
    const widgets = document.querySelectorAll(
      ':is([data-testid="stSidebar"], .stMainBlockContainer) [data-testid="stSelectbox"]');
    return Array.from(widgets).filter(function (widget) {
      return !heading || widget.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).map(function (widget) {
      const field = widget.querySelector("input");
      return labelled(widget, field ? field.value.trim() : "");
    }).filter(Boolean).slice(0, 4);
  }

  function sourcesCited() {
    const cited = new Set();
    main().querySelectorAll("[data-sources]").forEach(function (each) {
      each.dataset.sources.split(" ").filter(Boolean).forEach(function (id) { cited.add(id); });
    });
    const ids = Array.from(cited).sort(), more = ids.length - MOST_SOURCES;
    return ids.slice(0, MOST_SOURCES).join(", ") + (more > 0 ? " +" + more : "");
  }

  function now() {
    const language = document.documentElement.lang === "en" ? "en-GB" : "id-ID";
    const options = { timeZone: "Asia/Makassar", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
    return new Intl.DateTimeFormat(language, options).format(new Date()) + " WITA";
  }

  /* A text as CSS writes it. */
  function quoted(text) {
    return '"' + text.replace(/[\\"\n\r\f<]/g, function (sign) {
      return "\\" + sign.codePointAt(0).toString(16) + " ";
    }) + '"';
  }

  function headSheets() {
    const address = decodeURI(location.href);
    const cited = sourcesCited();
    const lines = {
      "top-left": [words().page, ...choices()].join(" · "),
      "top-right": words().product + " · " + words().edition,
      "bottom-left": [
        cited ? filled(words().sources, { sources: cited }) : words().where,
        address.length > MOST_ADDRESS ? address.slice(0, MOST_ADDRESS) + "…" : address,
      ].join("\n"),
      "bottom-right": filled(words().printed, { moment: now() }),
    };
    const sheet = made("style");
    const boxes = Object.entries(lines).map(function ([place, text]) {
      const shown = text.split("\n").map(quoted).join(' "\\a " ');
      const count = place === "bottom-right"
        ? ' "\\a " ' + quoted(words().sheet.split("{page}")[0]) + " counter(page) " +
          quoted(words().sheet.split("{page}")[1].split("{pages}")[0]) + " counter(pages)"
        : "";
      return "@" + place + " { content: " + shown + count + "; }";
    });
    sheet.textContent = "@media print { @page { " + boxes.join(" ") + " } }";
    document.head.appendChild(sheet);
    // Browsers without boxes in the margins: once, at the head of the first sheet.
    const block = made("p", "ntt-paper-head", Object.values(lines).join(" · "));
    if (!window.CSSMarginRule) main().prepend(block);
    return function () {
      sheet.remove();
      block.remove();
    };
  }

  function prepare() {
    if (undo || !main()) return;
    const root = document.documentElement;
    const isDark = getComputedStyle(document.querySelector('[data-testid="stApp"]')).colorScheme === "dark";
    root.classList.toggle(DARK, isDark);
    root.classList.toggle(STACKED, window.innerWidth < PHONE_PX);
    const done = [headSheets()];
    const known = held();
    main().querySelectorAll('[data-testid="stDataFrame"], [data-testid="stVegaLiteChart"]').forEach(function (host) {
      const has = known.get(host);
      if (host.dataset.testid === "stVegaLiteChart") {
        if (has) done.push(drawAgain(host, has, isDark));
      } else if (has) {
        done.push(writeOut(host, has));
      } else {
        const told = made("p", "ntt-paper-note", words().unread);
        told.hidden = true;
        host.after(told);
        done.push(function () { told.remove(); });
      }
    });
    if (isDark) main().querySelectorAll('[data-testid="stHtml"] [style]').forEach(function (each) { done.push(lighten(each)); });
    main().querySelectorAll("iframe").forEach(function (frame) {
      const undone = fitMap(frame);
      if (undone) done.push(undone);
    });
    undo = function () {
      done.forEach(function (each) { each(); });
      root.classList.remove(DARK, STACKED);
    };
  }

  function giveBack() {
    if (undo) undo();
    undo = null;
  }

  const style = made("link");
  style.rel = "stylesheet";
  style.href = document.currentScript.dataset.style;
  document.head.appendChild(style);

  window.nttPaper = { prepare: prepare, giveBack: giveBack };
  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", giveBack);
  // Developers' tools that show the page as printed send no such event.
  window.matchMedia("print").addEventListener("change", function (event) {
    if (event.matches) prepare(); else giveBack();
  });
})();
