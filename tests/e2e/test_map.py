"""Maps: nothing written over anything, the smallest can be chosen, quick hands get an answer."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Page, expect

from tests.support.watched import Watched

# Pairs of labels that lie on each other.
_COVERED = """body => {
  const shown = [...body.querySelectorAll('.ntt-label')]
    .filter(each => each.style.visibility === 'visible').map(each => each.firstChild);
  const meet = (a, b) =>
    a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  return shown.flatMap((one, i) => shown.slice(i + 1)
    .filter(other => meet(one.getBoundingClientRect(), other.getBoundingClientRect()))
    .map(other => one.textContent + ' / ' + other.textContent));
}"""
_TONNES = """body => [...body.querySelectorAll('.ntt-flow-label')]
  .filter(each => each.style.visibility === 'visible').length"""
_OVER = """(box, code) => {
  const tip = box.getBoundingClientRect();
  const own = document.querySelector(`path[data-regency="${code}"]`).getBoundingClientRect();
  return tip.left < own.right && tip.right > own.left
    && tip.top < own.bottom && tip.bottom > own.top;
}"""


def test_small_regencies_are_chosen_and_no_label_covers_another(phone: Watched) -> None:
    page = phone.open("/matcher?commodity=rice&year=2023")
    balances, flows = phone.map_frame(0), phone.map_frame(1)
    for frame in (balances, flows):
        assert frame.locator("body").evaluate(_COVERED) == []
    assert flows.locator("body").evaluate(_TONNES) == 3

    balances.locator('path[data-inset="5371"]').click(force=True)
    page.wait_for_url("**regency=5371**")
    phone.settle()  # what the card pushes down has moved by then
    _beside(balances, "5320")  # Sabu Raijua, three islands of a few pixels
    page.wait_for_url("**regency=5320**")
    phone.settle()

    balances.locator('path[data-regency="5302"]').hover(force=True)
    tip = balances.locator(".ntt-tip")
    expect(tip).to_contain_text("Sumba Timur")
    assert not tip.evaluate(_OVER, "5302")
    _only_maps_are_answered(phone, balances)


def test_quick_hands_end_with_what_they_chose_last(desktop: Watched) -> None:
    """Choice, click and choice before an answer has come: one page at the end, of the last ones."""
    page = desktop.open("/map?indicator=zzz")
    note = page.get_by_text("zzz")
    expect(note).to_be_visible()
    for first, last, code in (
        ("Penduduk", "Neraca komoditas", "5302"),
        ("Kepadatan penduduk", "Penduduk", "5310"),
    ):
        _show(page, first)
        desktop.map_frame().locator(f'path[data-regency="{code}"]').dispatch_event("click")
        _show(page, last)
        page.wait_for_url(f"**regency={code}*")
        name = last.removesuffix(" komoditas")  # a heading names the commodity itself
        expect(page.get_by_role("heading", level=2)).to_have_count(1)
        expect(page.get_by_role("heading", level=2)).to_contain_text(name)
    expect(note).to_have_count(0)  # what stands above the page ends with a choice
    page.get_by_role("button", name="Bawa pulang").click()
    expect(page.get_by_text("Tabel halaman ini")).to_be_visible()
    expect(page.get_by_role("button", name="Semua (1) tabel")).to_be_visible()


def _show(page: Page, indicator: str) -> None:
    box = page.locator('[data-testid="stSelectbox"]').filter(has_text="Yang ditampilkan peta")
    box.get_by_role("combobox").click()
    page.get_by_role("option", name=indicator, exact=True).click()


def _only_maps_are_answered(phone: Watched, balances: FrameLocator) -> None:
    """No other sender moves the page, and what a map says that is no code breaks nothing."""
    page = phone.page
    top = "() => document.querySelector('[data-testid=\"stMain\"]').scrollTop"
    page.evaluate("window.dispatchEvent(new Event('wheel'))")  # no click waits for its answer
    page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollTop = 0")
    say = "(%s).postMessage({type: 'streamlit:setComponentValue', value: {regency_code: %s}}, '*')"
    page.evaluate(say % ("window", "'5320'"))
    page.wait_for_timeout(700)
    assert page.evaluate(top) == 0
    balances.locator("body").evaluate(f"() => {{ {say % ('parent', '5320')} }}")
    page.wait_for_timeout(500)  # an error of the page would be seen


def _beside(frame: FrameLocator, code: str) -> None:
    """Click into the sea, a few pixels north of the regency."""
    shape = frame.locator(f'path[data-regency="{code}"]')
    shape.scroll_into_view_if_needed()  # a choice before has brought its card into view
    box = shape.bounding_box()
    assert box
    shape.page.mouse.click(box["x"] + box["width"] * 0.87, box["y"] - 3)
