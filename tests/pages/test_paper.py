"""What came on paper: the bureau prints the form, types it, and everybody is told that it did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ntt_data.collection import SHEETS
from ntt_data.store import submission_store
from ntt_data.store.collection_records import Round, SheetKey
from pages.ui.actor import SESSION_COOKIE
from services import credentials, rounds
from services.access import Actor
from tests.pages.test_hand_in import (
    BUREAU,
    browser,
    entered,
    fields_of,
    filled,
    handed_in,
    opened,
    other_language,
    sheet_of,
    value_of,
)
from tests.support.own_store import own_store

PAPER = "Dimasukkan oleh biro dari lembar kertas"


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def asked() -> Round:
    return opened()


def bureau() -> TestClient:
    client = browser()
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    client.post("/rakor/masuk", data={"code": code}, follow_redirects=False)
    return client


def at(asked: Round, name: str, regency: str = "5304", sheet: str = "agriculture") -> str:
    return f"/rakor/kertas/{asked.round_id}/{regency}/{sheet}/{name}"


def test_a_paper_is_typed_with_the_same_checks_and_its_receipt_says_so(asked: Round) -> None:
    client, key = bureau(), SheetKey(asked.round_id, "5304", "agriculture")
    page = client.get(at(asked, "isi")).text
    assert PAPER in page
    assert "Kantor penanda tangan lembar kertas" in page
    wrong = client.post(at(asked, "periksa"), data=filled(page, maize__production="dua ton"))
    assert wrong.url.path == at(asked, "periksa")
    assert "“dua ton” bukan angka" in wrong.text
    confirm = client.post(at(asked, "periksa"), data=filled(wrong.text, maize__production="12.500"))
    assert "dua belas ribu lima ratus ton" in confirm.text
    assert PAPER in confirm.text
    receipt = client.post(at(asked, "kirim"), data=fields_of(confirm.text))
    kept = submission_store().newest(key)
    assert kept is not None
    assert (kept.channel, kept.no, value_of(kept, "maize", "production")) == ("paper", 1, 12500)
    assert receipt.url.path == f"/rakor/tanda-terima/{kept.receipt_no}"
    for reader in (client, browser()):
        shown = reader.get(receipt.url.path).text
        assert PAPER in shown
        assert "Kantor penanda tangan lembar kertas" in shown
    again = fields_of(client.get(at(asked, "isi")).text)
    assert (again["v:maize:production"], again["base_no"]) == ("12.500", "1")
    listed = client.get(f"/rakor/kertas/{asked.round_id}").text
    assert listed.count("diserahkan (1)") == 1
    assert "dari kertas" in listed


def test_odd_figures_on_paper_are_asked_about_too(asked: Round) -> None:
    client, key = bureau(), SheetKey(asked.round_id, "5304", "agriculture")
    page = client.get(at(asked, "isi")).text
    insisted = client.post(at(asked, "kirim"), data=filled(page, rice__production="980.000"))
    assert insisted.status_code == 422
    assert "1 pertanyaan belum dijawab" in insisted.text
    assert submission_store().newest(key) is None


def test_the_list_has_every_sheet_of_every_regency(asked: Round) -> None:
    page = bureau().get(f"/rakor/kertas/{asked.round_id}?lang=en").text
    places = re.findall(r'href="(/rakor/kertas/[^"]+/isi\?lang=en)"', page)
    assert len(set(places)) == len(rounds.sheet_keys(asked)) == 22
    assert page.count("nothing yet") == 22


def test_office_and_paper_are_both_kept_and_both_told(asked: Round) -> None:
    key, made = sheet_of(asked)
    office, desk = entered(made), bureau()
    drawn = desk.get(at(asked, "isi")).text
    own = handed_in(office, maize__production="5")
    other = desk.post(at(asked, "kirim"), data=filled(drawn, maize__production="7"))
    newest, first = submission_store().versions(key)
    assert (newest.channel, newest.overtaken, first.receipt_no) == ("paper", True, own.receipt_no)
    assert "orang lain sudah menyerahkan versi 1" in other.text
    assert (
        "versi yang lebih baru: versi 2" in office.get(f"/rakor/tanda-terima/{own.receipt_no}").text
    )
    for told in (office.get("/rakor/isi").text, desk.get(at(asked, "isi")).text):
        assert "Versi 1 dan 2 ditulis tanpa saling mengetahui" in told
        assert "dari kertas" in told


def test_what_the_office_typed_itself_does_not_stand_on_the_paper(asked: Round) -> None:
    _key, made = sheet_of(asked)
    handed_in(entered(made), maize__production="4321")
    page = bureau().get(at(asked, "isi")).text
    assert fields_of(page)["v:maize:production"] == "", "it would be handed in as if it were there"
    assert fields_of(page)["base_no"] == "1"
    assert "Terakhir diserahkan: versi 1" in page


def test_the_same_paper_sent_twice_is_one_version(asked: Round) -> None:
    client, key = bureau(), SheetKey(asked.round_id, "5304", "agriculture")
    fields = filled(client.get(at(asked, "isi")).text, maize__production="5")
    first, second = (client.post(at(asked, "kirim"), data=fields) for _ in range(2))
    assert first.url.path == second.url.path
    assert len(submission_store().versions(key)) == 1
    changed = client.post(at(asked, "kirim"), data=fields | {"v:maize:production": "6"})
    assert (changed.status_code, fields_of(changed.text)["base_no"]) == (409, "1")


def test_drafts_of_two_papers_are_kept_apart_and_found_on_another_device(asked: Round) -> None:
    client = browser()
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    client.post("/rakor/masuk", data={"code": code}, follow_redirects=False)
    for regency, tonnes in (("5304", "11"), ("5371", "22")):
        page = client.get(at(asked, "isi", regency)).text
        told = client.post(
            at(asked, "draf", regency),
            data=filled(page, maize__production=tonnes),
            headers={"accept": "application/json"},
        )
        assert "saved_at" in told.json()
    laptop = browser()
    laptop.post("/rakor/masuk", data={"code": code}, follow_redirects=False)
    for device in (client, laptop):
        for regency, tonnes in (("5304", "11"), ("5371", "22"), ("5301", "")):
            page = device.get(at(asked, "isi", regency)).text
            assert fields_of(page)["v:maize:production"] == tonnes, regency
    assert "Mulai diisi di perangkat lain" in laptop.get(at(asked, "isi")).text


def test_another_language_keeps_what_was_typed_from_paper(asked: Round) -> None:
    client = bureau()
    form = client.get(at(asked, "isi")).text
    english = client.post(other_language(form), data=filled(form, maize__production="12.500"))
    assert english.url.path == at(asked, "isi")
    assert fields_of(english.text)["v:maize:production"] == "12,500"


def test_a_new_code_of_the_bureau_goes_on_with_its_papers(asked: Round) -> None:
    """Each start of the hall makes one."""
    first = bureau()
    form = first.get(at(asked, "isi")).text
    first.post(at(asked, "draf"), data=filled(form, maize__production="12.500"))
    again = bureau()
    assert first.get(at(asked, "isi")).url.path != at(asked, "isi"), "the old code has ended"
    page = again.get(at(asked, "isi")).text
    assert fields_of(page)["v:maize:production"] == "12.500"


def test_after_the_end_the_bureau_is_told_to_reopen_and_keeps_what_it_typed(asked: Round) -> None:
    client, key = bureau(), SheetKey(asked.round_id, "5304", "agriculture")
    fields = filled(client.get(at(asked, "isi")).text, maize__production="5")
    rounds.close_round(BUREAU, asked.round_id, "Selesai")
    refused = client.post(at(asked, "kirim"), data=fields)
    assert refused.status_code == 409
    assert "buka kembali pengumpulan untuk daerah ini dengan alasan" in refused.text
    assert fields_of(refused.text)["v:maize:production"] == "5"
    rounds.reopen_round(BUREAU, asked.round_id, "5304", "Kertas datang terlambat")
    client.post(at(asked, "kirim"), data=fields_of(refused.text))
    assert submission_store().newest(key) is not None


GETS = ("", "/5304/agriculture/isi", "/5304/agriculture/periksa", "/5304/agriculture/cetak")


@pytest.mark.parametrize("path", GETS)
def test_only_the_bureau_sees_a_page_of_papers(asked: Round, path: str) -> None:
    where = f"/rakor/kertas/{asked.round_id}{path}"
    assert browser().get(where).url.path == "/rakor/masuk"
    refused = entered(sheet_of(asked)[1]).get(where)
    assert refused.status_code == 403
    assert "Hanya biro yang memasukkan angka dari kertas" in refused.text
    assert bureau().get(where).status_code == 200


def test_the_bureau_is_not_asked_to_sign_in_again_where_it_has_no_sheet() -> None:
    for name in ("isi", "periksa"):
        answer = bureau().get(f"/rakor/{name}", follow_redirects=False)
        assert answer.headers["location"] == "/rounds"


@pytest.mark.parametrize("name", ["periksa", "draf", "kirim"])
def test_nobody_else_posts_a_paper(asked: Round, name: str) -> None:
    key, made = sheet_of(asked)
    desk, office, reader = bureau(), entered(made), browser()
    fields = filled(desk.get(at(asked, "isi")).text, maize__production="5")
    own = fields | {"token": fields_of(office.get("/rakor/isi").text)["token"]}
    refused = office.post(at(asked, name), data=own)
    assert refused.status_code == 403
    assert "Hanya biro" in refused.text
    assert fields_of(refused.text)["v:maize:production"] == "5", "nothing typed is lost"
    kept = reader.post(at(asked, name), data=fields)
    assert (kept.status_code, fields_of(kept.text)["v:maize:production"]) == (409, "5")
    assert f'action="{at(asked, name)}"' in kept.text, "tried again, it goes to the same paper"
    elsewhere = {"origin": "http://elsewhere"}
    assert desk.post(at(asked, name), data=fields, headers=elsewhere).status_code == 403
    forged = desk.post(at(asked, name), data=fields | {"token": "0" * 32})
    assert forged.status_code == 409
    script = {"accept": "application/json"}
    assert office.post(at(asked, "draf"), data=own, headers=script).status_code == 403
    assert submission_store().newest(key) is None
    assert desk.cookies[SESSION_COOKIE] != office.cookies[SESSION_COOKIE]


@pytest.mark.parametrize(
    "wrong", ["/9999/agriculture", "/5304/investment", "/5304/kucing", "/semua/agriculture"]
)
def test_what_no_round_asks_is_no_page_and_takes_nothing(asked: Round, wrong: str) -> None:
    client = bureau()
    fields = filled(client.get(at(asked, "isi")).text, maize__production="5")
    fields.pop("drawn_for")  # a direct post need not say so
    base = f"/rakor/kertas/{asked.round_id}{wrong}"
    assert client.get(f"{base}/isi").status_code == 404
    assert client.get(f"/rakor/kertas/222222{wrong}/isi").status_code == 404
    for name in ("periksa", "draf", "kirim"):
        assert client.post(f"{base}/{name}", data=fields).status_code == 404
    assert client.get(f"/rakor/kertas/222222{wrong}/cetak").status_code == 404
    assert submission_store().of_round(asked.round_id) == []


@pytest.mark.parametrize(("language", "nihil"), [("id", "nihil"), ("en", "none (nihil)")])
def test_the_form_to_print_asks_what_the_form_asks(asked: Round, language: str, nihil: str) -> None:
    client, lang = bureau(), f"?lang={language}"

    typed = client.get(at(asked, "isi") + lang).text
    for regency in ("5304", "semua"):
        paper = client.get(at(asked, "cetak", regency) + lang).text
        labels = re.findall(r'<label for="\w+-\w+">([^<]+)', typed)
        rows = re.findall(r'<th scope="row">([^<]+)', paper)
        assert [each.strip() for each in rows] == [each.strip() for each in labels]
        assert set(re.findall(r"<legend>([^<]+)", typed)) == set(
            re.findall(r'<tr><th scope="col">([^<]+)', paper)
        )
        numbers = sum(each.is_number for each in SHEETS["agriculture"]) * 2
        assert paper.count('<td class="figure">') == numbers
        assert paper.count('<td class="box-cell">') == 3 * numbers
        assert f'<th scope="col" class="box-head">{nihil}</th>' in paper
        assert ("Timor Tengah Selatan" in paper) == (regency == "5304")


def test_a_rehearsal_on_paper_says_so() -> None:
    asked, client = opened(rehearsal=True), bureau()
    for path in GETS:
        page = client.get(f"/rakor/kertas/{asked.round_id}{path}").text
        assert "LATIHAN: angka di sini karangan" in page
