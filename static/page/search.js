/* The search that stands on every page: a button above, by Control + K too, and a field over the
 * page whose answers come from the server as one types (pages/routes/search.py matches, this draws).
 *
 * A combobox as the ARIA practices describe it: the focus stays in the field, the arrows choose
 * among the answers, Enter opens one, Escape closes. An answer is opened as the browser's "back"
 * opens a page, within the visit that one is in; with Control, or without a connection, as any link.
 * It lies beside Streamlit's own elements, which Streamlit makes anew as it likes. */
(function () {
  "use strict";
  const element = document.getElementById("ntt-words");
  if (!element) return; // the page was opened before an update of the server
  // Words of the newest run; the search is made once.
  const language = JSON.parse(document.currentScript.dataset.own).language;
  window.nttSearchWords = { ...JSON.parse(element.textContent)[language].search, language: language };
  if (window.nttSearch) {
    window.nttSearch();
    return;
  }

  const SERVER = document.currentScript.src.replace(/app\/static\/page\/.*$/, "");
  const WAIT_MS = 120; // after the last letter
  const LATE_MS = 500;
  const GOES_ALONG = ["lang", "size"]; // of the address, to whichever page is opened
  const SVG = "http://www.w3.org/2000/svg";
  const LENS = "M10.5 4a6.5 6.5 0 1 0 4 11.6l4.7 4.7 1.4-1.4-4.7-4.7A6.5 6.5 0 0 0 10.5 4Zm0 2a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z";
  const CROSS = "m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4Z";

  let options = [], active = -1, opensFirst = false; // Enter was pressed before the answer came
  let waiting = null, asking = null;

  function words() {
    return window.nttSearchWords;
  }

  function made(name, className, text) {
    const element = document.createElement(name);
    element.className = className;
    if (text) element.textContent = text;
    return element;
  }

  function drawn(path) {
    const svg = document.createElementNS(SVG, "svg"), line = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  }

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = document.currentScript.dataset.style;
  document.head.append(style);

  const place = made("search", "ntt-search");
  const opener = made("button", "ntt-search-open");
  const openerText = made("span", "ntt-search-open-text");
  opener.type = "button";
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "Control+K");
  opener.append(drawn(LENS), openerText, made("kbd", "", "Ctrl K"));

  const dialog = made("dialog", "ntt-search-dialog");
  const line = made("div", "ntt-search-line");
  const field = made("input", "ntt-search-field");
  const close = made("button", "ntt-search-close");
  const list = made("div", "ntt-search-list");
  const note = made("p", "ntt-search-note");
  const keys = made("p", "ntt-search-keys");
  const told = made("div", "ntt-search-told");
  Object.assign(field, { type: "text", autocomplete: "off", spellcheck: false, maxLength: 200 });
  Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": "ntt-search-list", autocapitalize: "off", enterkeyhint: "go",
  }).forEach(function (pair) { field.setAttribute(pair[0], pair[1]); });
  list.id = "ntt-search-list";
  list.setAttribute("role", "listbox");
  close.type = "button";
  close.append(drawn(CROSS));
  told.setAttribute("role", "status");
  line.append(drawn(LENS), field, close);
  dialog.append(line, note, list, keys, told);
  place.append(opener, dialog);
  document.body.prepend(place);

  function say() {
    openerText.textContent = words().open;
    opener.setAttribute("aria-label", words().what);
    [dialog, field, list].forEach(function (each) { each.setAttribute("aria-label", words().what); });
    field.placeholder = words().what;
    close.setAttribute("aria-label", words().close);
    close.title = words().close;
    keys.textContent = words().keys;
    if (!field.value) note.textContent = words().hint;
  }

  function choose(at) {
    if (options[active]) options[active].setAttribute("aria-selected", "false");
    active = at;
    const chosen = options[active];
    if (!chosen) return field.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  function addressOf(answer) {
    const url = new URL(answer.address, SERVER), now = new URLSearchParams(location.search);
    GOES_ALONG.forEach(function (key) { if (now.has(key)) url.searchParams.set(key, now.get(key)); });
    return url.href;
  }

  function option(answer) {
    const link = made("a", "ntt-search-option"), side = made("span", "ntt-search-side");
    link.href = addressOf(answer);
    link.id = "ntt-search-option-" + options.length;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    const by = answer.by ? "\u201c" + answer.by + "\u201d" : "";
    const detail = [by, answer.detail].filter(Boolean).join(" \u00b7 ");
    link.append(made("span", "ntt-search-name", answer.name));
    if (detail) side.append(made("span", "ntt-search-detail", detail));
    if (answer.where) side.append(made("span", "ntt-search-where", answer.where));
    if (side.childNodes.length) link.append(side);
    options.push(link);
    return link;
  }

  function group(title, answers) {
    const box = made("div", "ntt-search-group"), heading = made("div", "ntt-search-title", title);
    heading.id = "ntt-search-group-" + list.childNodes.length;
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", heading.id);
    box.append(heading);
    answers.map(option).forEach(function (each) { box.append(each); });
    return box;
  }

  function show(found, text) {
    list.textContent = "";
    options = [];
    active = -1;
    found.groups.forEach(function (each) { list.append(group(each.title, each.answers)); });
    const nothing = text && !options.length ? words().nothing.split("{text}").join(text) : "";
    if (found.nearest.length) list.append(group(words().nearest, found.nearest));
    note.textContent = text ? nothing : words().hint;
    told.textContent = text ? nothing || words().found.replace("{n}", options.length) : "";
    field.setAttribute("aria-expanded", String(options.length > 0));
    // What only resembles it is not opened by Enter alone.
    choose(found.groups.length ? 0 : -1);
    if (opensFirst && options[active]) go(options[active].href);
    opensFirst = false;
  }

  function isDown() {
    const app = document.querySelector('[data-testid="stApp"]');
    return !app || app.getAttribute("data-test-connection-state") !== "CONNECTED";
  }

  function go(href) {
    dialog.close();
    if (isDown()) return location.assign(href);
    // As Streamlit finds its page after "back": no page is loaded anew, and the visit goes on.
    history.pushState(null, "", href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector('[data-testid="stMain"]').scrollTo({ top: 0 });
  }

  function ask() {
    const text = field.value.trim();
    if (asking) asking.abort();
    asking = null;
    if (!text) return show({ groups: [], nearest: [] }, "");
    const mine = asking = new AbortController();
    const query = new URLSearchParams({ q: text, lang: words().language });
    // A server that does much else answers late; an empty list would read as nothing found.
    setTimeout(function () {
      if (asking === mine) note.textContent = told.textContent = words().searching;
    }, LATE_MS);
    fetch(SERVER + "search.json?" + query, { signal: mine.signal })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.json();
      })
      .then(function (found) { if (asking === mine) { asking = null; show(found, text); } })
      .catch(function () {
        if (asking !== mine) return; // a newer question has taken its place
        asking = null;
        show({ groups: [], nearest: [] }, "");
        note.textContent = told.textContent = words().silent;
      });
  }

  function open() {
    if (dialog.open) return;
    dialog.showModal();
    field.select();
  }

  opener.addEventListener("click", open);
  close.addEventListener("click", function () { dialog.close(); });
  dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", function () { clearTimeout(waiting); opensFirst = false; });
  field.addEventListener("input", function () {
    clearTimeout(waiting);
    opensFirst = false;
    waiting = setTimeout(function () { waiting = null; ask(); }, WAIT_MS);
  });
  list.addEventListener("click", function (event) {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab
    event.preventDefault();
    go(link.href);
  });
  field.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    const n = options.length;
    if (event.key === "ArrowDown" && n) choose((active + 1) % n);
    else if (event.key === "ArrowUp" && n) choose((active <= 0 ? n : active) - 1);
    else if (event.key === "Enter" && (waiting || asking)) opensFirst = true;
    else if (event.key === "Enter" && options[active]) {
      if (event.ctrlKey || event.metaKey) window.open(options[active].href, "_blank", "noopener");
      else go(options[active].href);
    } else return;
    event.preventDefault();
  });
  // Streamlit's own keys are single letters, and listen to the whole page.
  dialog.addEventListener("keydown", function (event) { event.stopPropagation(); });
  window.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    open();
  }, true);

  window.nttSearch = say;
  say();
})();
