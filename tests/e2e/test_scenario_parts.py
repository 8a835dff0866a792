"""A scenario's field is read alone in a browser: the answer follows, nothing typed is lost."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.support.watched import Watched


def test_a_field_is_read_alone_and_the_answer_follows(desktop: Watched) -> None:
    page = desktop.open("/scenarios?commodity=rice&year=2022")
    page.get_by_role("button", name="Skenario baru").click()
    growth = page.get_by_role("textbox", name="Perubahan jumlah penduduk (%)")
    expect(growth).to_have_value("0")
    desktop.settle()
    growth.fill("-5")
    growth.press("Enter")
    # 442,722 t available - 569,849 t x 0.95 needed
    metrics = page.get_by_test_id("stMetric")
    expect(metrics.first).to_contain_text("−98.635 t")
    # What is typed and the click that leaves the field come in one message of the field's part.
    growth.fill("-10")
    page.get_by_role("button", name="Ubah produksi").click()
    change = page.get_by_role("textbox", name="Perubahan dalam persen")
    expect(change).to_have_value("0")
    expect(metrics.first).to_contain_text("−70.142 t")
    desktop.settle()
    page.locator("[class*=production_changes-0-pct-less] button").click()
    expect(change).to_have_value("−5")
    # 442,722 t x 0.95 - 569,849 t x 0.9
    expect(metrics.first).to_contain_text("−92.278 t")
    page.get_by_role("tab", name="Pencocokan").click()
    page.get_by_text("Pasokan dari luar NTT", exact=True).click()
    expect(metrics.nth(2)).to_contain_text("Dari luar NTT0 t")
    page.get_by_role("tab", name="Neraca").click()
    growth.fill("-20")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="Compare", exact=True)).to_be_visible()
    # 442,722 t x 0.95 - 569,849 t x 0.8
    expect(metrics.first).to_contain_text("−35,293 t")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: ")).to_be_visible()
    desktop.settle()
    page.reload()
    desktop.settle()
    expect(metrics.first).to_contain_text("−35,293 t")
