"""Profile of a regency: all 22 in Indonesian, three in English, and what it must say."""

from collections.abc import Callable
from io import BytesIO

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geo.boundaries import REGENCY_CODES
from ntt_data.tables import load
from pages.potential.profile.profile_workbook import profile_sheets
from publishing import language
from publishing.briefing.model import Finding, Table
from publishing.files.spreadsheets import workbook_bytes
from services.answer import evaluation
from services.briefing.regency import regency_briefing
from services.profile import gaps, key_figures, partners, regency_balances
from tests.support.open_page import open_page, words


def texts(at: AppTest) -> str:
    """Everything on the page as it is read, without the escapes of Markdown."""
    return words(at).replace("\\", "")


def headings(at: AppTest) -> list[str]:
    return [str(each.value).replace("\\", "") for each in at.header]


def profile(language: str = "en", **query: str) -> AppTest:
    return open_page("profile", language, **query)


# All 22 are read in tests/services/briefing/test_regency.py; here, that the page shows them.
@pytest.mark.parametrize("code", ["5305", "5315", "5371"])
def test_regencies_in_indonesian(code: str) -> None:
    at = profile("id", regency=code)
    row = load("regencies").set_index("regency_code").loc[code]
    expected = row["name"] if row["kind"] == "kota" else f"Kabupaten {row['name']}"
    assert at.title[0].value == expected
    headers = headings(at)
    assert headers[1].startswith("Pembangunan manusia: ")
    assert not headers[2].startswith("20"), "each commodity of its newest year"
    assert len(headers) == 13
    assert row["capital"] in texts(at)


@pytest.mark.parametrize("code", ["5305", "5371"])
def test_regencies_in_english(code: str) -> None:
    at = profile("en", regency=code)
    assert headings(at)[11] == "What the report says in words"
    assert "Human development: " in headings(at)[1]


def test_ttu_says_what_the_report_lacks() -> None:
    at = profile(regency="5305")
    assert any("seTimor Tengah Utaramnya" in each.value for each in at.warning)
    said = texts(at)
    assert "TTU: the report has no sector ranking" in said
    assert "TTU: the report has no KPJu list" in said
    with language.speaking("en"):
        (told,) = [
            block.ready.table["finding_en"]
            for section in regency_briefing("5305").sections
            for block in section.blocks
            if section.key == "findings" and isinstance(block, Table)
        ]
    assert told.str.startswith("Leader of forestry in 2018: teak").any()


@pytest.mark.parametrize(
    ("tongue", "quota", "herd"),
    [
        ("id", "18.000 ekor (V14, mutu C", "110.679 ekor 2025 (BPS, menurut kutipan; V13"),
        ("en", "18,000 head (V14, grade C", "110,679 head 2025 (BPS, as quoted; V13"),
    ],
)
def test_contradicting_counts_stand_side_by_side(tongue: str, quota: str, herd: str) -> None:
    with language.speaking("id" if tongue == "id" else "en"):
        told = [
            block.text
            for section in regency_briefing("5304").sections
            for block in section.blocks
            if section.key in ("livestock", "animals") and isinstance(block, Finding)
        ]
    assert any(quota in each for each in told)
    line = next(each for each in told if herd in each)
    assert "215.504" in line or "215,504" in line
    assert ("rata-ratakan" if tongue == "id" else "averaged") in line


@pytest.mark.parametrize(
    ("tongue", "words"),
    [
        ("id", "28 Juni 2019, nota kesepahaman dengan Lembata"),
        ("en", "28 June 2019, memorandum of understanding with Lembata"),
    ],
)
def test_agreements_name_date_stage_partner_and_source(tongue: str, words: str) -> None:
    said = texts(profile(tongue, regency="5306"))
    line = next(one for one in said.splitlines() if words in one)
    assert "V101" in line


@pytest.mark.parametrize(
    ("tongue", "empty"), [("id", "tidak diketahui, bukan nol"), ("en", "unknown, not zero")]
)
def test_a_regency_without_any_count_of_animals_says_so(tongue: str, empty: str) -> None:
    at = profile(tongue, regency="5315")
    said = [one.value for one in at.info if empty in one.value]
    assert any("populasi ternak" in one or "regency's animals" in one for one in said)
    # An office is told whom to send it to, not which file of the program to edit.
    assert all("Biro Ekonomi dan Kerja Sama" in one and ".csv" not in one for one in said)


