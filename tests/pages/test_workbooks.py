"""Workbooks at the pages of handing in: templates to take along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ntt_data.store.collection_records import Round, SheetKey
from pages.routes.hand_in import hand_in_routes
from services import credentials, rounds
from services.access import Actor
from tests.support.own_store import own_store

BUREAU = Actor("bureau")


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def asked() -> Round:
    return opened()


def opened(name: str = "Rakor <b>jagung</b>") -> Round:
    return rounds.open_round(
        BUREAU,
        rounds.RoundDefinition(
            name=name,
            deadline=datetime.now(UTC) + timedelta(hours=3),
            year=2024,
            items=[
                rounds.ItemDefinition(sheet="agriculture", item="maize", form="dry_shelled"),
                rounds.ItemDefinition(sheet="agriculture", item="rice", form="paddy_gkg"),
            ],
        ),
    )


def browser() -> TestClient:
    app = Starlette(routes=hand_in_routes())
    return TestClient(app, base_url="http://hall", headers={"origin": "http://hall"})


def office(asked: Round, regency: str = "5304") -> tuple[SheetKey, TestClient]:
    key = SheetKey(asked.round_id, regency, "agriculture")
    return key, entered(credentials.make_for_sheets(BUREAU, [key])[0].code)


def entered(code: str) -> TestClient:
    client = browser()
    client.post("/rakor/masuk", data={"code": code})
    return client


def test_an_office_takes_the_template_of_its_own_sheet_along(asked: Round) -> None:
    _key, client = office(asked)
    assert 'href="/rakor/templat"' in client.get("/rakor/isi").text
    answer = client.get("/rakor/templat")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="ntt-5304-agriculture-v0.xlsx"'
    )
    assert answer.headers["cache-control"] == "no-store"
    workbook = load_workbook(BytesIO(answer.content))
    assert workbook.sheetnames[0] == "Angka yang diserahkan"
    english = load_workbook(BytesIO(client.get("/rakor/templat?lang=en").content))
    assert english.sheetnames[0] == "Figures to hand in"


def test_the_bureau_takes_any_template_along_and_nobody_else_does(asked: Round) -> None:
    listing = f"/rakor/templat/{asked.round_id}"
    one = f"{listing}/5371/agriculture"
    bureau = entered(credentials.make_for_role(Actor("administrator"), "bureau").code)
    shown = bureau.get(listing).text
    assert shown.count(f'href="{listing}/') == 22
    assert "Rakor &lt;b&gt;jagung" in shown
    assert f"{one}?lang=en" in bureau.get(f"{listing}?lang=en").text
    assert "ntt-5371-agriculture-v0.xlsx" in bureau.get(one).headers["content-disposition"]
    for nowhere in ("5371/livestock", "9999/agriculture"):
        assert bureau.get(f"{listing}/{nowhere}").status_code == 404
    assert bureau.get("/rakor/templat/222222").status_code == 404
    _key, client = office(asked)
    for stranger in (client, browser()):
        for address in (listing, one):
            answer = stranger.get(address, follow_redirects=False)
            assert (answer.status_code, answer.headers["location"]) == (303, "/rakor/masuk")
    assert client.get(f"{listing}/5304/agriculture").content.startswith(b"PK"), "its own one"
    assert browser().get("/rakor/templat", follow_redirects=False).status_code == 303
