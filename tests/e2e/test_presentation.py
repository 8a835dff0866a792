"""Decks over the whole screen in a browser: what a hall sees, and what a clicker does to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from ntt_data.editions import newest
from publishing.deck.live.document import waiting_html
from services.briefing.catalogue import IN_ADDRESS
from services.deck.catalogue import KINDS, every_key
from tests.support.watched import Watched, watching

PROVINCE = "/paparan/provinsi/ntt"
SIZES = [(1920, 1080), (1024, 768)]
#: One deck of each kind that there is; of scenarios there is none before somebody saves one.
_WORDS = {kind: word for word, kind in IN_ADDRESS.items()}
_KEYS = {"commodity": "rice"}
EACH_KIND = [
    f"/paparan/{_WORDS[kind]}/{_KEYS.get(kind) or every_key(kind)[0]}"
    for kind in KINDS
    if kind != "scenario"
]

#: What is wrong with the slide that is shown: scrolling, letters too small, text out of its box.
_WRONG = """() => {
  const wrong = [], slide = document.querySelector('.slide.current');
  const body = slide.querySelector('.body'), frame = body.getBoundingClientRect();
  const root = document.documentElement, high = innerHeight;
  if (root.scrollHeight > high || root.scrollWidth > innerWidth) wrong.push('the page scrolls');
  if (body.scrollHeight > body.clientHeight + 1 || body.scrollWidth > body.clientWidth + 1)
    wrong.push('the body overflows');
  const foot = slide.querySelector('footer').getBoundingClientRect();
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT), boxes = [];
  for (let node; (node = walker.nextNode());) {
    const inside = node.parentElement;
    if (!node.data.trim() || inside.closest('.notes, [hidden], .tip')) continue;
    const style = getComputedStyle(inside);
    if (style.display === 'none' || style.visibility === 'hidden') continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()];
    if (!rects.length) continue;
    const scale = inside.closest('svg')?.classList.contains('map') ? inside.getScreenCTM().a : 1;
    const letters = parseFloat(style.fontSize) * scale;
    const share = inside.closest('h2') ? 12 : inside.closest('footer') ? 41 : 20;
    const least = high / share;
    if (letters < least - 0.1) wrong.push(`${node.data}: letters of ${letters}, not ${least}`);
    for (const box of rects) {
      const inBody = inside.closest('.body');
      if (box.left < -1 || box.right > innerWidth + 1 || box.bottom > high + 1)
        wrong.push(`${node.data} is off`);
      if (inBody && (box.right > frame.right + 2 || box.bottom > foot.top + letters * 0.3))
        wrong.push(`${node.data} leaves the body`);
      if (inBody && !inside.closest('svg')) boxes.push([box, node.data, letters]);
    }
  }
  boxes.forEach(([one, words, letters], at) => boxes.slice(at + 1).forEach(([other, more]) => {
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    if (down > letters * 0.45 && across > 2) wrong.push(`${words} lies on ${more}`);
  }));
  return wrong;
}"""


def _keys(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("nttDeck.slides().map(slide => slide.dataset.key)")
    return keys


def _open(watched: Watched, path: str) -> Page:
    page = watched.page
    page.goto(watched.address + path)
    page.wait_for_selector("body[data-fitted]", timeout=180_000)  # made anew, and it says so
    return page


def _shown(page: Page) -> str | None:
    return page.locator(".slide.current").get_attribute("data-key")


@pytest.fixture
def hall(browser: Browser, server: str) -> Iterator[Watched]:
    with watching(browser, server, 1024, 768) as watched:
        yield watched


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("deck", EACH_KIND)
def test_every_slide_fits_in_letters_for_a_hall(hall: Watched, deck: str, language: str) -> None:
    page = _open(hall, f"{deck}?lang={language}")
    wrong = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_selector(f'body[data-fitted="{width}"]')
        for key in _keys(page):
            page.evaluate("key => nttDeck.showKey(key)", key)
            if found := page.evaluate(_WRONG):
                wrong[f"{width}: {key}"] = found
    assert not wrong, wrong
    assert page.evaluate("document.documentElement.lang") == language


def test_the_keys_of_a_clicker_work_wherever_somebody_has_clicked(hall: Watched) -> None:
    page = _open(hall, f"{PROVINCE}#who")
    first, *_between, last = _keys(page)
    area = page.locator('.slide.current .map .area[data-code="5302"]').first
    area.click()
    tip = page.locator(".slide.current .tip")
    expect(tip).to_contain_text("Sumba Timur")
    expect(tip).to_contain_text(" t (")
    page.keyboard.press("PageDown")
    assert _shown(page) == "together"
    page.keyboard.press("PageUp")
    assert _shown(page) == "who"
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()
    page.get_by_role("button", name="Salindia berikutnya").click()
    page.keyboard.press(" ")
    assert _shown(page) == "supplier"
    page.get_by_role("button", name="Catatan").focus()
    for key, shown in (("ArrowLeft", "together"), ("Home", first), ("End", last)):
        page.keyboard.press(key)
        assert _shown(page) == shown
    expect(page.get_by_role("status")).to_have_text(
        f"Salindia {len(_keys(page))} dari {len(_keys(page))}: "
        + (page.locator(".slide.current").get_attribute("data-title") or "")
    )
    page.keyboard.press("n")
    notes = page.locator(".slide.current .notes")
    expect(notes).to_contain_text("Keberatan:")
    page.keyboard.press("Escape")
    expect(notes).to_be_hidden()
    page.keyboard.press(".")
    expect(page.locator("#black")).to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator("#black")).to_be_hidden()
    assert _shown(page) == first
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Tombol")).to_contain_text("PageDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_reload_keeps_slide_and_edition_and_back_leaves_in_one_step(hall: Watched) -> None:
    hall.page.goto(f"{hall.address}/rakor/masuk")
    page = _open(hall, PROVINCE)
    for _turn in range(2):
        page.keyboard.press("PageDown")
    # What a script writes into the address reaches the driver a moment later.
    page.wait_for_url("**#together")
    opened = page.url
    assert parse_qs(urlsplit(opened).query)["edisi"]
    for _turn in range(2):
        page.keyboard.press("Escape")
        page.reload()
        page.wait_for_selector("body[data-fitted]")
        expect(page).to_have_url(opened)
        assert _shown(page) == "together"
    page.go_back()
    expect(page).to_have_url(f"{hall.address}/rakor/masuk")
    page.go_forward()
    page.wait_for_selector("body[data-fitted]")
    assert _shown(page) == "together"


def test_while_a_deck_is_made_the_page_asks_again_and_keeps_the_slide(hall: Watched) -> None:
    script = f"{hall.address}/app/static/page/deck_wait.js"
    html = waiting_html("Paparan disiapkan", "Sebentar.", "", "", script, f"{hall.address}/")
    asked: list[str] = []

    def first_not_ready(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(status=202, content_type="text/html", body=html)
        else:
            route.continue_()

    hall.page.route("**/paparan/provinsi/ntt?*", first_not_ready)
    hall.page.goto(f"{hall.address}{PROVINCE}?edisi={newest()}#who", wait_until="commit")
    hall.page.wait_for_selector("body[data-fitted]", timeout=180_000)
    assert _shown(hall.page) == "who"


def test_slides_are_left_out_and_reordered_by_keyboard_and_the_address_keeps_it(
    hall: Watched,
) -> None:
    page = _open(hall, f"{PROVINCE}?salindia=need,who,pairs&lang=en")
    page.keyboard.press("o")
    items = page.locator("#overview .go")
    expect(items.first).to_be_focused()
    page.keyboard.press(" ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(page).to_have_url(re.compile(r"salindia=pairs(,|%2C)who(&|#|$)"))
    assert "salindia=pairs,who" in page.get_by_label("Link of this deck").input_value()
    page.get_by_role("button", name="Bring back: ").first.click()
    expect(page).to_have_url(re.compile(r"salindia=[a-z]+(,|%2C)[a-z]+(,|%2C)[a-z]+"))
    chosen = parse_qs(urlsplit(page.url).query)["salindia"][0].split(",")
    assert len(chosen) == 3
    page.keyboard.press("Escape")
    page.reload()
    page.wait_for_selector("body[data-fitted]")
    assert _keys(page) == chosen


def test_the_next_slide_is_there_at_once(hall: Watched) -> None:
    took = [_turns(_open(hall, PROVINCE)) for _visit in range(3)]
    # The quickest of three first sights: a neighbour's work on this machine is not the deck's.
    best = sorted(min(turns) for turns in zip(*took, strict=True))
    assert best[int(len(best) * 0.95) - 1] < 400, took


def _turns(page: Page) -> list[float]:
    """Milliseconds from each key to its slide's picture."""
    took: list[float] = page.evaluate(
        """async () => {
          const took = [];
          for (const _slide of nttDeck.slides()) {
            const begun = performance.now();
            document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
            await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
            took.push(performance.now() - begun);
          }
          return took;
        }"""
    )
    return took


