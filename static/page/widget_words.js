/* Streamlit's own words in Indonesian: those that its widgets write and no option changes.
 *
 * Only names of controls, placeholders, and texts inside Streamlit's own tools are touched, each by
 * its whole wording: what people type or the tables hold stays as it is. */
(function () {
  "use strict";
  if (window.nttWidgetWords) return; // the page is drawn many times, it is watched once
  window.nttWidgetWords = true;

  const WORDS = {
    "Choose an option": "Pilih",
    "Choose options": "Pilih",
    "Choose or add an option": "Pilih",
    "Choose or add options": "Pilih",
    "No results": "Tidak ada yang cocok",
    "No options to select": "Tidak ada pilihan",
    "Select all": "Pilih semua",
    "Clear selection": "Hapus pilihan",
    "Clear all": "Hapus semua",
    "Clear value": "Kosongkan",
    "Selected values": "Yang dipilih",
    Open: "Buka",
    Close: "Tutup",
    "Show data": "Tampilkan data",
    "Show chart": "Tampilkan grafik",
    "Show/hide columns": "Tampilkan atau sembunyikan kolom",
    "Download as CSV": "Unduh sebagai CSV",
    "Download as PNG": "Unduh sebagai PNG",
    Search: "Cari",
    Fullscreen: "Layar penuh",
    "Close fullscreen": "Tutup layar penuh",
    "Toggle fullscreen": "Layar penuh",
    "Next Result": "Hasil berikutnya",
    "Previous Result": "Hasil sebelumnya",
    "Close Search": "Tutup pencarian",
    "Sort ascending": "Urutkan menaik",
    "Sort descending": "Urutkan menurun",
    Autosize: "Sesuaikan lebar",
    "Pin column": "Tahan kolom",
    "Unpin column": "Lepas kolom",
    "Hide column": "Sembunyikan kolom",
    "Copy column name": "Salin nama kolom",
    Statistics: "Statistik",
    Values: "Terisi",
    Empty: "Kosong",
    Distinct: "Nilai berbeda",
    Minimum: "Terkecil",
    Maximum: "Terbesar",
    Average: "Rata-rata",
    Sum: "Jumlah",
    "Standard deviation": "Simpangan baku",
    Automatic: "Otomatis",
    Localized: "Menurut peramban",
    Plain: "Polos",
    Compact: "Ringkas",
    Scientific: "Ilmiah",
    Percent: "Persen",
    "Link to heading": "Tautan ke judul ini",
    "Copy to clipboard": "Salin",
    "Skip to main content": "Langsung ke isi",
    "Collapse sidebar": "Tutup bilah sisi",
    "Expand sidebar": "Buka bilah sisi",
    Sidebar: "Bilah sisi",
    "Main menu": "Menu utama",
    "App pages": "Halaman",
    "Running...": "Sedang menghitung",
    "Stop script": "Hentikan",
    "Zoom in": "Perbesar",
    "Zoom out": "Perkecil",
    Upload: "Pilih berkas",
    "Browse files": "Pilih berkas",
    "Drag and drop file here": "Seret berkas ke sini",
    "Drag and drop files here": "Seret berkas ke sini",
    Cancel: "Batal",
    "Choose date": "Pilih tanggal",
    "Previous month": "Bulan sebelumnya",
    "Next month": "Bulan berikutnya",
  };
  const PATTERNS = [
    [/^Help for (.*)$/, "Penjelasan: $1"],
    [/^Fullscreen: (.*)$/, "Layar penuh: $1"],
    [/^Show data: (.*)$/, "Tampilkan data: $1"],
    [/^Download as (CSV|PNG): (.*)$/, "Unduh sebagai $1: $2"],
    [/^Remove (.*)$/, "Hapus $1"],
    [/^Select (\d+) matches$/, "Pilih $1 yang cocok"],
    [/^(?:Limit )?(\d+)MB per file(?: • (.*))?$/, "Paling besar $1 MB"],
    [/^day, (.*)$/, "hari, $1"],
    [/^month, (.*)$/, "bulan, $1"],
    [/^year, (.*)$/, "tahun, $1"],
    [/^Press Enter to (?:apply|submit form)$/, "Tekan Enter untuk memakai"],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];
  // Where Streamlit writes texts of its own; elsewhere a text is ours or a person's.
  const TOOLS = [
    '[data-testid="stTooltipContent"]', '[data-testid="stFileUploader"]', '[role="listbox"]',
    '[data-testid="stDataFrameColumnMenu"]', '[data-testid="stDataFrameColumnFormattingMenu"]',
    '[data-testid="stDataFrameStatisticsMenu"]', '[data-testid="stDataFrameColumnVisibilityMenu"]',
    '[data-testid="stSkipToContent"]', '[data-testid="InputInstructions"]', '[role="tooltip"]',
  ].join(",");
  // What a list offers is named by people and tables, save for what Streamlit puts above it.
  const OPTION = '[role="option"]', ABOVE_OPTIONS = /^(Select all|Select \d+ matches)$/;
  // Not the marks of a chart, nor images.
  const CONTROLS = 'button, input, textarea, a, section, [role="spinbutton"], [role="dialog"]';
  const written = new Map(); // node -> attribute or "" -> [Streamlit's words, ours]

  function ours(words) {
    const text = words.trim();
    if (Object.hasOwn(WORDS, text)) return WORDS[text];
    for (const [pattern, said] of PATTERNS) if (pattern.test(text)) return text.replace(pattern, said);
    return null;
  }

  function isIndonesian() {
    return document.documentElement.lang === "id";
  }

  function note(node, where, theirs, said) {
    if (!written.has(node)) written.set(node, {});
    written.get(node)[where] = [theirs, said];
  }

  function nameOne(element) {
    if (!element.matches(CONTROLS) || element.closest(OPTION)) return;
    for (const attribute of ATTRIBUTES) {
      const theirs = element.getAttribute(attribute);
      const said = theirs && ours(theirs);
      if (!said || said === theirs) continue; // written again it would be seen again, without end
      element.setAttribute(attribute, said);
      note(element, attribute, theirs, said);
    }
  }

  function writeOne(text) {
    const parent = text.parentElement;
    if (!parent || !parent.closest(TOOLS)) return;
    const theirs = text.nodeValue, said = theirs.trim() && ours(theirs);
    if (!said || said === theirs) return;
    if (parent.closest(OPTION) && !ABOVE_OPTIONS.test(theirs.trim())) return;
    text.nodeValue = said;
    note(text, "", theirs, said);
  }

  function sayIn(root) {
    if (!isIndonesian()) return;
    if (root.nodeType === Node.TEXT_NODE) { writeOne(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    nameOne(root);
    root.querySelectorAll("[aria-label], [title], [placeholder]").forEach(nameOne);
    const tools = root.closest(TOOLS) ? [root] : root.querySelectorAll(TOOLS);
    tools.forEach(function (tool) {
      const texts = document.createTreeWalker(tool, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) writeOne(texts.currentNode);
    });
    root.querySelectorAll("iframe").forEach(watchFrame);
    if (root.nodeName === "IFRAME") watchFrame(root);
  }

  /* Back to Streamlit's words, where they are still ours, when English is chosen. */
  function takeBack() {
    written.forEach(function (places, node) {
      for (const [where, [theirs, said]] of Object.entries(places)) {
        if (where && node.getAttribute(where) === said) node.setAttribute(where, theirs);
        if (!where && node.nodeValue === said) node.nodeValue = theirs;
      }
    });
    written.clear();
  }

  function watch(root) {
    new MutationObserver(function (records) {
      for (const record of records) {
        if (record.type === "childList") record.addedNodes.forEach(sayIn);
        else if (isIndonesian() && record.type === "attributes") nameOne(record.target);
        else sayIn(record.target);
      }
      written.forEach(function (_places, node) { if (!node.isConnected) written.delete(node); });
    }).observe(root, {
      childList: true, subtree: true, characterData: true, attributes: true,
      attributeFilter: ATTRIBUTES,
    });
    sayIn(root);
  }

  /* The buttons of a map stand in the frame of its own that Streamlit gives a component. */
  function watchFrame(frame) {
    function begin() {
      const inside = frame.contentDocument; // null where it is of another origin
      if (!inside || !inside.body || inside.nttWidgetWords) return;
      inside.nttWidgetWords = true;
      watch(inside.body);
    }
    frame.addEventListener("load", begin);
    begin();
  }

  new MutationObserver(function () {
    if (isIndonesian()) sayIn(document.body);
    else takeBack();
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  watch(document.body);
})();
