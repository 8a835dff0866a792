"""Names with markup in them are shown as text everywhere: nothing runs, nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Dialog, Error, Page

from analysis.scenario.document import to_dict
from analysis.scenario.scenario import ExtraDemand, Scenario
from ntt_data.store.database import open_database
from ntt_data.store.scenarios import ScenarioStore
from tests.support.serving import copy_house, serving
from tests.support.user_text import MARK, NASTY
from tests.support.watched import Watched, watching

MARKUP = '<img src=pwn.png onerror="window.pwned=1">'
# Markdown's own links and pictures are refused by the loader (tests/ntt_data/test_loader.py).
HOSTILE = f"{MARKUP}</script><!--<script><a href='javascript:pwned'>{{{{7*7}}}}"
TYPED = f"{MARKUP}![i](pwn.png)[a](javascript:pwned)"
#: Names that people read, by table; one row of each becomes hostile.
NAMES = {
    "regencies": (("regency_code", "5302"), ("name", "name_on_map", "capital")),
    "commodities": (("commodity", "rice"), ("name_id",)),
    "sectors": (("sector", "livestock"), ("name_id",)),
    "kpju_items": (("item", "maize"), ("name_id",)),
    "zones": (("zone_id", "Z4"), ("name_id", "seat", "literal")),
    "transport_nodes": (("node_id", "C5302"), ("name",)),
    "sources": (("source_id", "003_49c762d796999e18.txt"), ("title", "publisher")),
    "indicators": (("indicator", "population"), ("name_id",)),
    "closure_events": (("event", None), ("name_id", "note_id")),
    "programmes": (("order", None), ("name_id",)),
}
PATHS = [
    "/?year=2022",
    "/map?regency=5302",
    "/map?indicator=kpju_item&item=maize&regency=5302",
    "/sectors?regency=5302",
    "/profile?regency=5302",
    "/matcher?commodity=rice&year=2022&regency=5302",
    "/scenarios?commodity=rice&year=2022",
    "/methods",
    "/partners?regency=5302",
    "/guide?regency=5302",
    "/tables?table=regencies",
    "/tables?table=sources",
]
#: What markup would leave behind in a document if it were taken for more than text.
LEFT_BEHIND = """() => {
  const bad = [...document.querySelectorAll('img[src*="pwn"], a[href^="javascript"]')];
  const found = bad.map(element => {
    const box = element.closest('[data-testid]') || element.parentElement;
    return box.getAttribute('data-testid') + ': ' + box.textContent.slice(0, 150);
  });
  if (window.pwned) found.push('script has run');
  return found;
}"""


def _make_hostile(house: Path) -> None:
    for name, ((key, value), columns) in NAMES.items():
        path = house / f"ntt_data/curated/{name}.csv"
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        rows = table.index == 0 if value is None else table[key] == value
        assert rows.any(), f"{name} has no row {value}"
        for column in set(columns) & set(table.columns):
            table.loc[rows, column] = HOSTILE
        table.to_csv(path, index=False)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    house = copy_house(folder / "house")
    _make_hostile(house)
    environment = {"NTT_DATABASE_URL": f"sqlite:///{folder / 'ntt.db'}"}
    with serving(folder / "log.txt", house, environment) as server:
        yield server.address
    assert not server.events("error"), server.log


@pytest.fixture
def named_by_a_person(hostile: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Link id of a scenario whose name, description and demand hold all of it."""
    folder = next(tmp_path_factory.getbasetemp().glob("hostile*"))
    store = ScenarioStore(open_database(f"sqlite:///{folder / 'ntt.db'}"))
    demand = ExtraDemand(TYPED, "5302", "rice", tonnes=1000)
    made = Scenario(TYPED, "rice", 2022, description=TYPED, extra_demand=(demand,))
    return store.create(to_dict(made)).link_id


