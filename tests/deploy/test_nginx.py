"""What nginx answers: compressed files, headers, and nothing that is nobody's business."""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import http.client
import re
import socket
import ssl
import time
from collections.abc import Iterator

import pytest

from deploy.server.static_files import sources
from tests.support.installation import HOST, Installation, Nginx, nginx_before
from tests.support.patience import PATIENCE_S
from tests.support.stand_in import StandIn

FOREVER = "public, max-age=31536000, immutable"
#: Of Streamlit's files: its page and its icon, for which the application has its own, and its list
#: of its files, for which no browser asks.
NOT_SERVED = {"index.html", "favicon.png", "manifest.json"}


class Answer:
    """A response with its body as it came over the wire."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.cookies = response.msg.get_all("set-cookie") or []
        self.policies = response.msg.get_all("content-security-policy") or []
        self.body = response.read()


def ask(
    nginx: Nginx, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """One request without anything that a library would add or tidy up."""
    if nginx.scheme == "https":
        context = ssl._create_unverified_context()  # made for this test a moment ago
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(
            "127.0.0.1", nginx.port, timeout=PATIENCE_S, context=context
        )
    else:
        connection = http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=PATIENCE_S)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, {"Host": f"{HOST}:{nginx.port}", **named})
    try:
        return Answer(connection.getresponse())
    finally:
        connection.close()


def test_every_file_is_served_compressed_and_is_the_same(server: Installation) -> None:
    compressed, plain = 0, 0
    for address, folder in sources().items():
        for path in sorted(found for found in folder.rglob("*") if found.is_file()):
            where = "/".join(filter(None, [address, path.relative_to(folder).as_posix()]))
            if where in NOT_SERVED:
                continue
            answer = ask(server.nginx, f"/{where}", Accept_Encoding="gzip")
            assert answer.status == 200, where
            body = answer.body
            if answer.headers.get("content-encoding") == "gzip":
                compressed += 1
                body = gzip.decompress(body)
            else:
                plain += 1
                assert path.suffix not in {".js", ".css", ".geojson"} or len(body) < 200, where
            assert body == path.read_bytes(), where
    assert compressed > 300
    assert plain > 20, "fonts and pictures are compressed already"


def test_who_takes_no_gzip_gets_the_file_itself(server: Installation) -> None:
    answer = ask(server.nginx, "/app/static/map/ntt-map.js", Accept_Encoding="identity")
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.body == (sources()["app/static"] / "map" / "ntt-map.js").read_bytes()


def test_files_are_kept_as_long_as_their_name_vouches_for_them(server: Installation) -> None:
    index = ask(server.nginx, "/")
    script = re.search(r'src="\./(static/js/index\.[^"]+\.js)"', index.body.decode())
    assert script
    expected = {
        "/": "no-cache",
        "/map?regency=5302": "no-cache",
        f"/{script.group(1)}": FOREVER,
        "/app/static/map/ntt-map.js?v=0123456789ab": FOREVER,
        "/app/static/map/ntt-map.js": "no-cache",
        "/component/streamlit_folium.st_folium/index.html": "no-cache",
        "/favicon.png": "no-cache",
    }
    found = {path: ask(server.nginx, path).headers.get("cache-control") for path in expected}
    assert found == expected
    gone = ask(server.nginx, "/static/js/index.of-the-last-version.js")
    assert gone.status == 404, "a page instead of a script would be taken for a broken script"
    assert "cache-control" not in gone.headers


def test_a_page_is_introduced_under_the_address_that_was_asked_for(server: Installation) -> None:
    def picture(nginx: Nginx, **headers: str) -> str:
        html = ask(nginx, "/map?lang=en", **headers).body.decode()
        assert "<title>Potential map – Masyarakat Ekonomi NTT</title>" in html
        found = re.search(r'property="og:image" content="([^"]+)"', html)
        assert found
        return found.group(1)

    address = picture(server.nginx)
    assert address.startswith(f"http://{HOST}:{server.nginx.port}/app/static/page/preview.png?v=")
    shown = ask(server.nginx, "/" + address.split("/", 3)[3])
    assert (shown.status, shown.headers["content-type"]) == (200, "image/png")
    with server.https() as nginx:
        assert picture(nginx).startswith(f"https://{HOST}:{nginx.port}/app/static/")
    packed = ask(server.nginx, "/map", Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert '<html lang="id"' in gzip.decompress(packed.body).decode()


def test_the_icon_is_ours(server: Installation) -> None:
    answer = ask(server.nginx, "/favicon.png")
    assert answer.body == (sources()["app/static"] / "icon.png").read_bytes()


@pytest.fixture
def two() -> Iterator[tuple[StandIn, StandIn]]:
    """What stands where the two processes would."""
    both = StandIn(), StandIn()
    yield both
    for each in both:
        each.kill()


def test_while_no_process_answers_the_page_says_so_and_asks_again(
    two: tuple[StandIn, StandIn],
) -> None:
    with nginx_before([each.port for each in two]) as nginx:
        for path in ("/", "/map?regency=5302"):
            answer = ask(nginx, path)
            assert answer.status in {502, 504}, "nobody keeps such an answer"
            assert "content-security-policy" in answer.headers
            told = answer.body.decode()
            assert "Aplikasi sedang tidak menjawab" in told
            assert "The application does not answer" in told
            assert '<meta http-equiv="refresh" content="10" />' in told
        for each in two:
            each.start()
        # The page asks again every ten seconds; nginx asks who failed again after five.
        end = time.monotonic() + 30  # and what a busy machine adds
        while ask(nginx, "/").status != 200:
            assert time.monotonic() < end, "the page that asks again finds the application"
            time.sleep(0.5)


ANY_PLACE = [
    *("/", "/map", "/static/none.js", "/app/static/map/ntt-map.js", "/_stcore/health"),
    *("/component/streamlit_folium.st_folium/index.html", "/media/none.png", "/_stcore/metrics"),
]


@pytest.mark.parametrize("path", ANY_PLACE)
def test_headers_are_everywhere(server: Installation, path: str) -> None:
    answer = ask(server.nginx, path)
    headers = answer.headers
    assert len(answer.policies) == 1, "the process sends one as well"
    assert headers["server"] == "nginx", "without its version"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy.replace("https:", "http:"), "no other server may give anything"
    # Only the frame of the map may make scripts of texts.
    assert ("'unsafe-eval'" in policy) == path.startswith("/component/")


def test_the_policy_names_every_inline_script_and_no_other(server: Installation) -> None:
    index = ask(server.nginx, "/")
    inline = re.findall(r"<script>(.*?)</script>", index.body.decode(), re.DOTALL)
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(words.encode()).digest()).decode()}'"
        for words in inline
    }
    assert set(re.findall(r"'sha256-[^']+'", index.headers["content-security-policy"])) == hashes


def test_what_is_true_over_https_only(server: Installation) -> None:
    plain = ask(server.nginx, "/_stcore/health")
    assert "cross-origin-opener-policy" not in plain.headers, "browsers complain over plain HTTP"
    assert not [cookie for cookie in plain.cookies if "secure" in cookie.lower()]
    with server.https() as nginx:
        secure = ask(nginx, "/_stcore/health")
    assert secure.headers["cross-origin-opener-policy"] == "same-origin"
    assert len(secure.cookies) == 2
    assert all("; Secure" in cookie and "SameSite=Strict" in cookie for cookie in secure.cookies)


def test_a_page_is_no_server_and_says_so_without_an_error(server: Installation) -> None:
    """As the application does (``pages/routes/base_address.py``); a redirect would be followed."""
    for path in ("/map/_stcore/health", "/map/_stcore/host-config"):
        answer = ask(server.nginx, path)
        assert (answer.status, answer.headers.get("location")) == (300, None)


def test_a_name_that_is_not_the_server_s_gets_no_session(server: Installation) -> None:
    """Scripts and pictures are nginx' own and nobody's secret; all else is refused."""
    for path in ("/", "/map", "/_stcore/health", "/_stcore/host-config", "/media/none.csv"):
        assert ask(server.nginx, path, Host="evil.example").status == 421, path
    upgrade = {
        "Host": "evil.example", "Origin": "http://evil.example", "Connection": "Upgrade",
        "Upgrade": "websocket", "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }  # fmt: skip
    assert ask(server.nginx, "/_stcore/stream", **upgrade).status == 403
    upgrade["Host"] = f"{HOST}:{server.nginx.port}"
    assert ask(server.nginx, "/_stcore/stream", **upgrade).status == 403, "another's page"


def test_what_is_not_for_visitors(server: Installation) -> None:
    for path in (
        *("/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp"),
        *("/_stcore/script-health-check", "/_stcore/anything", "/map/_stcore/metrics"),
    ):
        assert ask(server.nginx, path).status == 404, path
    for path in (
        *("/static/../../../../etc/passwd", "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
        *("/app/static/..%2f..%2fapp.py", "/app/static/../../app.py", "/.streamlit/config.toml"),
    ):
        answer = ask(server.nginx, path)
        assert b"root:" not in answer.body
        assert b"import" not in answer.body
        assert b"gatherUsageStats" not in answer.body


@pytest.mark.parametrize("path", ["//evil.example/", "/%2f%2fevil.example/", "/\\evil.example/"])
def test_a_slash_at_the_end_leads_nowhere_else(server: Installation, path: str) -> None:
    answer = ask(server.nginx, path)
    if answer.status in {301, 302, 308}:
        assert re.match(r"/[^/\\]", answer.headers["location"])
    assert ask(server.nginx, "/map/?regency=5302").headers["location"] == "/map?regency=5302"


def test_only_uploads_have_a_large_body(server: Installation) -> None:
    large = b"x" * 4096
    assert ask(server.nginx, "/_stcore/host-config", "POST", large).status == 413
    assert ask(server.nginx, "/_stcore/upload_file/none/none", "PUT", large).status in {400, 403}
    headers = {"Content_Length": str(30 * 2**20)}
    for method, path in (("PUT", "/_stcore/upload_file/none/none"), ("POST", "/rakor/unggah")):
        assert ask(server.nginx, path, method, None, **headers).status == 413
    form = b"x" * 300 * 1024
    assert ask(server.nginx, "/rakor/kirim", "POST", form).status == 413
    assert ask(server.nginx, "/rakor/unggah", "POST", form * 10).status == 403, "no page of ours"


def test_who_sends_nothing_is_not_waited_for(server: Installation) -> None:
    with socket.create_connection(("127.0.0.1", server.nginx.port), timeout=PATIENCE_S) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: ")
        start = time.monotonic()
        with contextlib.suppress(ConnectionResetError):
            assert slow.recv(100) in (b"", b"HTTP/1.1 408")
        assert 10 < time.monotonic() - start < 45, "neither at once nor after a minute"


def test_a_dead_process_costs_nobody_an_answer(two: tuple[StandIn, StandIn]) -> None:
    """That a real one is passed over as well is seen in ``test_visitors``."""
    for each in two:
        each.start()
    with nginx_before([each.port for each in two]) as nginx:
        for dead, alive in ((0, 1), (1, 0)):
            two[dead].kill()
            for cookie in ("", f"ntt_process={dead + 1}", "ntt_process=7", "ntt_process=; x"):
                answer = ask(nginx, "/_stcore/health", Cookie=cookie)
                assert (answer.status, answer.body) == (200, b"ok")
                given = [value for value in answer.cookies if value.startswith("ntt_process=")]
                assert [value.split(";")[0] for value in given] == [f"ntt_process={alive + 1}"]
            two[dead].start()
            # nginx looks after the one that failed again after five seconds.
            end = time.monotonic() + PATIENCE_S
            while time.monotonic() < end:
                answer = ask(nginx, "/_stcore/health", Cookie=f"ntt_process={dead + 1}")
                if f"ntt_process={dead + 1};" in " ".join(answer.cookies):
                    break
                time.sleep(0.5)
            else:
                pytest.fail("the process that came back is not asked again")


def test_the_log_names_nobody(server: Installation) -> None:
    ask(server.nginx, "/static/none-at-all.js?regency=5302", Cookie="name=somebody")
    ask(server.nginx, "/app/static/map/ntt-map.css")
    log = server.nginx.log("masyarakat-ekonomi-ntt.access.log", until="none-at-all")
    lines = [line for line in log.splitlines() if "none-at-all" in line]
    assert len(lines) == 1
    assert re.fullmatch(
        r"\S+T\S+ 404 GET /static/none-at-all\.js \d+ B [\d.]+ s process=", lines[0]
    )
    assert "127.0.0.1" not in log
    assert "ntt-map.css" not in log, "a file that was sent is not worth a line"


def test_the_logs_tell_neither_ids_nor_what_somebody_has_made_up(server: Installation) -> None:
    """Ids open sessions and files; a space in a path would make a field of a line."""
    secret = "1f0c0a3e-5a1b-4222-8333-abcdefabcdef"
    ask(server.nginx, f"/_stcore/upload_file/{secret}/{secret}", "PUT", b"x")
    ask(server.nginx, f"/media/{secret}.csv")
    ask(server.nginx, f"/rakor/tanda-terima/{secret}")
    ask(server.nginx, "/static/a%20200%20GET%20/forged%20%22x")
    large = ask(server.nginx, "/_stcore/host-config", "POST", b"x" * 4096)
    assert large.status == 413, "which nginx would tell in its error log, with the address"
    for place in (
        "PUT /_stcore/upload_file/(file) ",
        "GET /media/(file) ",
        "GET /rakor/tanda-terima/(receipt) ",
        "GET (other) ",
    ):
        log = server.nginx.log("masyarakat-ekonomi-ntt.access.log", until=place)
        assert place in log
    assert "forged" not in log
    both = log + server.nginx.log("masyarakat-ekonomi-ntt.error.log")
    both += server.nginx.log("error.log") + server.nginx.log("access.log")
    for told in (secret, "127.0.0.1", "client:"):
        assert told not in both
    for process in server.processes:
        assert secret not in process.log
        assert not re.search(r"127\.0\.0\.1:\d+ - ", process.log)


def test_codes_that_somebody_puts_into_an_address_stand_in_no_log(server: Installation) -> None:
    code, link = "5304-ab3f9kq2", "0123456789abcdef" * 2
    for place in (
        *(f"/rakor/{code}", f"/rakor/masuk/{code.upper()}", f"/{code}", f"/rakor/masuk/{link}"),
        *(f"/rakor/masuk?code={code}", f"/?code={code}", "/rakor/biro-2345ab-7y8z"),
    ):
        ask(server.nginx, place, Referer=f"http://127.0.0.1/rakor/masuk?code={code}")
    form = f"code={code}&link={link}".encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Origin": server.nginx.local}
    assert ask(server.nginx, "/rakor/masuk", "POST", form, **kind).status in (401, 403)
    ask(server.nginx, "/static/the-last-one.js")
    log = server.nginx.log("masyarakat-ekonomi-ntt.access.log", until="the-last-one")
    assert "GET (code) " in log
    assert "GET (link) " in log
    both = log + server.nginx.log("masyarakat-ekonomi-ntt.error.log")
    both += server.nginx.log("error.log") + server.nginx.log("access.log")
    both += "".join(process.log for process in server.processes)
    for secret in ("ab3f9kq2", link, "7y8z"):
        assert secret not in both.lower()
