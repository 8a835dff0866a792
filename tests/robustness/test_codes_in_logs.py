"""What opens a sheet stands in no line of the log, whatever is done with it and whatever fails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from pages.ui.actor import SESSION_COOKIE
from services import credentials
from services.credentials import Made
from tests.support.hand_in_rush import BUREAU, opened_sheets
from tests.support.own_store import own_store
from tests.support.raw_session import RawSession
from tests.support.serving import Server, serving


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Server, Made, Path]]:
    """The application with every line written, a sheet's code and link, and its database."""
    with own_store(tmp_path, monkeypatch) as url:
        ((key, _token),) = opened_sheets(1)
        (made,) = credentials.make_for_sheets(BUREAU, [key])
        environment = {"NTT_DATABASE_URL": url, "NTT_LOG_LEVEL": "debug"}
        with serving(tmp_path / "log.txt", environment=environment) as server:
            yield server, made, tmp_path / "ntt.db"


def test_no_code_link_or_session_stands_in_the_log(hall: tuple[Server, Made, Path]) -> None:
    server, made, database = hall
    secret, wrong = made.code[-6:], "zq7x9k"
    assert wrong != secret
    with httpx2.Client(base_url=server.address, headers={"origin": server.address}) as phone:

        def typed(**fields: str) -> int:
            return phone.post("/rakor/masuk", data=fields).status_code

        assert typed(code=made.code[:-6] + wrong) == 401
        assert typed(link="e" * 31) == 401
        assert typed(code=made.spaced.upper()) == 303
        session = phone.cookies[SESSION_COOKIE]
        assert typed(link=made.link_token) == 303
        # What nobody is asked to do, and somebody does.
        for path in (
            f"/rakor/masuk?code={made.code}&link={made.link_token}",
            f"/rakor/masuk/{made.code}", f"/rakor/{made.link_token}", f"/{made.code}",
            f"/rounds?code={made.code}", f"/search.json?q={made.code}",
            f"/berkas/daerah/{made.code}.pdf", f"/paparan/daerah/{made.code}",
        ):  # fmt: skip
            phone.get(path, headers={"referer": f"{server.address}/rakor/masuk?code={made.code}"})
        phone.post("/rakor/masuk", content=f"code={made.code}&%ff".encode() + b"\xff")
        with RawSession(server) as page:
            page.run("wall", query=f"code={made.code}&round={made.code}")
        # A deleted one is put back; another file in its place is what counts from then on.
        database.rename(database.with_suffix(".away"))
        database.write_bytes(b"no database at all " * 400)
        assert typed(code=made.code) == 503
        assert typed(link=made.link_token) == 503
        assert phone.get("/rakor/isi").status_code == 503
        phone.get(f"/rakor/tanda-terima/{made.code}")

    assert "event=sign_in_refused reason=wrong_code" in server.log, "the test reads the right log"
    told = re.sub(r"[\s.-]", "", server.log.lower())
    for what in (secret, wrong, made.link_token, session, "e" * 31):
        assert what not in told
