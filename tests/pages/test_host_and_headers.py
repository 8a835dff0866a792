"""What a browser is told, and by which name the application may be asked."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ntt_data.log import SettingError
from pages.routes import headers, host
from pages.routes.headers import SameHeaders
from pages.routes.hidden import Hidden
from pages.routes.host import KnownHost
from tests.support.event_loop import run
from tests.support.installation import SERVER

#: What a route may say as well; a browser would have to keep both.
TWICE = (b"referrer-policy", b"unsafe-url")


def _asked(
    middleware: Any, path: str = "/", kind: str = "http", scheme: str = "http", **given: str
) -> tuple[bool, list[dict[str, Any]]]:
    """Whether the application was reached, and what was sent."""
    reached: list[str] = []
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, _receive: Any, send: Any) -> None:
        reached.append(scope["path"])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"a", b"b"), TWICE]})
        await send({"type": "http.response.body", "body": b"x"})

    async def send(message: Any) -> None:
        sent.append(message)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
    scope = {"type": kind, "method": "GET", "path": path, "scheme": scheme, "headers": named}
    run(middleware(app)(scope, None, send))
    return bool(reached), sent


# The name.


@pytest.mark.parametrize(
    "given",
    [
        *("localhost", "localhost:8501", "LOCALHOST", "127.0.0.1:8501", "[::1]:8501"),
        # A hall: whatever address its router gives, and one that a forwarded port has.
        *("192.168.43.1:8501", "192.168.77.10", "10.0.0.5:9000", "[fd00::12]:8501"),
        *("dasbor.example.go.id", "dasbor.example.go.id.", "Dasbor.Example.go.id:443", "ntt"),
    ],
)
def test_addresses_and_own_names_are_answered(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTT_HOSTS", "dasbor.example.go.id, ntt")
    host._own_names.cache_clear()
    host.is_known.cache_clear()
    try:
        assert host.is_known(given)
    finally:
        host._own_names.cache_clear()
        host.is_known.cache_clear()


FOREIGN = [
    *("evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example"),
    *("", " ", "127.0.0.1@evil.example", "localhost:8501@evil.example", "localhost/", "[::1"),
    *("local host", "[evil.example]", "localhost:99999999", "1.2.3", "0x7f000001", "2130706433"),
    'localhost" event=forged',
]


@pytest.mark.parametrize("given", FOREIGN)
def test_a_name_that_was_turned_to_this_machine_gets_nothing(given: str) -> None:
    """DNS rebinding: the browser believes that page and application are of one origin."""
    reached, sent = _asked(KnownHost, host=given)
    assert not reached
    assert sent[0]["status"] == 421
    page = f"http://{given}"
    reached, sent = _asked(KnownHost, "/_stcore/stream", "websocket", host=given, origin=page)
    assert not reached
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_who_names_nobody_gets_nothing() -> None:
    assert _asked(KnownHost)[0] is False


@pytest.mark.parametrize("given", ["http://x", "x/y", "x:80", "*", "*.example", "-x"])
def test_names_that_are_none_are_told_at_the_start(
    given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NTT_HOSTS", f"dasbor.example, {given}")
    with pytest.raises(SettingError, match=re.escape(repr(given))):
        host.configured_names()


# The headers.


def _nginx(name: str) -> str:
    return (SERVER / "nginx" / name).read_text(encoding="utf-8")


def _sent(path: str, scheme: str = "http", **given: str) -> dict[str, str]:
    _, sent = _asked(SameHeaders, path, scheme=scheme, **given)
    return {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}


def test_nginx_sends_the_same_headers() -> None:
    added = dict(re.findall(r'^add_header (\S+)\s+"?(.+?)"? always;', _nginx("site.conf"), re.M))
    del added["Set-Cookie"]  # which of the two processes a visitor stays with
    assert added.pop(headers.POLICY) == "$ntt_content_policy"
    assert added.pop("Cross-Origin-Opener-Policy") == "$ntt_opener_policy"
    assert added == headers.ALWAYS


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/map",
            "/component/x/index.html",
            "/media/abc.csv",
            "/berkas/daerah/5315.pdf",
            "/paparan/daerah/5315",
            "/rakor/isi",
            "/static/js/a.js",
        ),
        *("/app/static/map/ntt-map.js", "/_stcore/health", "/rakor/isi"),
    ],
)
def test_nginx_sends_the_same_policy(path: str) -> None:
    (block,) = re.findall(
        r"map \$uri \$ntt_content_policy \{(.*?)\n\}", _nginx("common.conf"), re.S
    )
    rules = re.findall(r'^\s+(default|"~[^"]+")\s+"(.+)";$', block, re.M)
    assert len(rules) == 6
    fits = [text for place, text in rules[1:] if re.search(place.strip('"~'), path)]
    assert _sent(path)["content-security-policy"] == (fits or [rules[0][1]])[0]


def test_nginx_drops_what_the_processes_send_themselves() -> None:
    """Two policies in one answer would both have to be kept, and two headers confuse."""
    dropped = set(re.findall(r"^proxy_hide_header (\S+);", _nginx("site.conf"), re.M))
    assert dropped == {*headers.ALWAYS, *headers.OVER_HTTPS, headers.POLICY}


def test_every_answer_has_them_beside_its_own() -> None:
    sent = _sent("/map")
    assert sent["a"] == "b"
    assert {name: sent[name.lower()] for name in headers.ALWAYS} == headers.ALWAYS
    assert "unsafe-eval" not in sent["content-security-policy"]
    assert "cross-origin-opener-policy" not in sent


def test_none_is_sent_twice() -> None:
    _, sent = _asked(SameHeaders)
    names = [name for name, _value in sent[0]["headers"]]
    assert len(names) == len(set(names))


def test_over_https_the_opener_is_cut_off() -> None:
    for sent in (_sent("/", "https"), _sent("/", x_forwarded_proto="https")):
        assert sent["cross-origin-opener-policy"] == "same-origin"


def test_a_refusal_has_them_too() -> None:
    _, sent = _asked(lambda app: SameHeaders(KnownHost(app)), host="evil.example")
    assert b"content-security-policy" in dict(sent[0]["headers"])


# What is nobody's business.


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"),
        *("/_stcore/agent/mcp", "/_stcore/anything", "/map/_stcore/metrics", "//_stcore/metrics"),
        *("/_stcore//metrics", "/_stcore/health/metrics"),
        *("/_stcore/_stcore/metrics", "/_stcore/upload_file/a/b/c"),
    ],
)
def test_metrics_and_the_like_are_not_there(path: str) -> None:
    reached, sent = _asked(Hidden, path)
    assert not reached
    assert sent[0]["status"] == 404


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/session/file"),
        *("/map/_stcore/health", "/ntt/_stcore/host-config", "/", "/map", "/media/x.csv"),
    ],
)
def test_what_a_browser_needs_is_there(path: str) -> None:
    assert _asked(Hidden, path)[0]
