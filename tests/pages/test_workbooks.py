"""Workbooks at the pages of handing in: templates to take along, and files that are brought."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.testclient import TestClient

from ntt_data.store import StoreError, submission_store
from ntt_data.store.collection_records import Round, SheetKey
from pages.routes.hand_in import hand_in_routes
from publishing import workbook_words
from publishing.language import speaking
from services import credentials, rounds
from services.access import Actor
from services.workbooks import MOST_BYTES
from tests.pages.test_hand_in import fields_of
from tests.support.bad_workbooks import FILES
from tests.support.filled_workbooks import filled, rows_of
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


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PEOPLE = {"office": (None, "Dinas Pertanian"), "position": (None, "Kepala Bidang")}


def uploaded(
    client: TestClient, content: bytes, name: str = "isian.xlsx", **typed: str
) -> Response:
    """Press the button with a file; what else is typed stands in the same form."""
    fields = fields_of(client.get("/rakor/isi").text) | typed
    return client.post("/rakor/unggah", data=fields, files={"workbook": (name, content, XLSX)})


def test_from_the_template_to_the_receipt(asked: Round) -> None:
    key, client = office(asked)
    answers = {
        **PEOPLE,
        "maize:production": (None, 12500),
        "maize:stock_start": (None, "1.234,5"),
        "maize:stock_end": ("nihil", None),
        "rice:note": (None, "sawah <b>baru</b>"),
    }
    confirm = uploaded(client, filled(client.get("/rakor/templat").content, answers))
    assert (confirm.status_code, confirm.url.path) == (200, "/rakor/periksa")
    assert "dua belas ribu lima ratus ton" in confirm.text
    assert "seribu dua ratus tiga puluh empat koma lima ton" in confirm.text
    assert submission_store().newest(key) is None, "nothing is handed in by the upload itself"
    receipt = client.post("/rakor/kirim", data=fields_of(confirm.text))
    assert "lewat berkas Excel" in receipt.text
    kept = submission_store().newest(key)
    assert kept is not None
    assert (kept.channel, kept.office) == ("workbook", "Dinas Pertanian")
    told = {(e.item, e.measure): (e.status, e.value, e.text) for e in kept.figures}
    assert told["maize", "production"][:2] == ("value", 12500.0)
    assert told["maize", "stock_end"][0] == "none"
    assert told["rice", "production"][0] == "not_known"
    assert told["rice", "note"][2] == "sawah <b>baru</b>"
    handed_on = fields_of(client.get("/rakor/isi").text)
    assert "by_workbook" not in handed_on, "the next version is typed again"


def test_every_problem_is_named_by_its_cell_and_its_field(asked: Round) -> None:
    _key, client = office(asked)
    template = client.get("/rakor/templat").content
    rows = rows_of(load_workbook(BytesIO(template)).worksheets[0])
    answers = {
        **PEOPLE,
        "maize:production": (None, datetime(2026, 5, 1)),
        "maize:own_need": (None, "=A1*2"),
        "rice:stock_end": (None, "5 ton"),
        "rice:to_sell": (None, None),
    }
    answer = uploaded(client, filled(template, answers))
    assert "4 isian perlu diperbaiki" in answer.text
    for told in (
        f"Jagung, pipilan kering: Produksi (sel F{rows['maize:production']})",
        "“2026-05-01” terbaca sebagai tanggal",
        f"Kebutuhan sendiri (sel F{rows['maize:own_need']})",
        "“=A1*2” adalah rumus yang belum ada hasilnya",
        f"Stok akhir (sel F{rows['rice:stock_end']})",
        "tanpa satuan: “5 ton”",
    ):
        assert told in answer.text
    again = client.post(
        "/rakor/periksa", data=fields_of(answer.text) | {"v:rice:stock_end": "lima"}
    )
    assert "“lima” bukan angka" in again.text
    assert f"Stok akhir (sel F{rows['rice:stock_end']})" not in again.text, "it was typed since"
    mended = {"v:rice:stock_end": "5", "v:maize:production": "7", "v:maize:own_need": "8"}
    fields = fields_of(again.text) | mended | {"s:rice:to_sell": "not_known"}
    confirm = client.post("/rakor/periksa", data=fields)
    receipt = client.post("/rakor/kirim", data=fields_of(confirm.text))
    assert "lewat berkas Excel" in receipt.text


def test_empty_rows_of_a_workbook_take_nothing_away(asked: Round) -> None:
    _key, client = office(asked)
    content = filled(client.get("/rakor/templat").content, {"maize:production": (None, 7)}, None)
    answer = uploaded(
        client, content, **{"v:maize:stock_end": "77", "v:maize:production": "1", "office": "Dinas"}
    )
    fields = fields_of(answer.text)
    assert fields["v:maize:stock_end"] == "77", "typed, and not in the workbook"
    assert fields["v:maize:production"] == "7", "the workbook was brought later"
    assert fields["office"] == "Dinas"


@pytest.mark.parametrize("name", ["csv in Windows-1252", "old .xls", "macros", "cut off", "bomb"])
def test_a_bad_file_is_told_in_one_sentence_and_nothing_typed_is_lost(
    asked: Round, name: str
) -> None:
    key, client = office(asked)
    make, fault = FILES[name]
    answer = uploaded(client, make(), **{"v:maize:stock_end": "77"})
    assert answer.status_code == 422
    assert workbook_words.fault(fault) in html.unescape(answer.text)
    assert fields_of(answer.text)["v:maize:stock_end"] == "77"
    assert submission_store().newest(key) is None
    english = client.post(
        "/rakor/unggah?lang=en",
        data=fields_of(answer.text),
        files={"workbook": ("x.xlsx", make(), XLSX)},
    )
    with speaking("en"):
        assert workbook_words.fault(fault) in html.unescape(english.text)


def test_the_workbook_of_a_neighbour_is_refused_by_name(asked: Round) -> None:
    _key, client = office(asked)
    _other, neighbour = office(asked, "5371")
    answer = uploaded(client, filled(neighbour.get("/rakor/templat").content, PEOPLE))
    assert answer.status_code == 422
    assert "milik Kota Kupang, Pertanian" in answer.text


def test_no_file_and_a_file_too_long_leave_what_was_typed(asked: Round) -> None:
    _key, client = office(asked)
    none = uploaded(client, b"", name="", **{"v:maize:stock_end": "77"})
    assert "Belum ada berkas yang dipilih" in none.text
    empty = uploaded(client, b"", **{"v:maize:stock_end": "77"})
    assert "Berkas kosong" in empty.text
    for size in (MOST_BYTES + 1, 5 * MOST_BYTES):
        answer = uploaded(client, b"PK" + b"x" * size, **{"v:maize:stock_end": "77"})
        assert "Berkas lebih besar dari 1 MB" in answer.text
        assert fields_of(answer.text)["v:maize:stock_end"] == "77"
    beyond = uploaded(client, b"x" * 21 * 1024**2)
    assert beyond.status_code == 413


def test_the_name_of_a_file_reaches_neither_page_nor_header(asked: Round) -> None:
    _key, client = office(asked)
    good = filled(client.get("/rakor/templat").content, PEOPLE)
    for content, status in ((b"no workbook", 422), (good, 200)):
        answer = uploaded(client, content, name="../../<script>secret.xlsx")
        assert answer.status_code == status
        assert "secret" not in answer.text + str(answer.headers)


def test_a_file_from_elsewhere_is_refused(asked: Round) -> None:
    key, client = office(asked)
    fields = fields_of(client.get("/rakor/isi").text)
    files = {"workbook": ("x.xlsx", b"PK", XLSX)}
    elsewhere = {"origin": "http://elsewhere"}
    refused = client.post("/rakor/unggah", data=fields, files=files, headers=elsewhere)
    assert refused.status_code == 403
    assert client.post("/rakor/unggah", data=fields).status_code == 415
    broken = {"content-type": "multipart/form-data"}
    assert client.post("/rakor/unggah", content=b"x", headers=broken).status_code == 400
    forged = client.post("/rakor/unggah", data=fields | {"token": "0" * 32}, files=files)
    assert forged.status_code == 409
    assert fields_of(forged.text)["idempotency_key"] == fields["idempotency_key"]
    assert browser().post("/rakor/unggah", data=fields, files=files).status_code == 409
    assert client.get("/rakor/unggah").url.path == "/rakor/isi"
    assert submission_store().newest(key) is None


@pytest.mark.parametrize("mark", ["x", "x.y", ".", "ab" * 16 + "." + "0" * 64, "é.é"])
def test_a_forged_mark_makes_no_workbook_of_a_form(asked: Round, mark: str) -> None:
    key, client = office(asked)
    fields = fields_of(client.get("/rakor/isi").text) | {"office": "D", "position": "K"}
    fields |= {name: "not_known" for name in fields if name.startswith("s:")}
    client.post("/rakor/kirim", data=fields | {"by_workbook": mark})
    kept = submission_store().newest(key)
    assert kept is not None
    assert kept.channel == "form"


def test_the_mark_of_another_office_is_none(asked: Round) -> None:
    key, client = office(asked)
    _other, neighbour = office(asked, "5371")
    theirs = uploaded(neighbour, filled(neighbour.get("/rakor/templat").content, PEOPLE))
    mark = fields_of(theirs.text)["by_workbook"]
    assert mark
    fields = fields_of(client.get("/rakor/isi").text) | {"office": "D", "position": "K"}
    fields |= {name: "not_known" for name in fields if name.startswith("s:")}
    client.post("/rakor/kirim", data=fields | {"by_workbook": mark})
    kept = submission_store().newest(key)
    assert kept is not None
    assert kept.channel == "form"


def test_when_the_database_is_gone_what_was_typed_stays(
    asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    _key, client = office(asked)
    content = filled(client.get("/rakor/templat").content, PEOPLE)
    fields = fields_of(client.get("/rakor/isi").text) | {"v:maize:stock_end": "77"}

    def gone(*_args: object, **_options: object) -> None:
        raise StoreError("unavailable", reason="disk I/O error")

    for what in ("services.drafts.save_draft", "services.credentials.actor_of"):
        with monkeypatch.context() as away:
            away.setattr(what, gone)
            answer = client.post(
                "/rakor/unggah", data=fields, files={"workbook": ("x", content, XLSX)}
            )
        assert answer.status_code == 503
        assert fields_of(answer.text)["v:maize:stock_end"] == "77"
        assert "unggah lagi berkasnya" in answer.text, "the file is lost, and nobody would know"
        (again,) = re.findall(r'<form id="sheet" method="post" action="([^"]+)"', answer.text)
        form = client.post(again, data=fields_of(answer.text))
        assert form.url.path == "/rakor/isi", "where a file can be uploaded"
        assert fields_of(form.text)["v:maize:stock_end"] == "77"


def test_after_a_new_code_a_file_is_asked_for_again(asked: Round) -> None:
    key, client = office(asked)
    content = filled(client.get("/rakor/templat").content, PEOPLE)
    fields = fields_of(client.get("/rakor/isi").text)
    credentials.make_for_sheets(BUREAU, [key])
    answer = client.post("/rakor/unggah", data=fields, files={"workbook": ("x", content, XLSX)})
    assert answer.status_code == 409
    assert "unggah lagi berkasnya" in answer.text


def test_a_correction_by_workbook_builds_on_the_version_it_was_made_from(asked: Round) -> None:
    key, client = office(asked)
    first = client.get("/rakor/templat").content
    for content in (filled(first, PEOPLE), filled(first, PEOPLE | {"rice:to_sell": (None, 1)})):
        confirm = uploaded(client, content)
        client.post("/rakor/kirim", data=fields_of(confirm.text))
    newest, _older = submission_store().versions(key)
    assert (newest.no, newest.base_no, newest.overtaken) == (2, 0, True)
