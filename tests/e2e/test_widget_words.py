"""Streamlit's own words in Indonesian, and nobody else's: on a page with what Streamlit draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

SCRIPT = Path(__file__).parents[2] / "static" / "page" / "widget_words.js"
DRAWN = """
<div data-testid="stDataFrameColumnMenu"><p>Autosize</p><p>Format</p></div>
<div data-testid="stDataFrameStatisticsMenu"><p>Median</p><p>Distinct</p></div>
<div data-testid="stMultiSelect"><input placeholder="Choose options">
  <span id="chip">Values <button aria-label="Remove Kupang"></button></span></div>
<div role="listbox"><p role="option">Select all</p><p role="option">Open</p>
  <p role="option" aria-label="Remove subsidy">Remove subsidy</p></div>
<div data-testid="stDateInput"><span role="spinbutton" aria-label="month, Tenggat"></span>
  <button aria-label="Choose date"></button></div>
<p id="ours">Search</p>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(10_000)  # a page that writes without end answers nothing
    page.set_content(f'<html lang="id"><body>{DRAWN}</body></html>')
    page.add_script_tag(path=SCRIPT)
    yield page
    page.close()


def test_words_that_are_the_same_in_both_languages_are_left_alone(page: Page) -> None:
    """Written again they were seen again: the column menu's "Format" froze the page for good."""
    told = page.locator('[data-testid^="stDataFrame"]').all_inner_texts()
    assert re.split(r"\s+", " ".join(told)) == [
        *("Sesuaikan", "lebar", "Format", "Median", "Nilai", "berbeda")
    ]
    page.evaluate("document.querySelector('#ours').title = 'Search'")
    assert page.evaluate("1 + 1") == 2


def test_what_people_have_named_stays_theirs(page: Page) -> None:
    options = page.locator('[role="option"]')
    assert options.all_inner_texts() == ["Pilih semua", "Open", "Remove subsidy"]
    assert options.last.get_attribute("aria-label") == "Remove subsidy"
    assert page.locator("#chip").inner_text().strip() == "Values"
    assert page.locator("#chip button").get_attribute("aria-label") == "Hapus Kupang"
    assert page.locator("#ours").inner_text() == "Search"
    assert page.locator("input").get_attribute("placeholder") == "Pilih"


def test_the_parts_of_a_date_are_named(page: Page) -> None:
    expect(page.get_by_role("spinbutton")).to_have_attribute("aria-label", "bulan, Tenggat")
    expect(page.locator("button").last).to_have_attribute("aria-label", "Pilih tanggal")


def test_streamlits_words_come_back_with_english_and_go_again(page: Page) -> None:
    field = page.locator("input")
    page.evaluate("document.documentElement.lang = 'en'")
    expect(field).to_have_attribute("placeholder", "Choose options")
    expect(page.get_by_text("Autosize")).to_be_visible()
    page.evaluate("document.documentElement.lang = 'id'")
    expect(field).to_have_attribute("placeholder", "Pilih")


def test_no_word_of_ours_is_one_of_theirs() -> None:
    """It would be put into Indonesian twice, and taken back to something else."""
    table = SCRIPT.read_text(encoding="utf-8").partition("const WORDS = {")[2].partition("};")[0]
    words = dict(re.findall(r'^\s*"?([^":]+?)"?: "(.*)",$', table, re.MULTILINE))
    assert len(words) > 50
    assert not set(words) & set(words.values())
