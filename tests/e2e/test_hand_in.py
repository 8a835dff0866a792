"""An office hands in on a phone: by the link of its sheet, with a script and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ntt_data.store import submission_store
from ntt_data.store.collection_records import SheetKey
from services import credentials, rounds
from services.access import Actor
from tests.support.hand_in_rush import BUREAU, opened_sheets
from tests.support.printed import sheets
from tests.support.watched import Watched, watching

WIDTH = 360


@pytest.fixture
def sheet(hall: str) -> tuple[SheetKey, str, str]:
    """A sheet of a new round, the secret part of its link, and the server's address."""
    ((key, token),) = opened_sheets(1)
    return key, token, hall


def hand_in(page: Page) -> None:
    """From the form that is open to the receipt: two typed figures, all else unknown."""
    page.locator("#office").fill("Dinas Pertanian")
    page.locator("#position").fill("Kepala Bidang")
    for select in page.locator("select").all():
        select.select_option(label="tidak tahu")
    page.locator("#maize-production").fill("1.234,5")
    page.locator('[name="s:maize:production"]').select_option("value")
    page.locator('[name="s:maize:stock_start"]').select_option(label="nihil")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sudah benar?")
    expect(page.locator("main")).to_contain_text("seribu dua ratus tiga puluh empat koma lima ton")
    page.get_by_role("button", name="Serahkan").click()
    page.wait_for_url("**/rakor/tanda-terima/*")


def without_connection(watched: Watched) -> None:
    """What is sent while the phone hears nobody stays on the page, to be sent again."""
    page = watched.page
    page.context.set_offline(True)
    page.locator("#maize-stock_start").fill("7")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("alert")).to_contain_text("belum ada yang terkirim")
    expect(page.locator("#maize-stock_start")).to_have_value("7")
    page.context.set_offline(False)
    page.locator("#maize-stock_start").fill("")
    page.get_by_label("Jawaban: Stok awal").select_option("not_known")
    watched.wrong = [each for each in watched.wrong if "ERR_INTERNET_DISCONNECTED" not in each]


def test_by_the_link_on_a_phone(browser: Browser, sheet: tuple[SheetKey, str, str]) -> None:
    key, token, address = sheet
    with watching(browser, address, WIDTH, 740) as watched:
        page = watched.page
        page.goto(f"{address}/rakor/masuk#{token}")
        page.wait_for_url("**/rakor/isi")
        page.go_back()
        assert token not in page.url, "the secret part stays in no history"
        page.goto(f"{address}/rakor/isi")
        page.locator("#maize-production").fill("12")
        expect(page.locator("[data-state]")).to_have_text(
            re.compile(r"Draf tersimpan pukul \d\d\.\d\d\.\d\d WITA\.")
        )
        page.reload()
        expect(page.locator("#maize-production")).to_have_value("12")
        page.get_by_role("button", name="Semua yang kosong: tidak tahu").click()
        without_connection(watched)
        page.get_by_role("button", name="Periksa").click()
        expect(page.get_by_role("alert")).to_contain_text("2 isian perlu diperbaiki")
        hand_in(page)
        assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
        page.go_back()
        page.wait_for_url("**/rakor/isi")  # nothing is left to be checked or handed in again
        expect(page.locator("main")).to_contain_text("Terakhir diserahkan: versi 1")
    kept = submission_store().newest(key)
    assert kept is not None
    told = {each.measure: (each.status, each.value) for each in kept.figures}
    assert told["production"] == ("value", 1234.5)
    assert told["stock_start"] == ("none", None)
    assert told["stock_end"] == ("not_known", None)


def test_without_a_script_by_the_code(browser: Browser, sheet: tuple[SheetKey, str, str]) -> None:
    key, _token, address = sheet
    code = credentials.make_for_sheets(BUREAU, [key])[0].spaced
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": WIDTH, "height": 740}, color_scheme="dark"
    )
    page = context.new_page()
    page.goto(f"{address}/rakor/masuk")
    page.get_by_label("Kode pada lembar akses Anda").fill(code.upper())
    page.get_by_role("button", name="Masuk").click()
    hand_in(page)
    context.close()
    assert submission_store().newest(key) is not None


