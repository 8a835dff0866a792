"""A browser that translates the page must not leave yesterday's sentence above today's figures."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.watched import Watched

#: What Google's translator does to every text of a page, but for the translation.
WRAP = """() => {
  const walker = document.createTreeWalker(document.querySelector(".stMain"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
  for (const text of texts) {
    const outer = document.createElement("font"), inner = document.createElement("font");
    outer.style.verticalAlign = inner.style.verticalAlign = "inherit";
    inner.textContent = text.data;
    outer.append(inner);
    text.parentNode.replaceChild(outer, text);
  }
  return texts.length;
}"""
#: The same in two steps, as others do it.
WRAP_IN_STEPS = WRAP.replace(
    "text.parentNode.replaceChild(outer, text);",
    "text.parentNode.insertBefore(outer, text); text.remove();",
)
#: And again whenever the page changes, for ever.
WRAP_ALWAYS = f"""() => {{
  const wrap = {WRAP};
  new MutationObserver(() => setTimeout(wrap, 1)).observe(
    document.querySelector(".stMain"), {{ childList: true, subtree: true }});
  wrap();
}}"""
SAID = "#ntt-translation"


def _choose(watched: Watched, commodity: str) -> None:
    page = watched.page
    page.locator(".st-key-commodity").get_by_role("combobox").click()
    page.get_by_role("option", name=commodity, exact=True).click()
    watched.settle()


def _headings(page: Page) -> str:
    return " ".join(page.locator(".stMain h2").all_inner_texts())


def test_the_page_says_that_it_has_its_own_languages(desktop: Watched) -> None:
    page = desktop.open("/matcher?lang=en")
    assert page.evaluate("document.documentElement.translate") is False
    assert page.locator('meta[name="google"]').get_attribute("content") == "notranslate"
    assert page.evaluate("document.documentElement.lang") == "en"
    desktop.map_frame()
    frames = [frame for frame in page.frames if "folium" in frame.url]
    assert frames
    assert not [frame for frame in frames if frame.evaluate("document.documentElement.translate")]


@pytest.mark.parametrize("wrap", [WRAP, WRAP_IN_STEPS], ids=["at once", "in two steps"])
def test_texts_follow_their_figures_whatever_was_wrapped(desktop: Watched, wrap: str) -> None:
    page = desktop.open("/matcher?lang=en&commodity=rice&year=2022")
    assert "2022" in _headings(page)
    assert page.evaluate(wrap) > 50
    expect(page.locator(".stMain font")).to_have_count(0)
    expect(page.locator(SAID)).to_contain_text("has tried to translate this page")
    _choose(desktop, "Bird's eye chili")
    # The run that the choice asks for may not have begun when the page was found at rest.
    expect(page.locator(".stMain")).to_contain_text("chili 2022")
    desktop.settle()
    assert "chili 2022" in _headings(page)
    assert "Rice 2022" not in page.locator(".stMain").inner_text()
    page.locator(SAID).get_by_role("button").click()
    expect(page.locator(SAID)).to_have_count(0)


def test_without_that_the_text_would_freeze(desktop: Watched) -> None:
    """The fault itself: should this fail, the two tests above no longer show anything."""
    desktop.page.add_init_script("window.nttTranslation = true")
    desktop.is_spent = True  # a tab never forgets such a script
    page = desktop.open("/matcher?lang=en&commodity=rice&year=2022")
    page.evaluate(WRAP)
    _choose(desktop, "Bird's eye chili")
    assert "Rice 2022" in page.locator(".stMain").inner_text()
    desktop.wrong.clear()  # what React says of it


def test_who_does_not_give_in_is_told_of(desktop: Watched) -> None:
    page = desktop.open("/matcher?commodity=rice&year=2022")
    page.evaluate(WRAP_ALWAYS)
    expect(page.locator(SAID)).to_contain_text("Matikan terjemahan peramban")
