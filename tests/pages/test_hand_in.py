"""The pages of handing in, as a browser without JavaScript uses them: forms, cookies, redirects."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ntt_data.store import StoreError, submission_store
from ntt_data.store.case_records import Content, Party
from ntt_data.store.collection_records import Round, SheetKey, Version
from pages.routes.hand_in import hand_in_routes
from pages.routes.hand_in.visit import form_token
from pages.ui.actor import SESSION_COOKIE
from services import credentials, rounds
from services.access import Actor
from services.credentials import Made
from services.desk import cases
from services.desk.state import Obligation
from tests.services.test_hand_in import own_production
from tests.support.own_store import own_store

BUREAU = Actor("bureau")
HERE = {"origin": "http://hall"}


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def asked() -> Round:
    return opened()


def opened(rehearsal: bool = False) -> Round:
    return rounds.open_round(
        BUREAU,
        rounds.RoundDefinition(
            name="Rakor <b>jagung</b>",
            rehearsal=rehearsal,
            deadline=datetime.now(UTC) + timedelta(hours=3),
            year=2024,
            items=[
                rounds.ItemDefinition(sheet="agriculture", item="maize", form="dry_shelled"),
                rounds.ItemDefinition(sheet="agriculture", item="rice", form="paddy_gkg"),
            ],
        ),
    )


def sheet_of(asked: Round, regency: str = "5304") -> tuple[SheetKey, Made]:
    key = SheetKey(asked.round_id, regency, "agriculture")
    return key, credentials.make_for_sheets(BUREAU, [key])[0]


def browser() -> TestClient:
    app = Starlette(routes=hand_in_routes())
    return TestClient(app, base_url="http://hall", headers=HERE)


def fields_of(page: str) -> dict[str, str]:
    """What the last form on a page would send, as it stands there."""
    form = page[page.rindex("<form") :]
    found = {
        name: html.unescape(value)
        for name, value in re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form)
    }
    for name, value in re.findall(r'<textarea[^>]*?name="([^"]+)"[^>]*>([^<]*)</textarea>', form):
        found[name] = html.unescape(value)
    for name, options in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="(\w+)" selected', options)
        assert chosen is not None, name
        found[name] = chosen[1]
    return found


def entered(made: Made) -> TestClient:
    client = browser()
    answer = client.post("/rakor/masuk", data={"code": made.code})
    assert answer.url.path == "/rakor/isi", answer.text
    return client


def filled(page: str, **typed: str) -> dict[str, str]:
    """The form of a page: every number unknown but for those given."""
    fields = fields_of(page)
    for name in list(fields):
        if name.startswith("s:"):
            fields[name] = "not_known"
    for name, text in typed.items():
        item, _, measure = name.partition("__")
        fields[f"v:{item}:{measure}"] = text
        fields[f"s:{item}:{measure}"] = "value"
    return fields | {"office": "Dinas Pertanian", "position": "Kepala Bidang"}


def handed_in(client: TestClient, **typed: str) -> Version:
    """Type, check, hand in; gives what was kept."""
    page = client.get("/rakor/isi").text
    confirm = client.post("/rakor/periksa", data=filled(page, **typed))
    assert confirm.status_code == 200, confirm.text
    receipt = client.post("/rakor/kirim", data=fields_of(confirm.text))
    assert receipt.url.path.startswith("/rakor/tanda-terima/"), receipt.text
    version = submission_store().by_receipt(receipt.url.path.rsplit("/", 1)[1])
    assert version is not None
    return version


def value_of(version: Version, item: str, measure: str) -> float | None:
    (found,) = (e for e in version.figures if (e.item, e.measure) == (item, measure))
    return found.value


def test_from_the_code_to_the_receipt(asked: Round) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    version = handed_in(client, maize__production="12.500", maize__stock_start="1.234,5")
    assert (version.key, version.no, version.office) == (key, 1, "Dinas Pertanian")
    assert value_of(version, "maize", "production") == 12500
    assert value_of(version, "maize", "stock_start") == 1234.5
    receipt = client.get(f"/rakor/tanda-terima/{version.receipt_no}").text
    assert "dua belas ribu lima ratus ton" in receipt
    assert "seribu dua ratus tiga puluh empat koma lima ton" in receipt


def test_in_english_the_marks_mean_what_they_mean_in_english(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    page = client.get("/rakor/isi?lang=en").text
    confirm = client.post(
        "/rakor/periksa?lang=en", data=filled(page, maize__production="12,500")
    ).text
    assert "twelve thousand five hundred tonnes" in confirm
    back = fields_of(client.get("/rakor/isi").text)
    assert back["v:maize:production"] == "12.500", (
        "the draft is written anew for the other language"
    )
    assert back["mark"] == ","


def other_language(page: str) -> str:
    """Where the other language's button of a page sends the form without a script."""
    (to,) = re.findall(r'<button form="sheet" class="plain" formaction="([^"]+)"', page)
    assert "hreflang" not in page, "a link would ask anew, and what was typed would be gone"
    return str(to)


