"""Visitors of the installed server: the browser complains of nothing, and each stays with one
process as long as that lives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Error, Request, expect
from sqlalchemy import create_engine, text

from deploy.server import health
from pages.ui.actor import COOKIE
from tests.support.installation import HOST, Application, Installation
from tests.support.visitor import Visitor

Come = Callable[[], Visitor]

#: What brings something of its own into a browser.
KINDS = ("overview", "map", "profile", "matcher", "scenarios", "tables", "wall")

UNANSWERED = re.compile(
    r"console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED \(http://[^ ]+\)"
)


def connections(process: Application) -> int:
    """How many websockets a process has answered."""
    return process.log.count(" event=connected ")


def choose_indicator(visitor: Visitor, name: str, key: str) -> None:
    """Something that only a living session answers."""
    visitor.page.get_by_role("combobox", name=re.compile("Yang ditampilkan peta")).click()
    visitor.page.get_by_role("option", name=name, exact=True).click()
    visitor.page.wait_for_url(re.compile(f"indicator={key}"))
    visitor.settle()


def test_no_page_breaks_a_rule_that_nginx_sets(new_visitor: Come) -> None:
    """A page of each kind: with maps, charts, tables, forms, an upload, one that renews itself.

    nginx' rules are those of the application (``tests/pages/test_host_and_headers.py``), under
    which every page is opened in ``tests/e2e``; here it is seen that what nginx adds, and the
    files that it serves itself, work with them.
    """
    visitor, charts, maps = new_visitor(), 0, 0
    for name in KINDS:
        page = visitor.open("/" if name == "overview" else f"/{name}")
        assert page.locator('[data-testid="stException"]').count() == 0
        assert not visitor.wrong, name
        if page.locator('iframe[title*="folium"]').count():
            visitor.map_frame()
            maps += 1
        charts += page.locator(".vega-embed canvas, .vega-embed svg").count()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    visitor.open("/map?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert maps > 2
    assert charts > 2


def test_a_first_visit_is_small(new_visitor: Come) -> None:
    visitor, requests = new_visitor(), list[Request]()
    visitor.page.on("requestfinished", lambda request: requests.append(request))
    visitor.open("/")
    visitor.map_frame()
    sent, unpacked = [], []
    for request in requests:
        sizes, response = request.sizes(), request.response()
        sent.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])
        with suppress(Error):  # of what a page only names for later the browser holds no body
            unpacked.append(len(response.body()) if response else 0)
    print(f"{len(sent)} files, {sum(sent)} bytes sent, {sum(unpacked)} unpacked")
    assert 50 < len(sent) < 200
    assert sum(sent) < 2.1e6
    assert sum(unpacked) > 2 * sum(sent), "else nothing would be compressed"


def test_over_https_the_browser_complains_of_nothing_either(
    new_visitor: Come, server: Installation
) -> None:
    plain = new_visitor()
    with server.https() as secure:
        context = plain.page.context.browser.new_context(ignore_https_errors=True)
        visitor = Visitor(context.new_page(), secure.address)
        visitor.open("/map")
        visitor.map_frame()
        cookies = {cookie["name"]: cookie for cookie in context.cookies()}
        context.close()
    assert not visitor.wrong
    assert cookies["ntt_process"]["secure"]
    assert cookies["_streamlit_xsrf"]["secure"]


def test_a_session_stays_with_its_process(new_visitor: Come, server: Installation) -> None:
    visitor = new_visitor()
    visitor.open("/map")
    mine, other = visitor.process, server.processes[1 - visitor.process]
    before = connections(other)
    choose_indicator(visitor, "Kepadatan penduduk", "density")
    choose_indicator(visitor, "Penduduk", "population")
    for path in ("/map", "/sectors", "/scenarios"):
        visitor.open(path)
        assert visitor.process == mine
    # The network fails for a moment: the browser connects anew.
    had = connections(server.processes[mine])
    visitor.page.context.set_offline(True)
    visitor.page.context.set_offline(False)
    visitor.page.reload()
    visitor.settle()
    # Whatever the page asked for in that moment (its server, a font) the browser writes down.
    visitor.wrong = [line for line in visitor.wrong if not UNANSWERED.fullmatch(line)]
    assert visitor.process == mine
    assert connections(server.processes[mine]) > had
    assert connections(other) == before


def test_visitors_are_spread_over_both_processes(new_visitor: Come) -> None:
    visitors = [new_visitor() for _ in range(4)]
    for visitor in visitors:
        visitor.open("/guide")
    assert sorted(visitor.process for visitor in visitors) == [0, 0, 1, 1]


def test_the_cookies_are_out_of_reach_for_others(new_visitor: Come) -> None:
    visitor = new_visitor()
    visitor.open("/guide")
    cookies = {cookie["name"]: cookie for cookie in visitor.page.context.cookies()}
    assert set(cookies) == {"ntt_process", "_streamlit_xsrf", COOKIE}
    assert {cookie["sameSite"] for cookie in cookies.values()} == {"Strict"}
    assert {cookie["domain"] for cookie in cookies.values()} == {HOST}
    assert cookies["ntt_process"]["httpOnly"]
    assert cookies[COOKIE]["httpOnly"]
    # Streamlit's script reads this one and sends it back as a header, which others cannot.
    assert not cookies["_streamlit_xsrf"]["httpOnly"]


def test_what_one_process_has_saved_the_other_one_shows(
    new_visitor: Come, server: Installation
) -> None:
    """A download, an upload and a save through one process, the link opened in the other one."""
    author, reader = new_visitor(), new_visitor()
    reader.open("/guide")
    page = author.open("/scenarios")
    assert author.process != reader.process

    with page.expect_download() as download:
        page.get_by_role("button", name="Ekspor (JSON)").click()
    document = json.loads(download.value.path().read_text())
    document["name"] = "Kemarau panjang di Sumba"
    page.get_by_role("button", name="Impor").click()
    page.locator('input[type="file"]').set_input_files(
        {
            "name": "skenario.json",
            "mimeType": "application/json",
            "buffer": json.dumps(document).encode(),
        }
    )
    expect(page.get_by_text("Berkas sudah terbaca")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tersimpan: Kemarau panjang di Sumba")).to_be_visible()

    engine = create_engine(server.database_url)
    with engine.connect() as connection:
        query = text("SELECT link_id FROM scenarios WHERE name = :name")
        link_id = connection.execute(query, {"name": document["name"]}).scalar_one()
    engine.dispose()
    other = reader.open(f"/scenarios?scenario={link_id}")
    expect(other.get_by_label("Nama", exact=True).first).to_have_value(document["name"])


def test_when_a_process_dies_the_other_one_takes_over(
    new_visitor: Come, server: Installation
) -> None:
    visitor = new_visitor()
    visitor.open("/map")
    dead, alive = visitor.process, 1 - visitor.process
    before = connections(server.processes[alive])
    server.processes[dead].kill()

    assert health.check(server.processes[dead].port, 0)
    assert server.healthy() == [alive == 0, alive == 1]

    # Who was there goes on where they were, without reloading.
    for _second in range(60):
        visitor.page.wait_for_timeout(1000)
        if connections(server.processes[alive]) > before:
            break
    visitor.page.wait_for_timeout(1000)
    visitor.settle()
    # The new session begins with the next click, and begins with what stands in the address: that
    # click itself is not followed yet, the one after it is.
    visitor.page.get_by_role("combobox", name=re.compile("Yang ditampilkan peta")).click()
    visitor.page.get_by_role("option", name="Kepadatan penduduk", exact=True).click()
    visitor.page.wait_for_timeout(3000)
    visitor.settle()
    choose_indicator(visitor, "Penduduk", "population")
    assert visitor.process == alive
    # Who comes now notices nothing.
    fresh = new_visitor()
    fresh.open("/sectors")
    assert fresh.process == alive

    server.restore()
    assert server.healthy() == [True, True]
    # A session lives where it lives, also when the first process is back.
    choose_indicator(visitor, "Kepadatan penduduk", "density")
    visitor.open("/profile?regency=5302")
    assert visitor.process == alive
    for person in (visitor, fresh):
        # That the connection broke is no mistake of ours.
        person.wrong = [line for line in person.wrong if "WebSocket connection" not in line]


def test_the_processes_end_soon_although_somebody_is_connected(
    new_visitor: Come, server: Installation
) -> None:
    visitor = new_visitor()
    visitor.open("/guide")
    limit = 15  # TimeoutStopSec of the unit, after which systemd would kill it
    assert server.processes[visitor.process].stop() < limit
    visitor.wrong = [line for line in visitor.wrong if "WebSocket connection" not in line]
