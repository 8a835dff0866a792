"""An installation in which several things are broken at once: each is told, the rest works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.ui.failure import NUMBER
from tests.support.raw_session import RawSession, alerts, elements, titles
from tests.support.serving import Server, copy_house, serving

FAILING_PAGE = '\nraise ValueError("no good\\ntime=forged event=error number=K-000000")\n'
FAILING_PARTS = """
import streamlit as st

def fail(kind):
    raise KeyError(kind)

@st.fragment
def part():
    if st.button("in the part"):
        fail("fragment")

st.title("Parts")
st.button("on click", on_click=fail, args=("callback",))
part()
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("broken")
    house = copy_house(folder / "house")
    page = house / "pages/potential/sectors/page.py"
    page.write_text(page.read_text(encoding="utf-8") + FAILING_PAGE, encoding="utf-8")
    (house / "pages/data/tables/page.py").write_text(FAILING_PARTS, encoding="utf-8")
    (house / "publishing/locale/id/partners.po").write_bytes(b'msgid "\xff\xfe\nmsgstr broken')
    (house / "static/geo/regencies.geojson").unlink()
    environment = {"NTT_DATABASE_URL": "no url at all", "NTT_LOG_LEVEL": " Info "}
    with serving(folder / "log.txt", house, environment) as server:
        yield server


def _number(messages: list) -> str:
    told = [text for text in alerts(messages) if NUMBER.search(text)]
    assert len(told) == 1, alerts(messages)
    assert "tidak dapat ditampilkan" in told[0]
    assert not elements(messages, "exception"), "Streamlit's own message would be a second one"
    return NUMBER.findall(told[0])[0]


def _entry(server: Server, number: str) -> str:
    found = [line for line in server.events("error") if f"number={number}" in line]
    assert len(found) == 1, server.log
    return found[0]


def test_a_failing_page_shows_the_number_of_the_log_and_the_others_go_on(broken: Server) -> None:
    with RawSession(broken) as session:
        assert titles(session.run()) == ["Masyarakat Ekonomi NTT"]
        failed = session.run("sectors")
        number = _number(failed)
        assert "no good" not in "".join(alerts(failed)), "what went wrong is for the log"
        assert titles(session.run("guide")) == ["Panduan kerja sama"]
    entry = _entry(broken, number)
    assert re.search(r"session=[0-9a-f]{8} number=K-\w{6} exception=ValueError$", entry)
    lines = broken.log.splitlines()
    below = lines[lines.index(entry) + 1 :]
    assert below[0] == "    Traceback (most recent call last):"
    assert "    ValueError: no good" in below
    assert not [line for line in lines if line.startswith("time=forged")]
    assert "    time=forged event=error number=K-000000" in below


def test_every_failure_has_its_own_number(broken: Server) -> None:
    with RawSession(broken) as session:
        session.run()
        assert _number(session.run("sectors")) != _number(session.run("sectors"))


@pytest.mark.parametrize(("place", "kind"), [(0, "callback"), (1, "fragment")])
def test_a_failing_callback_or_fragment(broken: Server, place: int, kind: str) -> None:
    with RawSession(broken) as session:
        session.run()
        buttons = elements(session.run("tables"), "button")
        pressed = WidgetState(id=buttons[place].id, trigger_value=True)
        number = _number(session.run("tables", widgets=[pressed]))
        assert titles(session.run("tables")) == ["Parts"]
    assert "exception=KeyError" in _entry(broken, number)
    assert f"    KeyError: '{kind}'" in broken.log


def test_a_database_that_cannot_be_one(broken: Server) -> None:
    with RawSession(broken) as session:
        session.run()
        messages = session.run("scenarios")
    assert titles(messages) == ["Skenario"]
    assert any("Basis data tidak menjawab" in text for text in alerts(messages))
    assert broken.events("database_unusable")


def test_a_broken_catalogue_leaves_english_words(broken: Server) -> None:
    with RawSession(broken) as session:
        session.run()
        assert titles(session.run("partners")) == ["Partners & clusters"]
        assert titles(session.run("map")) == ["Peta potensi"]
    assert "partners.po" in broken.events("texts_unreadable")[0]


def test_a_missing_map_layer_is_logged_and_the_page_goes_on(broken: Server) -> None:
    with RawSession(broken) as session:
        session.run()
        messages = session.run("map")
        assert titles(messages) == ["Peta potensi"]
        assert not NUMBER.search("".join(alerts(messages)))
    assert "file=geo/regencies.geojson" in broken.events("file_unreadable")[0]


def test_each_session_is_written_once_and_without_a_trace_of_its_visitor(broken: Server) -> None:
    before = len(broken.events("session_started"))
    with RawSession(broken) as session:
        for _ in range(3):
            session.run(query="regency=5302&nama=Rahasia")
    assert len(broken.events("session_started")) == before + 1
    assert len(broken.events("started")) == 1
    for secret in ("Rahasia", "127.0.0.1:", "no url at all"):
        assert secret not in broken.log
    for line in broken.log.splitlines():
        assert re.match(r'time="[\d :.-]+" level=[A-Z]+ event=\w+|    |\s*$|  (You|URL)', line), (
            line
        )


def test_data_that_need_repair_are_named_file_by_file(tmp_path: Path) -> None:
    house = copy_house(tmp_path / "house")
    curated = house / "ntt_data/curated"
    (curated / "production.csv").unlink()
    (curated / "prices.csv").write_bytes(b"\x00\xff\xfe" * 500)
    with serving(tmp_path / "log.txt", house) as server, RawSession(server) as session:
        messages = session.run()
        assert titles(messages) == ["Data perlu diperbaiki"]
        listed = "".join(markdown.body for markdown in elements(messages, "markdown"))
        assert "`production.csv`: berkas tidak ada" in listed
        assert "`prices.csv`" in listed
        assert server.events("data_broken")
        assert len(server.events("data_problem")) >= 2
        assert "Traceback" not in server.log
