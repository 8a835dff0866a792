"""What a person sees when the server dies under a page, a page fails, or a map layer is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.ports import free_port
from tests.support.serving import copy_house, serving
from tests.support.watched import Watched


@pytest.fixture
def window(browser: Browser) -> Iterator[Watched]:
    """A window whose console is not watched: it complains of every server that is gone."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page(), "")
    context.close()


def test_after_a_restart_a_reload_brings_back_the_page_and_its_choices(
    window: Watched, tmp_path: Path
) -> None:
    port = free_port()
    with serving(tmp_path / "first.txt", port=port) as first:
        window.address = first.address
        page = window.open("/map?indicator=density&regency=5302")
        expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()
        window.map_frame()
        first.kill()
    with serving(tmp_path / "second.txt", port=port) as second:
        page.reload()
        window.settle()
        expect(page).to_have_url(re.compile("indicator=density"))
        expect(page.get_by_text("Ibu kota Waingapu")).to_be_visible()
        page.get_by_role("link", name="Profil daerah").click()
        expect(page.locator("h1")).to_have_text("Kabupaten Sumba Timur")
        assert not second.events("error")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("broken")
    house = copy_house(folder / "house")
    page = house / "pages/potential/sectors/page.py"
    page.write_text(page.read_text(encoding="utf-8") + "\nraise ValueError\n", encoding="utf-8")
    guide = house / "pages/cooperation/guide/page.py"
    callback = "\nimport streamlit as st\nst.button('Gagal', on_click=lambda: 1 / 0)\n"
    guide.write_text(guide.read_text(encoding="utf-8") + callback, encoding="utf-8")
    (house / "static/geo/regencies.geojson").write_text('{"type": "FeatureColl', encoding="utf-8")
    with serving(folder / "log.txt", house) as server:
        yield server.address


def test_a_failing_page_shows_a_number_and_the_menu(window: Watched, broken: str) -> None:
    window.address = broken
    page = window.open("/sectors?lang=en")
    expect(page.get_by_text(re.compile("Tell the administrators the number K-"))).to_be_visible()
    assert page.locator('[data-testid="stException"]').count() == 0
    page.get_by_role("link", name="Cooperation guide").click()
    expect(page.locator("h1")).to_have_text("Cooperation guide")
    window.settle()
    page.get_by_role("button", name="Gagal").click()
    expect(page.get_by_text(re.compile("Tell the administrators the number K-"))).to_be_visible()
    page.get_by_role("link", name="Potential map").click()
    expect(page.locator("h1")).to_have_text("Potential map")


def test_a_broken_layer_is_told_in_the_map(window: Watched, broken: str) -> None:
    window.address = broken
    page = window.open("/map")
    frame = page.frame_locator('iframe[title*="folium"]').first
    expect(frame.get_by_text("Peta tidak dapat dimuat")).to_be_visible()
    page.get_by_text("Angka yang sama dalam tabel").click()
    expect(page.locator('[data-testid="stDataFrame"]').first).to_be_visible()
