"""What is answered beside Streamlit, asked as a server would ask it."""

from __future__ import annotations

from typing import Any

import pytest

from pages.routes import MIDDLEWARE
from pages.ui.static_files import STATIC, versioned
from tests.support.event_loop import run
from tests.support.open_page import PATHS
from tests.support.routes import ask

FOREVER = "public, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (versioned("map/ntt-map.js"), FOREVER),
        ("map/ntt-map.js", "no-cache"),
        ("map/ntt-map.js?v=0123456789ab", "no-cache"),
        (versioned("map/ntt-map.js").replace("map/ntt-map.js?", "map/ntt-map.css?"), "no-cache"),
    ],
)
def test_a_file_is_kept_for_good_when_the_address_tells_its_content(asked: str, kept: str) -> None:
    status, headers, body = ask(f"/app/static/{asked}")
    assert status == 200
    assert headers["cache-control"] == kept
    assert headers["x-content-type-options"] == "nosniff"
    assert body == (STATIC / asked.partition("?")[0]).read_bytes()


def test_who_has_a_file_is_not_sent_it_again() -> None:
    _, headers, _ = ask("/app/static/map/ntt-map.js")
    status, again, body = ask("/app/static/map/ntt-map.js", **{"if-none-match": headers["etag"]})
    assert (status, body) == (304, b"")
    assert again["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("geo/regencies.geojson", "application/geo+json"),
        ("map/ntt-map.css", "text/css; charset=utf-8"),
        ("fonts/source-sans-3-latin-wght-normal.woff2", "font/woff2"),
        ("icon.png", "image/png"),
    ],
)
def test_a_file_is_called_what_it_is(name: str, kind: str) -> None:
    assert ask(f"/app/static/{name}")[1]["content-type"] == kind


@pytest.mark.parametrize(
    "path", ["none.js", "", "map", "../app.py", "%2e%2e/app.py", "/etc/passwd"]
)
def test_nothing_else_is_served(path: str) -> None:
    assert ask(f"/app/static/{path}")[0] == 404


@pytest.mark.parametrize("asked", ["health", "host-config"])
def test_a_page_is_no_server_and_says_so_without_an_error(asked: str) -> None:
    """Not 2xx, which would be a yes; not 4xx, which a browser logs; no place to be sent to."""
    status, headers, _ = ask(f"/map/_stcore/{asked}")
    assert status == 300
    assert "location" not in headers


def test_what_the_server_itself_answers_is_left_to_it() -> None:
    for path in ("/_stcore/health", "/_stcore/host-config", "/map/_stcore/stream", "/static/x"):
        assert ask(path)[0] == 404, "no route of ours"


@pytest.mark.parametrize("path", [*PATHS, "/index.html", "/map?regency=5302"])
def test_every_page_says_before_any_script_that_it_is_not_to_be_translated(path: str) -> None:
    """A browser that translates wraps the texts, and Streamlit goes on writing into others."""
    status, headers, body = ask(path)
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    head = body.decode().partition("<script")[0]
    assert '<html lang="id" translate="no">' in head
    assert '<meta name="google" content="notranslate" />' in head


@pytest.mark.parametrize(
    ("origin", "passes"),
    [
        (None, True),
        ("http://hall.test:8501", True),
        ("https://hall.test:8501", True),
        ("http://hall.test", False),
        ("http://elsewhere.example", False),
        ("http://hall.test:8501.elsewhere.example", False),
        ("http://elsewhere.example/hall.test:8501", False),
        ("null", False),
        ('http://hall.test:8501" event=forged', False),
        ("http://hall.test:8501/", False),
        ("http://hall.test:8501/%0aevent=forged", False),
        ("ftp://hall.test:8501", False),
        ("hall.test:8501", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_only_pages_of_this_server_open_a_session(origin: str | None, passes: bool) -> None:
    reached = []

    async def streamlit(*_asgi: Any) -> None:
        reached.append(True)

    (guard,) = (each for each in MIDDLEWARE if each.cls.__name__ == "SameOrigin")
    sent = []

    async def send(message: Any) -> None:
        sent.append(message)

    named = {"host": "hall.test:8501", **({} if origin is None else {"origin": origin})}
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }
    run(guard.cls(streamlit)(scope, None, send))  # type: ignore[arg-type, call-arg]
    assert bool(reached) == passes
    assert sent == ([] if passes else [{"type": "websocket.close", "code": 1008}])


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [
        ("/Matcher?year=2021", "/matcher?year=2021"),
        ("/matcher)", "/matcher"),
        ("/matcher.", "/matcher"),
        ("/map\u200b?regency=5302", "/map?regency=5302"),
        ("/matcher&amp;year=2021", "/matcher?year=2021"),
        ("/map/", "/map"),
        ("/data/tables", "/tables"),
        ("/overview", "/"),
        ("/rakor/Masuk).", "/rakor/masuk"),
        ("/rakor//tanda-terima/AB-12,", "/rakor/tanda-terima/AB-12"),
        ("/rakor/none", "/not-found?address=rakor%2Fnone"),
        ("/index.htm", "/"),
        ("//matcher", "/matcher"),
        ("//evil.example/map", "/map"),
        ("/none", "/not-found?address=none"),
        ("/none/of/these", "/not-found?address=none%2Fof%2Fthese"),
        ("//evil.example", "/not-found?address=%2Fevil.example"),
        ("/a\r\nLocation: b", "/not-found?address=a%0D%0ALocation%3A%20b"),
    ],
)
def test_an_address_that_is_no_page_leads_to_one(asked: str, sent_to: str) -> None:
    status, headers, _ = ask(asked, accept="text/html,*/*")
    assert (status, headers["location"]) == (302, sent_to)


def test_who_asks_for_a_file_is_sent_to_no_page() -> None:
    for path in ("/robots.txt", "/apple-touch-icon.png"):
        assert ask(path, accept="image/png,*/*")[0] == 404