def test_two_phones_on_one_sheet_are_both_kept_and_both_told(
    browser: Browser, sheet: tuple[SheetKey, str, str]
) -> None:
    key, token, address = sheet
    with (
        watching(browser, address, WIDTH, 740) as one,
        watching(browser, address, WIDTH, 740) as other,
    ):
        for each in (one, other):
            each.page.goto(f"{address}/rakor/masuk#{token}")
            each.page.wait_for_url("**/rakor/isi")
            expect(each.page.locator("[data-twice]")).to_be_hidden()
        hand_in(one.page)
        hand_in(other.page)
        told = other.page.locator("main")
        expect(told).to_contain_text("orang lain sudah menyerahkan versi 1")
        one.page.reload()
        expect(one.page.locator("main")).to_contain_text("Sudah ada versi yang lebih baru: versi 2")
        one.page.get_by_role("link", name="Perbaiki angka").click()
        both = "Versi 1 dan 2 ditulis tanpa saling mengetahui"
        expect(one.page.locator("main")).to_contain_text(both)
    assert [each.no for each in submission_store().versions(key)] == [2, 1]


def test_two_tabs_are_warned_of_each_other_and_a_late_one_of_the_end(
    browser: Browser, sheet: tuple[SheetKey, str, str]
) -> None:
    key, token, address = sheet
    with watching(browser, address, WIDTH, 740) as watched:
        first = watched.page
        first.goto(f"{address}/rakor/masuk#{token}")
        first.wait_for_url("**/rakor/isi")
        second = first.context.new_page()
        second.goto(f"{address}/rakor/isi")
        for tab in (first, second):
            expect(tab.locator("[data-twice]")).to_contain_text("juga terbuka di tab lain")
        second.close()
        first.reload()
        expect(first.locator("[data-twice]")).to_be_hidden()
        rounds.close_round(BUREAU, key.round_id, "Waktu habis")
        first.locator("#maize-production").fill("12")
        state = first.locator("[data-state]")
        expect(state).to_contain_text("Draf tersimpan")
        expect(state).to_contain_text("Sudah ditutup; tidak ada yang dapat diserahkan.")


def test_the_bureau_types_what_came_on_paper(
    browser: Browser, sheet: tuple[SheetKey, str, str], tmp_path: Path
) -> None:
    key, _token, address = sheet
    code = credentials.make_for_role(Actor("administrator"), "bureau").spaced
    context = browser.new_context(viewport={"width": WIDTH, "height": 740}, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{address}/rakor/masuk")
    page.get_by_label("Kode pada lembar akses Anda").fill(code)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("**/rounds")
    page.goto(f"{address}/rakor/kertas/{key.round_id}")
    page.get_by_role("link", name="Masukkan dari kertas: Sumba Barat, Pertanian").click()
    hand_in(page)
    expect(page.locator("main")).to_contain_text("Dimasukkan oleh biro dari lembar kertas")
    page.get_by_role("link", name="Ke daftar lembar").click()
    expect(page.locator("main")).to_contain_text("dari kertas, diisikan oleh biro")
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
    page.goto(f"{address}/rakor/kertas/{key.round_id}/semua/agriculture/cetak")
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTH
    (printed,) = sheets(page, tmp_path / "paper.pdf")
    assert "Jagung" in printed
    assert "Tanda tangan dan stempel" in printed
    assert printed.replace(" ", "").endswith("1/1"), (
        "a page that falls on the floor finds its place again"
    )
    assert "Keluar" not in printed
    context.close()
    kept = submission_store().newest(key)
    assert kept is not None
    assert kept.channel == "paper"
