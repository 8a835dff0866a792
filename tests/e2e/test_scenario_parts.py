"""A scenario's field is read alone in a browser: the answer follows, nothing typed is lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.watched import Watched


def test_a_field_is_read_alone_and_the_answer_follows(desktop: Watched) -> None:
    page = desktop.open("/scenarios?commodity=rice&year=2022")
    page.get_by_role("button", name="Skenario baru").click()
    growth = page.get_by_label("Perubahan jumlah penduduk (%)")
    expect(growth).to_have_value("0")
    desktop.settle()
    growth.fill("-5")
    growth.press("Enter")
    # 449,142 t available - 592,969 t x 0.95 needed
    expect(page.get_by_test_id("stMetric").first).to_contain_text("−114.178 t")
    # What is typed counts although a button is pressed at once, which stands in another part.
    growth.fill("-10")
    page.get_by_role("button", name="Ubah produksi").click()
    expect(page.get_by_label("Perubahan dalam persen")).to_have_value("0")
    expect(page.get_by_test_id("stMetric").first).to_contain_text("−84.530 t")
    desktop.settle()
    page.locator("[class*=st-key-][class*=production_changes-0-pct-less] button").click()
    expect(page.get_by_label("Perubahan dalam persen")).to_have_value("−5")
    # 449,142 t x 0.95 - 592,969 t x 0.9
    expect(page.get_by_test_id("stMetric").first).to_contain_text("−106.987 t")
    page.get_by_role("tab", name="Pencocokan").click()
    page.get_by_text("Pasokan dari luar NTT").click()
    expect(page.get_by_test_id("stMetric").nth(2)).to_contain_text("0 t")
    growth_now = page.get_by_label("Perubahan jumlah penduduk (%)")
    expect(growth_now).to_have_value("-10")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan: ")).to_be_visible()
    desktop.settle()
    page.reload()
    desktop.settle()
    expect(page.get_by_test_id("stMetric").first).to_contain_text("−106.987 t")