def test_a_link_without_a_regency_or_with_a_wrong_one_shows_kota_kupang() -> None:
    assert profile().title[0].value == "Kota Kupang"
    assert profile(regency="9999").title[0].value == "Kota Kupang"


def test_each_commodity_is_shown_for_its_newest_year_until_one_is_chosen() -> None:
    at = profile("id", regency="5302")
    newest = evaluation.newest_full_years()
    assert newest["rice"] != newest["chili"], "or there is nothing to see here"
    assert headings(at)[2] == f"Surplus beras {newest['rice']}, cabai rawit {newest['chili']}"
    with language.speaking("en"):
        sheets = profile_sheets("5302", None)
    assert set(sheets["Balances"]["Year"]) == set(newest.values())


def test_another_year_changes_the_balances() -> None:
    at = profile(regency="5371", year="2019")
    assert headings(at)[2].startswith("2019: ")


def test_key_figures_of_the_capital_town() -> None:
    figures = {figure.indicator.code: figure for figure in key_figures("5371")}
    assert figures["density"].standing.position == 1
    assert figures["hdi"].standing.position == 1
    assert figures["poverty_rate_pct"].standing.position == 22
    assert all(figure.standing.n_known == 22 for figure in figures.values())
    assert figures["grdp_per_capita_constant_k_idr"].grade == "C"


def test_partners_add_up_to_what_is_moved() -> None:
    match = evaluation.baseline_answer("rice", 2022).match
    assert match is not None
    moved = sum(
        partners(code, 2022).query("commodity == 'rice' and destination == @code")["tonnes"].sum()
        for code in REGENCY_CODES
    )
    assert moved == pytest.approx(match.totals.moved_t + match.totals.external_t)


def test_a_year_without_a_balance_is_unknown_not_zero() -> None:
    table = regency_balances("5301", 2016).set_index("commodity")
    assert table.loc["fish", "balance_class"] == "unknown"
    assert pd.isna(table.loc["fish", "balance_t"])
    assert table.loc["rice", "balance_class"] != "unknown"


def test_gaps_put_the_regencys_own_kpju_first() -> None:
    table = gaps("5316")
    assert table["kpju_rank"].iloc[0] == 1  # coffee
    assert table["commodity"].iloc[0] == "coffee"
    assert "rice" not in set(table["commodity"])
    assert (table["missing"] != "").all()


def test_workbook_holds_every_table() -> None:
    sheets = profile_sheets("5371", 2022)
    read = pd.read_excel(BytesIO(workbook_bytes(sheets)), sheet_name=None)
    assert list(read) == list(sheets)
    assert len(read) == 13
    assert len(next(iter(read.values()))) == 5
    # TTU has neither sectors nor KPJu: no empty sheets.
    assert len(profile_sheets("5305", 2022)) == 10


def test_a_member_of_the_zone_opens_without_losing_language_and_year() -> None:
    at = profile(regency="5315", year="2020")
    at.button(key="zone-5313").click().run()
    assert at.title[0].value == "Manggarai Regency"
    assert headings(at)[2].startswith("2020: ")


def test_the_file_is_made_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit makes it on a thread of its own, where nobody's language is known."""
    made: list[Callable[[], bytes]] = []
    usual = language.keep_language

    def noted(make: Callable[[], bytes]) -> Callable[[], bytes]:
        made.append(usual(make))
        return made[-1]

    monkeypatch.setattr(language, "keep_language", noted)
    first = {}
    for code in ("en", "id"):
        made.clear()
        profile(code, regency="5371")
        first[code] = next(iter(pd.read_excel(BytesIO(made[0]()), sheet_name=None)))
    assert first == {"en": "Key figures", "id": "Angka pokok"}


def test_a_doubtful_figure_is_no_finding() -> None:
    """Chili of Kota Kupang: what is against the figure is said, and no sentence is made of it."""
    at = profile("id", regency="5371")
    said = [str(each.value) for each in at.main if each.type == "markdown"]
    assert any(line.startswith("Kota Kupang menghasilkan") and "beras" in line for line in said)
    assert not any("menghasilkan" in line and "cabai" in line for line in said)
    assert "Cabai rawit 2024: Diragukan" in texts(at)
