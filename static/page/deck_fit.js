// What of a slide finds room: letters keep their size, rows and columns give way, and it is said.
(() => {
  "use strict";
  const deck = window.nttDeck;
  // Rows that are worth more than key figures, which the notes have as well; and the fewest.
  const ENOUGH_ROWS = 5, LEAST_ROWS = 1, LEAST_COLUMNS = 3;

  const isOver = (body) => {
    const shown = body.querySelector(".shown");
    return [body, shown, ...(shown ? shown.querySelectorAll(".rows, .chart, .legend") : [])]
      .filter(Boolean)
      .some((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1);
  };

  const columnsOf = (table) => [...table.tHead.rows[0].cells];
  const isWide = (table) => table.offsetWidth > table.parentElement.clientWidth + 1;
  // Columns that the slide can do without go in its order. Where it names none: the first says of what
  // a row is and the last what it comes to, and those between give way.
  // Of numbered columns (rank 1, rank 2, …) the last does: nobody wants the third without the first.
  const stem = (cell) => cell.textContent.replace(/\d+/g, "#");
  const dropColumn = (table, onlySpare) => {
    const shown = columnsOf(table).filter((cell) => !cell.hidden);
    if (shown.length <= LEAST_COLUMNS) return false;
    const [spare] = shown.filter((cell) => cell.dataset.spare).sort((a, b) => a.dataset.spare - b.dataset.spare);
    if (!spare && onlySpare && "spares" in table.dataset) return false;
    const [before, last] = shown.slice(-2);
    const at = (spare || (stem(before) === stem(last) ? last : before)).cellIndex;
    for (const row of table.rows) row.cells[at].hidden = true;
    return true;
  };

  // Bars nearest to nothing go first, of the side that has more of them: a hall that saw one surplus
  // and seven deficits would take them for all.
  const inTurn = (bars) => {
    const gone = [], sides = { above: [], below: [] };
    bars.sort((a, b) => a.dataset.weight - b.dataset.weight);
    for (const bar of bars) sides[bar.dataset.side].push(bar);
    while (gone.length < bars.length)
      gone.push((sides.above.length > sides.below.length ? sides.above : sides.below).shift());
    return gone;
  };

  const reset = (body) => {
    body.classList.remove("terse");
    for (const each of body.querySelectorAll(".rows li, tbody tr, th, td, .figures > div, .figures")) each.hidden = false;
    const rest = body.querySelector(".rest");
    if (rest) rest.hidden = true;
    body.querySelector(".plot")?.classList.remove("sparse");
  };

  const fit = (slide) => {
    const body = slide.querySelector(".body");
    if (!body) return;
    reset(body);
    if (deck.upright()) { // it scrolls: all of it is shown
      years(body);
      return void deck.placeNames?.(slide);
    }
    const rest = body.querySelector(".rest");
    const table = body.querySelector(".shown table");
    const rows = table
      ? [...table.tBodies[0].rows].reverse()
      : inTurn([...body.querySelectorAll(".rows li[data-weight]")]);
    const more = table ? Number(table.dataset.rows) - rows.length : 0;
    let gone = 0;
    const tell = () => {
      if (!rest) return;
      const n = gone + more, fewer = table && columnsOf(table).some((cell) => cell.hidden);
      rest.textContent = [n && deck.say("rest", { n }), fewer && deck.say("columns")].filter(Boolean).join(" · ");
      rest.hidden = !rest.textContent;
    };
    const leaveRows = (least) => {
      while (isOver(body) && rows.length - gone > least) {
        rows[gone].hidden = true;
        gone += 1;
        tell();
      }
    };
    const bringRows = () => {
      for (const row of rows) row.hidden = false;
      gone = 0;
      tell();
    };
    if (table) while (isWide(table) && dropColumn(table));
    tell();
    leaveRows(ENOUGH_ROWS);
    if (isOver(body)) body.classList.add("terse");
    const figures = [...body.querySelectorAll(".figures > div")];
    while (isOver(body) && figures.length) figures.pop().hidden = true;
    if (!figures.length && body.querySelector(".figures")) body.querySelector(".figures").hidden = true;
    leaveRows(LEAST_ROWS);
    // Fewer columns have shorter headers and cells of one line: more of the rows can be read.
    while (table && gone && rows.length - gone < ENOUGH_ROWS && dropColumn(table, true)) {
      bringRows();
      leaveRows(LEAST_ROWS);
    }
    years(body);
    deck.placeNames?.(slide);
  };

  const years = (body) => {
    const plot = body.querySelector(".plot");
    if (!plot) return;
    const words = document.createRange();
    const tight = [...plot.querySelectorAll(".years span")].some((each) => {
      words.selectNodeContents(each);
      return words.getBoundingClientRect().width > each.clientWidth * 0.88 * deck.shrunk();
    });
    plot.classList.toggle("sparse", tight);
  };

  // A slide is measured when it is shown, its neighbours right after.
  let fitted = new Set();
  deck.fitOne = (slide) => {
    // Held upright only the slide that is shown is laid out.
    if (deck.upright() ? slide.classList.contains("current") : !fitted.has(slide)) {
      fitted.add(slide);
      fit(slide);
    }
  };
  deck.fitAll = () => {
    fitted = new Set();
    for (const slide of deck.slides()) deck.fitOne(slide);
    document.body.dataset.fitted = String(innerWidth);
  };
  let asked = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(deck.fitAll);
  });
  document.addEventListener("DOMContentLoaded", async () => {
    await document.fonts.ready;
    deck.fitAll();
  });
})();
