"""Decks by address (``/paparan/…``): which deck, of which edition, with which slides."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from threading import Event
from urllib.parse import parse_qs, urlsplit

import pytest

from ntt_data import editions
from ntt_data.editions import Edition
from ntt_data.store import StoreError
from pages.routes import deck_jobs, presentation
from pages.routes.deck_jobs import Decks, TooManyError
from services.briefing.catalogue import Subject
from services.deck import catalogue
from tests.support.routes import ask
from tests.support.small_deck import KEYS, SIGNS, TYPED, small_deck

PROVINCE = "/paparan/provinsi/ntt"


class _Slides(HTMLParser):
    """Slides in their order, those left out, all text, and every link."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self.left_out: list[str] = []
        self.links: dict[str, str] = {}
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(named)
        if named.get("class") == "slide":
            (self.left_out if "hidden" in named else self.told).append(named["data-key"] or "")
        if tag == "a":
            self.links[named.get("class") or ""] = named["href"] or ""

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decks that take no time to be filled."""
    monkeypatch.setattr(catalogue, "deck_of_figures", small_deck)
    monkeypatch.setattr(presentation, "slides_of_now", lambda _subject: [])


def _now(**query: str) -> str:
    return "&".join([f"edisi={editions.newest()}", *(f"{k}={v}" for k, v in query.items())])


def _opened(address: str) -> tuple[_Slides, str]:
    for _attempt in range(200):
        status, _headers, body = ask(address)
        if status != 202:
            break
        time.sleep(0.02)
    assert status == 200, body.decode()
    return _Slides(body.decode()), body.decode()


def test_an_address_without_an_edition_leads_to_that_of_now() -> None:
    status, headers, _body = ask(f"{PROVINCE}?salindia=who,need&lang=en")
    assert status == 302
    there = urlsplit(headers["location"])
    assert there.path == PROVINCE
    assert parse_qs(there.query) == {
        "salindia": ["who,need"],
        "lang": ["en"],
        "edisi": [str(editions.newest())],
    }


@pytest.mark.parametrize(("lang", "language"), [("", "id"), ("en", "en"), ("xx", "id")])
def test_all_slides_are_in_one_document_in_its_language(lang: str, language: str) -> None:
    slides, html = _opened(f"{PROVINCE}?{_now(lang=lang)}")
    assert slides.told == KEYS
    assert f'<html lang="{language}"' in html
    assert SIGNS[language] in slides.text  # type: ignore[index]
    assert f"data {editions.newest()}" in slides.text or f"edition {editions.newest()}" in html


def test_it_needs_nothing_that_its_policy_forbids() -> None:
    slides, html = _opened(f"{PROVINCE}?{_now()}")
    assert "style" not in slides.attributes | slides.tags
    assert not {each for each in slides.attributes if each.startswith("on")}
    sources = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert sources
    assert not [each for each in sources if not each.startswith("/")]
    policy = ask(f"{PROVINCE}?{_now()}")[1]["content-security-policy"]
    assert "script-src 'self'; style-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


def test_what_somebody_typed_is_text_and_no_markup() -> None:
    slides, html = _opened(f"{PROVINCE}?{_now()}")
    assert TYPED in slides.text
    assert not {"i", "u"} & slides.tags
    assert "<b> =1" not in html


def test_slides_are_chosen_and_ordered_and_the_others_are_at_hand() -> None:
    slides, _html = _opened(f"{PROVINCE}?{_now(salindia='prices,need,prices')}")
    assert slides.told == ["prices", "need"]
    assert slides.left_out == ["who", "together", "years"]
    assert "1 / 2" in slides.text


@pytest.mark.parametrize(("asked", "told"), [("need,nix%3Cb%3E", ["need"]), ("nix", KEYS)])
def test_a_slide_that_is_not_there_is_named_beside_those_that_are(
    asked: str, told: list[str]
) -> None:
    slides, html = _opened(f"{PROVINCE}?{_now(salindia=asked)}")
    assert slides.told == told
    assert "tidak mempunyai salindia bernama 'nix" in slides.text
    assert "salindianya: need, who, together, years, prices." in slides.text
    assert "nix<b>" not in html
    assert "nix" not in _opened(f"{PROVINCE}?{_now(salindia='need')}")[1]


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("/paparan/kecamatan/1", "provinsi"),
        ("/paparan/provinsi/ntb", "Provinsinya hanya satu"),
        ("/paparan/%3Cscript%3Ealert(1)/x", "paparan"),
    ],
)
def test_a_deck_that_is_not_there_is_told(asked: str, told: str) -> None:
    status, headers, body = ask(asked)
    assert status == 404
    assert headers["content-type"].startswith("text/html")
    assert told in body.decode()
    assert b"<script>alert" not in body


@pytest.mark.parametrize(
    "edition", ["00000000.0", "nonsense", "{digest}.99999", "%3Cscript%3Ealert(1)"]
)
def test_an_edition_that_cannot_be_worked_out_is_told_with_a_way_to_the_newest(
    edition: str,
) -> None:
    named = edition.format(digest=editions.curated_digest())
    status, _headers, body = ask(f"{PROVINCE}?salindia=who&edisi={named}")
    assert status == 410
    text = body.decode()
    assert "Edisi data ini sudah tidak ada" in text
    assert f"{PROVINCE}?salindia=who&amp;edisi={editions.newest()}" in text
    assert "<script>alert" not in text


def test_an_older_edition_stays_and_the_newer_one_is_a_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened = editions.newest()
    address = f"{PROVINCE}?edisi={opened}&salindia=who"
    slides, html = _opened(address)
    assert re.search(r'class="newer" href="[^"]+" hidden', html)
    later = Edition(opened.curated, opened.change + 1)
    monkeypatch.setattr(editions, "newest", lambda: later)
    slides, html = _opened(address)
    assert str(opened) in slides.text
    assert str(later) not in slides.text
    assert re.search(r'class="newer" href="[^"]+">Data baru tersedia', html)
    assert slides.links["newer"] == f"{PROVINCE}?salindia=who&edisi={later}"
    assert ask("/paparan/edisi")[2].decode() == str(later)


def test_a_deck_that_takes_time_says_so_and_asks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Event()

    def slow(subject: Subject) -> object:
        go_on.wait(10)
        return small_deck(subject)

    monkeypatch.setattr(catalogue, "deck_of_figures", slow)
    monkeypatch.setattr(editions, "curated_digest", lambda: "0a0a0a0a")  # nobody has made it
    address = f"{PROVINCE}?lang=en&edisi={editions.newest()}"
    status, headers, body = ask(address)
    go_on.set()
    assert status == 202
    assert headers["cache-control"] == "no-store"
    assert "deck_wait.js" in body.decode()
    assert f'content="1;url={address.replace("&", "&amp;")}"' in body.decode()
    assert "The deck is being prepared" in body.decode()
    assert _opened(address)[0].told == KEYS


def test_what_fails_is_told_and_made_when_it_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_subject: Subject) -> object:
        raise StoreError("unavailable", reason="gone")

    monkeypatch.setattr(editions, "curated_digest", lambda: "0b0b0b0b")
    address = f"{PROVINCE}?edisi={editions.newest()}"
    with monkeypatch.context() as patched:
        patched.setattr(catalogue, "deck_of_figures", broken)
        status, headers, body = ask(address)
    assert status == 503
    assert headers["retry-after"] == "30"
    assert "Paparan belum dapat dibuat" in body.decode()
    assert _opened(address)[0].told == KEYS


def test_it_travels_small() -> None:
    address = f"{PROVINCE}?{_now()}"
    _opened(address)
    _status, headers, body = ask(address, **{"accept-encoding": "gzip, br"})
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == ask(address)[2]


# Who waits for which deck.


@pytest.fixture
def held() -> Iterator[Event]:
    go_on = Event()
    yield go_on
    go_on.set()


def test_a_deck_is_made_once_and_too_many_are_refused(
    held: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deck_jobs, "MOST_WAITING", 2)
    monkeypatch.setattr(deck_jobs, "MOST_KEPT", 2)
    made: list[str] = []
    decks = Decks()

    def making(name: str) -> object:
        def make() -> object:
            held.wait(10)
            made.append(name)
            return name

        return make

    first = decks.asked("a", making("a"))  # type: ignore[arg-type]
    assert decks.asked("a", making("a")) is first  # type: ignore[arg-type]
    decks.asked("b", making("b"))  # type: ignore[arg-type]
    with pytest.raises(TooManyError):
        decks.asked("c", making("c"))  # type: ignore[arg-type]
    held.set()
    assert decks.asked("b", making("b")).result(10) == "b"  # type: ignore[arg-type]
    assert made == ["a", "b"]
    decks.asked("c", making("c")).result(10)  # type: ignore[arg-type]
    assert not decks.has("a"), "the one that was asked for longest ago gives way"
    assert decks.has("c")