def test_on_a_phone_held_upright_it_scrolls_down_and_is_turned_by_a_swipe(phone: Watched) -> None:
    page = _open(phone, f"{PROVINCE}#need")
    for key in _keys(page):
        page.evaluate("key => nttDeck.showKey(key)", key)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), key
    page.evaluate("nttDeck.showKey('who')")
    names = page.locator(".slide.current .map .name:visible")
    assert names.count() > 10
    swipe = """([from, to]) => {
      const at = x => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 });
      const fire = (type, x, touches) => document.body.dispatchEvent(
        new TouchEvent(type, { bubbles: true, touches, changedTouches: [at(x)] }));
      fire('touchstart', from, [at(from)]);
      fire('touchend', to, []);
    }"""
    page.evaluate(swipe, [300, 100])
    assert _shown(page) == "together"
    page.evaluate(swipe, [100, 300])
    assert _shown(page) == "who"


def test_without_scripts_all_slides_stand_below_each_other(browser: Browser, hall: Watched) -> None:
    address = _open(hall, PROVINCE).url.partition("#")[0]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    titles = page.locator(".slide h2")
    assert titles.count() >= 9
    for title in titles.all():
        expect(title).to_be_visible()
    context.close()


def test_a_second_window_follows_and_turns_the_main_one(hall: Watched) -> None:
    """On one machine without the server; a second device follows through it and only follows."""
    page = _open(hall, PROVINCE)
    first, second, third, *_rest = _keys(page)
    with page.context.expect_page() as opened:
        page.keyboard.press("p")
    desk = opened.value
    wrong: list[str] = []
    desk.on("pageerror", lambda error: wrong.append(str(error)))
    heard = desk.locator("#heard")
    expect(heard).to_have_attribute("data-heard", "near")
    soon = 1_000
    page.context.set_offline(True)
    page.keyboard.press("PageDown")
    expect(desk.locator(f"#slide-{second}")).to_have_class("slide current", timeout=soon)
    expect(desk.locator("#spoken")).to_contain_text("Keberatan:")
    title = page.locator(f"#slide-{third}").get_attribute("data-title") or ""
    expect(desk.locator("#after")).to_have_text(f"Berikutnya: {title}")
    desk.keyboard.press("PageDown")
    expect(page.locator(f"#slide-{third}")).to_have_class("slide current", timeout=soon)
    desk.keyboard.press(".")
    expect(page.locator("#black")).to_be_visible(timeout=soon)
    expect(heard).to_contain_text("layar utama sedang hitam")
    desk.keyboard.press("Home")
    expect(page.locator("#black")).to_be_hidden(timeout=soon)
    page.context.set_offline(False)
    hall.wrong[:] = [each for each in hall.wrong if "ERR_INTERNET_DISCONNECTED" not in each]
    desk.keyboard.press("t")
    expect(desk.locator("#timer")).to_have_text(re.compile("00:0[1-9]"))

    page.reload()
    page.wait_for_selector("body[data-fitted]")
    page.keyboard.press("PageDown")
    expect(desk.locator(f"#slide-{second}")).to_have_class("slide current", timeout=soon)

    assert page.context.browser is not None
    with page.context.browser.new_context() as elsewhere:
        tablet = elsewhere.new_page()
        tablet.on("pageerror", lambda error: wrong.append(str(error)))
        tablet.goto(desk.url)
        expect(tablet.locator("#heard")).to_have_attribute("data-heard", "far")
        page.keyboard.press("PageDown")
        expect(tablet.locator(f"#slide-{third}")).to_have_class("slide current")
        tablet.keyboard.press("Home")
        tablet.wait_for_timeout(1_500)
        assert _shown(page) == _shown(tablet) == third

    page.goto("about:blank")
    expect(heard).to_have_text("Layar utama tidak terhubung")
    desk.keyboard.press("Home")
    assert _shown(desk) == first
    assert not wrong