@pytest.fixture
def typed_with_marks(hostile: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Link id of a scenario whose texts hold all that Streamlit's Markdown makes something of."""
    folder = next(tmp_path_factory.getbasetemp().glob("hostile*"))
    store = ScenarioStore(open_database(f"sqlite:///{folder / 'ntt.db'}"))
    demand = ExtraDemand(NASTY, "5302", "rice", tonnes=1000)
    made = Scenario(NASTY, "rice", 2022, description=NASTY, extra_demand=(demand,))
    return store.create(to_dict(made)).link_id


@pytest.fixture
def visitor(browser: Browser, hostile: str) -> Iterator[Watched]:
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    with watching(browser, hostile, 1440, 900) as watched:
        watched.page.on("dialog", note)
        yield watched
        watched.page.remove_listener("dialog", note)
        watched.wrong.clear()  # of what such names are asked for, each test sees to itself
    assert not said, f"a dialog opened: {said}"


def _left_behind(page: Page) -> list[str]:
    """What stands in any frame of the page; a map that is drawn anew is looked at anew."""
    for _attempt in range(5):
        try:
            return [found for frame in page.frames for found in frame.evaluate(LEFT_BEHIND)]
        except Error as error:
            if "detached" not in str(error):
                raise
            page.wait_for_timeout(300)
    raise AssertionError("the frames of the page never came to rest")


def _open_everything(visitor: Watched) -> None:
    page = visitor.page
    visitor.open_folds()
    for tab in page.get_by_role("tab").all():
        tab.click()
        page.wait_for_timeout(100)


@pytest.mark.parametrize("path", PATHS)
def test_names_stay_text(visitor: Watched, path: str) -> None:
    page = visitor.open(path)
    _open_everything(visitor)
    visitor.settle()
    assert not _left_behind(page)
    asked = [line for line in visitor.wrong if "pwn" in line]
    assert not asked, asked


def test_what_people_type_stays_text(visitor: Watched, named_by_a_person: str) -> None:
    page = visitor.open(f"/scenarios?scenario={named_by_a_person}&with=baseline")
    _open_everything(visitor)
    visitor.settle()
    assert page.get_by_text(MARKUP).count(), "the name is shown"
    assert not _left_behind(page)
    for button in ("Versi", "Gandakan", "Arsipkan"):  # somebody else's is archived as a copy
        page.get_by_role("button", name=button).click()
        visitor.settle()
        assert not _left_behind(page)
        page.keyboard.press("Escape")
    asked = [line for line in visitor.wrong if "pwn" in line]
    assert not asked, asked


def test_what_people_type_is_read_as_they_typed_it(visitor: Watched, typed_with_marks: str) -> None:
    page = visitor.open(f"/scenarios?scenario={typed_with_marks}&with=baseline")
    _open_everything(visitor)
    visitor.settle()
    page.get_by_role("button", name="Gandakan").click()
    visitor.settle()
    main = page.locator(".stMainBlockContainer")
    told = main.locator('[data-testid="stAlert"]').filter(has_text="Digandakan")
    read = " ".join(told.inner_text().split())
    assert read.endswith(f"{' '.join(NASTY.split())} (salinan)"), "letter by letter"
    headings = main.get_by_role("heading").filter(has_text=MARK)
    assert headings.count(), "a comparison's own title names the scenario"
    for heading in headings.all_inner_texts():
        assert " ".join(NASTY.split()) in " ".join(heading.split())
    places = ':is(h3, [data-testid="stAlert"])'
    # Every heading has an anchor, which leads to its own place on the page.
    for active in ('a:not([href^="#"])', '[aria-label$="icon"]', ".katex", "b"):
        made = main.locator(f"{places} {active}").filter(has_text=MARK)
        assert not made.count(), active
    assert not page.locator(f'a[href*="{MARK}"]:not([href^="#"])').count()
    assert not page.locator(".stMarkdownColoredText").filter(has_text=MARK).count()


def test_the_map_shows_the_name_as_it_stands(visitor: Watched) -> None:
    visitor.open("/map")
    frame = visitor.map_frame()
    frame.locator('path[data-regency="5302"]').hover(position={"x": 40, "y": 30}, force=True)
    assert MARKUP in frame.locator(".ntt-tip-title").inner_text()
    assert not _left_behind(visitor.page)
