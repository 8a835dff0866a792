"""Rounds with several periods as people see them: opened, filled in, read back, decided."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.store import round_store
from ntt_data.store.collection_records import Period
from publishing.language import Language, speaking
from services import credentials, review
from services.access import Actor
from tests.pages.test_hand_in import browser, entered, fields_of, filled, handed_in, sheet_of
from tests.pages.test_review import look_at, press, said
from tests.support.open_page import open_page
from tests.support.own_store import own_store
from tests.support.period_round import handed, two_periods
from tests.support.small_round import BUREAU, a_round

WORDS = {
    "id": ("Jagung, pipilan kering, tahun 2024", "Jagung, pipilan kering, Januari–Juni 2025"),
    "en": ("Maize, dry, shelled, the year 2024", "Maize, dry, shelled, January–June 2025"),
}


@pytest.fixture(autouse=True)
def _store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.ui.actor.actor_of", lambda _cookie: BUREAU)


def legends(page: str) -> list[str]:
    return re.findall(r"<legend>([^<]*)</legend>", page)


def opening(language: Language = "id") -> AppTest:
    app = open_page("rounds", language)
    app.text_input[0].input("Rakor jagung")
    app.multiselect[0].select(next(e for e in app.multiselect[0].options if "2" not in e))
    return app


def ask_for(app: AppTest, periods: int) -> AppTest:
    """So many periods, with their rows drawn; the year of the first is 2024."""
    app.number_input[0].set_value(2024)
    app.number_input[1].set_value(periods)
    return app.run()


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("id", ("Tahun periode ke-2", "Bulan periode ke-2")),
        ("en", ("Year of period 2", "Months of period 2")),
    ],
)
def test_the_bureau_asks_for_one_period_more(language: Language, labels: tuple[str, str]) -> None:
    app = opening(language)
    assert len(app.number_input) == 2, "one period has no further row"
    ask_for(app, 2)
    year, months = app.number_input[2], app.select_slider[1]
    assert (year.label, months.label) == labels
    assert year.value == 2023, "the year before, whose figures are known"
    year.set_value(2025)
    months.set_value((1, 6))
    with speaking(language):  # in which the months are sent back
        app.run()
        app.button[0].click().run()
    assert not app.exception
    (made,) = round_store().list()
    assert made.periods == (Period(2024, 1, 12), Period(2025, 1, 6))


@pytest.mark.usefixtures("signed_in")
def test_months_that_are_asked_twice_open_no_round() -> None:
    app = ask_for(opening(), 3)
    app.select_slider[2].set_value((1, 6))
    app.number_input[3].set_value(2023)
    app.run()
    app.button[0].click().run()
    assert [each.value for each in app.error] == [
        "Periode tahun 2023 dan Januari–Juni 2023 tumpang tindih; tanyakan setiap bulan satu kali "
        "saja."
    ]
    app.number_input[3].set_value(2021)
    app.number_input[2].set_value(2024)
    app.run()
    app.button[0].click().run()
    assert [each.value for each in app.error] == [
        "Periode tahun 2024 ada dua kali; tanyakan satu kali saja."
    ]
    assert round_store().list() == []


@pytest.mark.usefixtures("signed_in")
def test_too_much_for_a_form_is_said_with_what_would_do() -> None:
    app = ask_for(opening(), 6)
    for option in app.multiselect[3].options[:30:4]:
        app.multiselect[3].select(option)
    app.run()
    app.button[0].click().run()
    assert any(
        each.value.startswith("Perdagangan dan stok: dengan 6 periode paling banyak 6 hal")
        for each in app.error
    )
    assert round_store().list() == []


@pytest.mark.usefixtures("signed_in")
def test_a_period_that_has_not_begun_is_allowed_and_said() -> None:
    app = opening()
    assert "Belum mulai" not in said(app)
    app.number_input[0].set_value(2100)
    app.run()
    assert "Belum mulai: tahun 2100. Yang diserahkan untuknya berupa perkiraan" in said(app)
    app.button[0].click().run()
    (made,) = round_store().list()
    assert made.periods == (Period(2100, 1, 12),)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_office_answers_each_period_in_a_block_of_its_own(language: Language) -> None:
    asked = two_periods()
    _key, made = sheet_of(asked)
    client = entered(made)
    page = client.get(f"/rakor/isi?lang={language}").text
    assert tuple(legends(page)) == WORDS[language]
    ids = re.findall(r'id="(maize-production[^"]*)"', page)
    assert ids == ["maize-production", "maize-production-2"]
    answers = filled(page, maize__production="1000")
    wrong = answers | {"v:maize:production.2": "banyak", "s:maize:production.2": "value"}
    told = client.post(f"/rakor/periksa?lang={language}", data=wrong).text
    measure = {"id": "Produksi", "en": "Production"}[language]
    assert f'<a href="#maize-production-2">{WORDS[language][1]}: {measure}</a>' in told
    right = answers | {"v:maize:production.2": "400", "s:maize:production.2": "value"}
    confirm = client.post(f"/rakor/periksa?lang={language}", data=right).text
    assert all(f"<h2>{each}</h2>" in confirm for each in WORDS[language])


def test_what_was_typed_for_a_later_period_is_kept_to_the_receipt() -> None:
    asked = two_periods()
    _key, made = sheet_of(asked)
    client = entered(made)
    page = client.get("/rakor/isi").text
    answers = filled(page, maize__production="1000") | {
        **{"v:maize:production.2": "1.234,5", "s:maize:production.2": "value"},
        "v:maize:note.2": "Semester satu",
    }
    client.post("/rakor/draf", data=answers)
    english = fields_of(client.get("/rakor/isi?lang=en").text)
    assert english["v:maize:production.2"] == "1,234.5", "a number is spelled as the form reads it"
    assert english["v:maize:note.2"] == "Semester satu"
    kept = handed_in(client, **{"maize__production": "1000", "maize__production.2": "1.234,5"})
    told = {each.place: each.value for each in kept.figures if each.measure == "production"}
    assert sorted((place.period, value) for place, value in told.items()) == [
        (1, 1000),
        (2, 1234.5),
    ]
    receipt = client.get(f"/rakor/tanda-terima/{kept.receipt_no}").text
    assert "tahun 2024 dan Januari–Juni 2025" in receipt
    assert receipt.index(WORDS["id"][0]) < receipt.index("seribu ton")
    assert receipt.index(WORDS["id"][1]) < receipt.index("seribu dua ratus tiga puluh empat")
    taken = client.post("/rakor/unduh", data=answers).text
    assert "Jagung: Produksi (periode ke-2 pengumpulan ini)\t1.234,5" in taken
    again = fields_of(client.get("/rakor/isi").text)
    assert again["v:maize:production.2"] == "1.234,5", "the next form begins with what is kept"


def test_one_period_has_no_word_more() -> None:
    asked = a_round()
    _key, made = sheet_of(asked)
    page = entered(made).get("/rakor/isi").text
    assert legends(page) == ["Jagung, pipilan kering"]
    assert ".2" not in "".join(fields_of(page))
    assert "Rakor jagung, tahun 2024 ·" in page


def test_the_paper_has_a_table_for_every_period() -> None:
    asked = two_periods()
    code = credentials.make_for_role(Actor("administrator"), "bureau").code
    client = browser()
    client.post("/rakor/masuk", data={"code": code})
    paper = client.get(f"/rakor/kertas/{asked.round_id}/5304/agriculture/cetak").text
    assert all(each in paper for each in WORDS["id"])
    assert paper.count("<table>") == 2


@pytest.mark.usefixtures("signed_in")
@pytest.mark.parametrize(
    ("language", "label", "button", "effect"),
    [
        ("id", "Produksi: **900 ton** (tahun 2023)", "Terima yang dipilih", "jagung 2023"),
        ("en", "Production: **900 tonnes** (the year 2023)", "Accept those chosen", "maize 2023"),
    ],
)
def test_the_bureau_accepts_the_figure_of_one_period(
    language: Language, label: str, button: str, effect: str
) -> None:
    asked = two_periods(later={"year": 2023, "first_month": 1, "last_month": 12})
    version = handed(asked, "5304", {1: "1000", 2: "900"})
    app = look_at(asked, version.receipt_no, language)
    next(each for each in app.checkbox if label in each.label).check()
    press(app, next(e.label for e in app.button if e.label.startswith(button)), language)
    (decided,) = review.decisions(BUREAU, asked.round_id)
    assert [(each.measure, each.period) for each in decided.figures] == [("production", 2)]
    told = said(look_at(asked, version.receipt_no, language))
    assert effect in told
    assert effect.replace("2023", "2024") not in told