def test_another_language_keeps_what_was_typed_without_a_script(asked: Round) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    form = client.get("/rakor/isi").text
    typed = filled(form, maize__production="1.234,5", maize__note="baru dipanen")
    english = client.post(other_language(form), data=typed).text
    assert '<html lang="en"' in english
    assert fields_of(english)["v:maize:production"] == "1,234.5"
    assert fields_of(english)["position"] == "Kepala Bidang"
    assert "baru dipanen" in english
    wrong = client.post("/rakor/periksa?lang=en", data=fields_of(english) | {"office": ""}).text
    assert "One field is to be mended" in wrong
    again = client.post(other_language(wrong), data=fields_of(wrong))
    assert again.url.path == "/rakor/periksa"
    assert "1 isian perlu diperbaiki" in again.text
    assert fields_of(again.text)["v:maize:production"] == "1.234,5"
    assert submission_store().newest(key) is None


def test_another_language_keeps_the_answers_to_questions(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    form = client.get("/rakor/isi").text
    confirm = client.post(
        "/rakor/periksa",
        data=filled(form, rice__production=f"{max(own_production(asked.items[1])) * 10:.0f}"),
    ).text
    name = "r:rice:production:far_from_earlier_years"
    english = client.post(
        other_language(confirm), data=fields_of(confirm) | {name: "Sawah baru"}
    ).text
    assert "Is this right?" in english
    assert "Sawah baru" in english


def test_another_language_hands_nothing_in_where_a_form_was_not_taken(asked: Round) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    confirm = client.post(
        "/rakor/periksa", data=filled(client.get("/rakor/isi").text, maize__production="12")
    ).text
    credentials.sign_out(client.cookies[SESSION_COOKIE])
    kept = client.post("/rakor/kirim", data=fields_of(confirm))
    assert kept.status_code == 409
    client.post("/rakor/masuk", data={"code": made.code})
    english = client.post(other_language(kept.text), data=fields_of(kept.text)).text
    assert '<html lang="en"' in english
    assert fields_of(english)["v:maize:production"] == "12"
    assert submission_store().newest(key) is None


def test_enter_in_a_field_checks_and_changes_no_language(asked: Round) -> None:
    """The first button of a form in the page's order is the one that Enter presses."""
    _key, made = sheet_of(asked)
    form = entered(made).get("/rakor/isi").text
    first = re.search(r'<button form="sheet"[^>]*>', form)
    assert first is not None
    assert "formaction" not in first[0]
    assert '<form id="sheet" method="post" action="/rakor/periksa"' in form


def test_codes_that_are_shown_once_are_not_left_by_a_language(asked: Round) -> None:
    bureau = browser()
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    bureau.post("/rakor/masuk", data={"code": code})
    address = f"/rakor/lembar-akses/{asked.round_id}"
    before = bureau.get(address).text
    assert "hreflang" in before
    codes = bureau.post(address, data=fields_of(before)).text
    assert 'class="access-sheet"' in codes
    assert "hreflang" not in codes


def test_a_sheet_that_is_printed_again_goes_on_with_what_was_typed(asked: Round) -> None:
    key, made = sheet_of(asked)
    first = entered(made)
    form = first.get("/rakor/isi").text
    first.post("/rakor/draf", data=filled(form, maize__production="12.500"))
    _key, anew = sheet_of(asked)
    assert first.get("/rakor/isi").url.path == "/rakor/masuk", "the old code has ended"
    second = entered(anew)
    page = second.get("/rakor/isi").text
    assert fields_of(page)["v:maize:production"] == "12.500"
    assert "perangkat lain" in page
    other = SheetKey(asked.round_id, "5305", key.sheet)
    (neighbour,) = credentials.make_for_sheets(BUREAU, [other])
    empty = fields_of(entered(neighbour).get("/rakor/isi").text)
    assert empty["v:maize:production"] == ""


def test_everything_wrong_stands_beside_its_field_and_nothing_typed_is_lost(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(
        client.get("/rakor/isi").text, maize__production="dua ton", rice__stock_end="5 ton"
    )
    answer = client.post("/rakor/periksa", data=fields | {"office": ""})
    assert "3 isian perlu diperbaiki" in answer.text
    assert client.get("/rakor/periksa").text.count("3 isian perlu diperbaiki"), "F5 shows it again"
    assert "“dua ton” bukan angka" in answer.text
    assert "tanpa satuan: “5 ton”" in answer.text
    assert fields_of(answer.text)["v:maize:production"] == "dua ton"
    assert fields_of(answer.text)["position"] == "Kepala Bidang"


def test_an_odd_figure_is_asked_about_before_it_is_handed_in(asked: Round) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    usual = max(own_production(asked.items[1]))
    page = client.get("/rakor/isi").text
    confirm = client.post(
        "/rakor/periksa", data=filled(page, rice__production=f"{usual * 10:.0f}")
    ).text
    assert "Mohon dijawab" in confirm
    again = client.post("/rakor/kirim", data=fields_of(confirm))
    assert again.status_code == 422
    assert "1 pertanyaan belum dijawab" in again.text
    assert submission_store().newest(key) is None
    name = "r:rice:production:far_from_earlier_years"
    client.post("/rakor/kirim", data=fields_of(again.text) | {name: "Sawah baru"})
    kept = submission_store().newest(key)
    assert kept is not None
    assert [each.answer for each in kept.findings] == ["Sawah baru"]


@pytest.mark.parametrize(
    ("lang", "own", "held_against"),
    [
        (
            "",
            "Angka Anda sepanjang tahun 2023: 15.777,8 ton (BPS (S01); mutu B:",
            "beras SPHP, Timor Tengah Selatan, median Januari 2024 sampai Desember 2024 (Bapanas",
        ),
        (
            "?lang=en",
            "Your figure of the whole year 2023: 15,777.8 tonnes (BPS (S01); grade B:",
            "SPHP rice, Timor Tengah Selatan, median of January 2024 to December 2024 (Bapanas",
        ),
    ],
)
def test_what_a_figure_is_held_against_is_named_with_time_source_and_grade(
    asked: Round, lang: str, own: str, held_against: str
) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    page = client.get(f"/rakor/isi{lang}").text
    assert own in page
    hints = page.count("Angka Anda sepanjang tahun") + page.count("Your figure of the whole year")
    assert hints == 2, "production and area of rice; maize and stocks have no history"
    fields = filled(page, rice__asked_price="13", rice__own_need="12")
    confirm = client.post(f"/rakor/periksa{lang}", data=fields).text
    assert held_against in confirm
    assert re.search(
        r"12 ton(nes)? (jauh dari|are far from) \d\d[.,]\d{3} ton(nes)?: (kebutuhan|the need)",
        confirm,
    )
    assert "asumsi" in confirm or "assumptions" in confirm


def test_a_draft_is_there_on_the_next_visit_and_gone_after_handing_in(asked: Round) -> None:
    _key, made = sheet_of(asked)
    phone, laptop = entered(made), entered(made)
    fields = filled(phone.get("/rakor/isi").text, maize__production="77", maize__note="2019")
    told = phone.post("/rakor/draf", data=fields, headers={"accept": "application/json"})
    assert datetime.fromisoformat(told.json()["saved_at"]).tzinfo is not None
    elsewhere = laptop.get("/rakor/isi").text
    assert fields_of(elsewhere)["v:maize:production"] == "77"
    assert "Mulai diisi di perangkat lain" in elsewhere
    assert fields_of(phone.get("/rakor/isi?lang=en").text)["v:maize:note"] == "2019"
    handed_in(laptop, maize__production="78")
    back = fields_of(phone.get("/rakor/isi").text)
    assert back["v:maize:production"] == "77", "what a colleague hands in takes nothing away"
    assert fields_of(laptop.get("/rakor/isi").text)["v:maize:production"] == "78"
    assert fields_of(laptop.get("/rakor/isi").text)["base_no"] == "1"


def test_going_back_after_handing_in_makes_no_draft_of_it(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    client.post("/rakor/kirim", data=fields)
    client.post("/rakor/periksa", data=fields)  # what a browser sends again on "back"
    assert fields_of(client.get("/rakor/isi").text)["base_no"] == "1"
    assert client.get("/rakor/periksa").url.path == "/rakor/isi", "nothing is left to be checked"


def test_back_to_the_form_takes_the_replies_along(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    usual = max(own_production(asked.items[1]))
    page = client.get("/rakor/isi").text
    confirm = client.post("/rakor/periksa", data=filled(page, rice__production=f"{usual * 10:.0f}"))
    name = "r:rice:production:far_from_earlier_years"
    assert 'formaction="/rakor/draf" formnovalidate' in confirm.text
    client.post("/rakor/draf", data=fields_of(confirm.text) | {name: "Sawah baru"})
    assert fields_of(client.get("/rakor/isi").text)[name] == "Sawah baru"


def test_two_who_correct_the_same_version_are_both_kept_and_told(asked: Round) -> None:
    key, made = sheet_of(asked)
    one, another = entered(made), entered(made)
    pages = [client.get("/rakor/isi").text for client in (one, another)]
    receipts = []
    for client, page, tonnes in ((one, pages[0], "5"), (another, pages[1], "6")):
        fields = filled(page, maize__production=tonnes)
        receipts.append(client.post("/rakor/kirim", data=fields))
    assert [each.no for each in submission_store().versions(key)] == [2, 1]
    assert "orang lain sudah menyerahkan versi 1" in receipts[1].text
    first = one.get(receipts[0].url.path).text
    assert "Sudah ada versi yang lebih baru: versi 2" in first


def test_the_button_pressed_twice_is_one_version(asked: Round) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    first, second = (client.post("/rakor/kirim", data=fields) for _ in range(2))
    assert first.url.path == second.url.path
    assert len(submission_store().versions(key)) == 1
    other = client.post("/rakor/kirim", data=fields | {"v:maize:production": "6"})
    assert (other.status_code, fields_of(other.text)["base_no"]) == (409, "1")
    assert "sudah diserahkan dengan angka lain" in other.text
    assert fields_of(other.text)["idempotency_key"] != fields["idempotency_key"]


def test_when_the_database_is_gone_what_was_typed_stands_there_and_can_be_taken_along(
    asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5", maize__note="Catatan")

    def gone(*_args: object, **_options: object) -> Version:
        raise StoreError("unavailable", reason="disk I/O error")

    with monkeypatch.context() as away:
        away.setattr("services.hand_in.hand_in", gone)
        answer = client.post("/rakor/kirim", data=fields)
    assert answer.status_code == 503
    assert "Basis data tidak menjawab" in answer.text
    assert fields_of(answer.text)["v:maize:production"] == "5"
    assert submission_store().newest(key) is None
    with monkeypatch.context() as away:
        away.setattr("services.credentials.actor_of", gone)
        answer = client.post("/rakor/kirim", data=fields)
        assert client.get("/rakor/isi").status_code == 503
    assert answer.status_code == 503
    assert fields_of(answer.text)["v:maize:production"] == "5", "not even who asks can be known"
    reply = {"r:maize:own_need:below_zero": "Salah ketik"}
    taken = client.post("/rakor/unduh", data=fields | reply)
    assert "attachment" in taken.headers["content-disposition"]
    lines = taken.text.splitlines()
    assert "Jagung: Produksi\t5" in lines, "for people, not for the program"
    assert {"Jagung: Catatan\tCatatan", "Nama kantor\tDinas Pertanian"} <= set(lines)
    assert "Beras: Stok awal\ttidak tahu" in lines
    assert "Jagung: Kebutuhan sendiri (Jawaban Anda)\tSalah ketik" in lines
    assert fields["token"] not in taken.text


def test_after_the_end_nothing_is_taken_and_nothing_typed_is_lost(asked: Round) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    rounds.close_round(BUREAU, asked.round_id, "Selesai")
    answer = client.post("/rakor/kirim", data=fields)
    assert answer.status_code == 409
    assert "Pengumpulan sudah ditutup" in answer.text
    assert fields_of(answer.text)["v:maize:production"] == "5"
    assert submission_store().newest(key) is None


def test_who_types_beyond_the_end_is_told_with_the_next_draft(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    script = {"accept": "application/json"}
    before = client.post("/rakor/draf", data=fields, headers=script).json()
    rounds.close_round(BUREAU, asked.round_id, "Selesai")
    after = client.post("/rakor/draf", data=fields, headers=script).json()
    assert before["closed"] == ""
    assert after["closed"] == "Sudah ditutup; tidak ada yang dapat diserahkan."
    assert after["saved_at"] >= before["saved_at"], "what is typed is kept all the same"


def test_who_checks_after_the_end_is_told_so_at_once(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="dua ton")
    rounds.close_round(BUREAU, asked.round_id, "Selesai")
    checked = client.post("/rakor/periksa", data=fields)
    assert "Pengumpulan sudah ditutup" in checked.text
    assert "bukan angka" not in checked.text, "nothing is to be mended any more"
    assert fields_of(checked.text)["v:maize:production"] == "dua ton"
    rounds.reopen_round(BUREAU, asked.round_id, "5304", "Listrik padam")
    assert "bukan angka" in client.get("/rakor/periksa").text


def test_what_was_typed_for_one_office_never_becomes_another_s(asked: Round) -> None:
    mine, made = sheet_of(asked)
    theirs, other = sheet_of(asked, "5371")
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    client.post("/rakor/masuk", data={"code": other.code})  # a colleague, in another tab
    kept = client.post("/rakor/periksa", data=fields)
    for _press in range(2):
        assert kept.status_code == 409
        assert "masuk untuk Kota Kupang, Pertanian" in kept.text
        assert fields_of(kept.text)["v:maize:production"] == "5"
        kept = client.post("/rakor/kirim", data=fields_of(kept.text))
    script = {"accept": "application/json"}
    assert client.post("/rakor/draf", data=fields_of(kept.text), headers=script).status_code == 403
    assert fields_of(client.get("/rakor/isi").text)["v:maize:production"] == ""
    client.post("/rakor/masuk", data={"code": made.code})
    anew = client.post("/rakor/kirim", data=fields_of(kept.text))  # of the session in between
    client.post("/rakor/kirim", data=fields_of(anew.text))
    assert submission_store().newest(theirs) is None
    version = submission_store().newest(mine)
    assert version is not None
    assert value_of(version, "maize", "production") == 5


def test_without_a_script_all_that_is_empty_can_be_answered_at_once(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    page = client.get("/rakor/isi").text
    assert re.search(r'formaction="/rakor/draf" name="fill" value="1"', page)
    typed = fields_of(page) | {"v:maize:production": "5", "s:maize:stock_start": "none"}
    filled_up = fields_of(client.post("/rakor/draf", data=typed | {"fill": "1"}).text)
    assert filled_up["v:maize:production"] == "5"
    statuses = {name: text for name, text in filled_up.items() if name.startswith("s:")}
    assert statuses.pop("s:maize:production") == "value"
    assert statuses.pop("s:maize:stock_start") == "none"
    assert set(statuses.values()) == {"not_known"}
    plain = fields_of(client.post("/rakor/draf", data=typed).text)
    assert plain["s:rice:production"] == "value", "only on that button"


def test_a_long_list_of_problems_is_cut_and_every_field_is_marked(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    fields = fields_of(client.get("/rakor/isi").text)
    page = client.post("/rakor/periksa", data=fields).text
    marked = page.count('<p class="told"')
    assert marked == 18, "two items with eight numbers, office and position"
    assert page.count('<li><a href="#') == 10
    assert "dan 8 lagi, masing-masing ditandai" in page


def test_a_link_s_secret_part_is_posted_and_stands_in_no_address(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = browser()
    answer = client.post("/rakor/masuk", data={"link": made.link_token}, follow_redirects=False)
    assert answer.headers["location"] == "/rakor/isi"
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/"))
    assert made.link_token not in answer.headers["location"] + cookie


def test_signing_out_ends_it_on_every_device_that_has_the_cookie(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    stolen = client.cookies[SESSION_COOKIE]
    page = client.get("/rakor/isi").text
    token = re.search(r'name="token" value="(\w+)"', page)
    assert token is not None
    client.post("/rakor/keluar", data={"token": token[1]})
    thief = browser()
    thief.cookies.set(SESSION_COOKIE, stolen)
    assert thief.get("/rakor/isi").url.path == "/rakor/masuk"


@pytest.mark.parametrize("path", ["periksa", "draf", "kirim", "unduh", "keluar"])
def test_a_form_from_elsewhere_is_refused(asked: Round, path: str) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    elsewhere = {"origin": "http://elsewhere"}
    assert client.post(f"/rakor/{path}", data=fields, headers=elsewhere).status_code == 403
    forged = fields | {"token": "é" * 32}
    assert client.post(f"/rakor/{path}", data=forged).status_code in (200, 409)
    assert submission_store().newest(key) is None
    assert client.get("/rakor/isi").url.path == "/rakor/isi", "and nobody was signed out"


def test_who_was_signed_out_while_typing_loses_nothing(asked: Round) -> None:
    key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    anew = credentials.make_for_sheets(BUREAU, [key])[0]  # which ends the session
    kept = client.post("/rakor/kirim", data=fields)
    assert (kept.status_code, fields_of(kept.text)["v:maize:production"]) == (409, "5")
    assert "berakhir atau berganti" in kept.text
    client.post("/rakor/masuk", data={"code": anew.code})
    assert "Masuk (tab baru)" in kept.text
    again = client.post("/rakor/kirim", data=fields_of(kept.text))  # drawn before coming in
    assert "Anda sudah masuk lagi" in again.text, "who reads the same again believes it has failed"
    assert "Masuk (tab baru)" not in again.text
    receipt = client.post("/rakor/kirim", data=fields_of(again.text))
    assert receipt.url.path.startswith("/rakor/tanda-terima/")


def test_scanning_the_sheet_again_leaves_the_open_form_good(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    fields = filled(client.get("/rakor/isi").text, maize__production="5")
    session = client.cookies[SESSION_COOKIE]
    client.post("/rakor/masuk", data={"link": made.link_token, "token": "of a page without cookie"})
    assert client.cookies[SESSION_COOKIE] == session
    receipt = client.post("/rakor/kirim", data=fields)
    assert receipt.url.path.startswith("/rakor/tanda-terima/")


def test_signing_out_or_in_again_without_a_database_is_told(
    asked: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    token = fields_of(client.get("/rakor/isi").text)["token"]

    def gone(*_args: object) -> None:
        raise StoreError("unavailable", reason="disk I/O error")

    with monkeypatch.context() as away:
        away.setattr("services.credentials.sign_out", gone)
        for address, data in (("keluar", {"token": token}), ("masuk", {"code": made.code})):
            answer = client.post(f"/rakor/{address}", data=data)
            assert answer.status_code == 503
            assert "Basis data tidak dapat dihubungi" in answer.text
    assert client.get("/rakor/isi").url.path == "/rakor/isi", "still signed in, as it was told"
    client.post("/rakor/keluar", data={"token": token})
    assert client.get("/rakor/isi").url.path == "/rakor/masuk"


def test_every_answer_that_is_named_can_be_chosen(asked: Round) -> None:
    _key, made = sheet_of(asked)
    page = entered(made).get("/rakor/isi").text
    options = set(re.findall(r"<option[^>]*>([^<]+)</option>", page))
    assert options == {"angka", "nihil", "tidak tahu", "tidak berlaku"}
    assert all(f"“{each}”" in page for each in options - {"angka"})


def test_a_form_without_end_is_not_read_to_its_end(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        yield b"office="
        for _ in range(10_000):
            read += 65_536
            yield b"x" * 65_536

    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/rakor/periksa", content=endless(), headers=kind).status_code == 413
    odd = client.post("/rakor/periksa", content=b"{}", headers={"content-type": "text/plain"})
    assert odd.status_code == 415


def test_what_a_person_writes_is_text_everywhere(asked: Round) -> None:
    _key, made = sheet_of(asked)
    client = entered(made)
    nasty = '<script>alert(1)</script>" onload=x {{ 7*7 }}'
    version = handed_in(client, maize__note=nasty)
    for page in (
        client.get("/rakor/isi").text,
        client.get(f"/rakor/tanda-terima/{version.receipt_no}").text,
    ):
        assert "<script>alert" not in page
        assert 'onload=x"' not in page
        assert "{{ 7*7 }}" in html.unescape(page)
        assert "<b>jagung</b>" not in page


def test_anybody_checks_a_receipt_and_only_the_office_sees_its_figures(asked: Round) -> None:
    _key, made = sheet_of(asked)
    office = entered(made)
    version = handed_in(office, maize__production="98765")
    receipt = office.get(f"/rakor/tanda-terima/{version.receipt_no}").text
    assert version.content_hash[:16] in receipt
    assert "Kepala Bidang" in receipt
    reader, other = browser(), entered(sheet_of(asked, "5371")[1])
    for client in (reader, other):
        page = client.get(f"/rakor/tanda-terima/{version.receipt_no}").text
        assert version.content_hash[:16] not in page, "whoever guesses the figure could be sure"
        assert "Kepala Bidang" not in page
        assert "Dinas Pertanian" in page
        assert "Timor Tengah Selatan" in page
        assert "98.765" not in page
        assert "98765" not in page
    assert reader.get("/rakor/tanda-terima/22222222").status_code == 404


def test_a_receipt_tells_its_office_which_obligations_wait_for_a_report(asked: Round) -> None:
    key, made = sheet_of(asked)
    office = entered(made)
    receipt = f"/rakor/tanda-terima/{handed_in(office, maize__production='1').receipt_no}"
    assert "menunggu laporan" not in office.get(receipt).text
    bureau = Actor("bureau", credential_id="b")
    parties = tuple(Party("regency", code, code, "ada") for code in (key.regency_code, "5371"))
    case = cases.open_case(bureau, Content("Jagung", "Jagung", "kurang", parties))
    case = cases.attach(bureau, case.case_id, "agreement", "a", b"1", {}, "", case.no)
    line = Obligation("2026-01", "Jagung", 1.0, key.regency_code, "5371")
    cases.oblige(bureau, case.case_id, [line], "", case.no)
    told = office.get(receipt).text
    assert "1 kewajiban kerja sama menunggu laporan" in told
    assert f"/desk?regency={key.regency_code}" in told
    english = office.get(f"{receipt}?lang=en").text
    assert "1 obligation of a cooperation waits for a report" in english
    assert "menunggu laporan" not in browser().get(receipt).text


def test_access_sheets_are_the_bureau_s_and_their_codes_let_in(asked: Round) -> None:
    _key, made = sheet_of(asked)
    office = entered(made)
    page = office.get("/rakor/isi").text
    token = fields_of(page)["token"]
    wish, address = {"token": token}, f"/rakor/lembar-akses/{asked.round_id}"
    for wrong in (office, browser()):
        assert wrong.post(address, data=wish).status_code == 403
        assert "/lembar-akses" not in wrong.get(address).url.path

    bureau = browser()
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    gone = bureau.post("/rakor/masuk", data={"code": code}, follow_redirects=False)
    assert gone.headers["location"] == "/rounds"
    wish["token"] = form_token(bureau.cookies[SESSION_COOKIE])
    assert "Buat kode baru" in bureau.get(address).text
    assert "sebagai draf berlanjut pada kode baru" in bureau.get(address).text
    office.post("/rakor/draf", data=filled(page, maize__production="4321"))
    assert bureau.get("/rakor/lembar-akses/222222").status_code == 404
    wish |= {"known": fields_of(bureau.get(address).text)["known"]}
    sheets = bureau.post(address, data=wish).text
    codes = re.findall(r'<p class="code">([^<]+)</p>', sheets)
    assert len(codes) == sheets.count("<svg") == 22
    assert bureau.post(address, data=wish).status_code == 409, "F5 must not end what was printed"
    form = entered(Made(made.credential, codes[3], "")).get("/rakor/isi").text
    assert fields_of(form)["v:maize:production"] == "4321", "else the warning would be wrong"


def test_a_rehearsal_says_so_on_every_page() -> None:
    asked = opened(rehearsal=True)
    _key, made = sheet_of(asked)
    client = entered(made)
    page = client.get("/rakor/isi").text
    confirm = client.post("/rakor/periksa", data=filled(page, maize__production="5")).text
    receipt = client.post("/rakor/kirim", data=fields_of(confirm)).text
    for shown in (page, confirm, receipt):
        assert "LATIHAN: angka di sini karangan" in shown


def test_who_has_not_come_in_is_led_to_the_entrance() -> None:
    client = browser()
    assert client.get("/rakor/isi").url.path == "/rakor/masuk"
    kept = client.post("/rakor/kirim", data={"office": "x"})
    assert (kept.status_code, fields_of(kept.text)["office"]) == (409, "x")
    wrong = client.post("/rakor/masuk", data={"code": "5304-222222"})
    assert (wrong.status_code, "tidak dikenal" in wrong.text) == (401, True)
