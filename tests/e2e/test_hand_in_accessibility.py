"""What axe-core finds on the pages of handing in, on a phone and at a desk, in both themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from services import credentials, rounds
from services.access import Actor
from tests.e2e.test_hand_in import hand_in
from tests.support.axe import AXE
from tests.support.hand_in_rush import BUREAU, opened_sheets

BAD = ("moderate", "serious", "critical")


@pytest.fixture
def asked(hall: str) -> tuple[str, str, str, str]:
    """Address of a server, a new round, the secret of a sheet's link, the bureau's code."""
    ((key, token),) = opened_sheets(1)
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    return hall, key.round_id, token, code


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_in_anybody_s_way(
    browser: Browser, asked: tuple[str, str, str, str], width: int
) -> None:
    address, round_id, token, code = asked
    context = browser.new_context(viewport={"width": width, "height": 844})
    page, wrong = context.new_page(), list[str]()

    def look(at: str) -> None:
        wrong.extend(f"{at}: {told}" for told in _findings(page))

    page.goto(f"{address}/rakor/masuk")
    look("sign-in")
    page.locator("#code").fill("5304-222222")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("a wrong code")
    page.goto(f"{address}/rakor/tanda-terima/22222222")
    look("no such receipt")

    page.goto(f"{address}/rakor/masuk#{token}")
    page.wait_for_url("**/rakor/isi")
    look("form")
    page.locator("#maize-production").fill("dua ton")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("form with problems")
    page.goto(f"{address}/rakor/kertas/{round_id}")
    look("the bureau's page")
    page.goto(f"{address}/rakor/isi?lang=en")
    look("form in English")
    page.goto(f"{address}/rakor/isi")
    page.locator('[name="s:maize:production"]').select_option("value")
    hand_in(page)
    look("receipt")

    page.goto(f"{address}/rakor/isi")
    page.evaluate("document.getElementsByName('token').forEach(each => each.value = 'old')")
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()
    look("not taken yet")
    rounds.close_round(BUREAU, round_id, "Waktu habis")
    page.goto(f"{address}/rakor/isi")
    look("closed")

    with browser.new_context(viewport={"width": width, "height": 844}) as bureau:
        page = bureau.new_page()
        page.goto(f"{address}/rakor/masuk/meja")
        look("sign-in to the desk")
        page.locator("#code").fill(code)
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url("**/desk**")
        for place in ("kertas", "templat", "lembar-akses"):
            page.goto(f"{address}/rakor/{place}/{round_id}")
            look(place)
    context.close()
    assert not wrong, "\n".join(wrong)


def _findings(page: Page) -> Iterator[str]:
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.evaluate(AXE)
        answer = page.evaluate(
            "axe.run(document, {resultTypes: ['violations'],"
            " rules: {'color-contrast-enhanced': {enabled: false}}})"
        )
        for each in answer["violations"]:
            if each["impact"] in BAD:
                places = [f"{node['target']} {node['html'][:160]}" for node in each["nodes"]]
                yield f"{theme}: {each['id']}: {'; '.join(places[:3])}"
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "it scrolls sideways"
