"""One regency in sentences: every headline in its cases, in both languages."""

import pandas as pd
import pytest

from publishing.briefing.model import Figure
from publishing.language import Language, speaking
from publishing.listings.profile import (
    balances_table,
    figures_table,
    gaps_table,
    printed_figures_table,
)
from publishing.maps.zones import regency_choropleth, zone_members
from publishing.sentences import profile as said
from publishing.sentences.indicators import indicator_name, tell
from publishing.sentences.kpju import kpju_headline, unjudged_note
from publishing.sentences.regency_card import balance_lines, leading_lines, place_line
from services import profile
from services.briefing.regency_standing import key_figures
from services.kpju import all_kpju, kpju_of


def _balances(**classes: str) -> pd.DataFrame:
    return pd.DataFrame({"commodity": list(classes), "balance_class": list(classes.values())})


@pytest.mark.parametrize(
    ("classes", "english", "indonesian"),
    [
        (
            {"rice": "surplus", "chili": "deficit"},
            "2022: surplus of rice, deficit of bird's eye chili",
            "2022: ",
        ),
        ({"rice": "surplus"}, "2022: surplus of rice", "2022: "),
        ({"rice": "deficit"}, "2022: deficit of rice", "2022: "),
        ({"rice": "balanced"}, "2022: balanced in rice", "2022: "),
        ({"rice": "doubtful"}, "2022: neither surplus nor deficit is known", "2022: "),
    ],
)
def test_balances_headline(classes: dict[str, str], english: str, indonesian: str) -> None:
    table = _balances(**classes)
    with speaking("en"):
        assert said.balances_headline(table, 2022) == english
    with speaking("id"):
        other = said.balances_headline(table, 2022)
    assert other.startswith(indonesian)
    assert other != english


def test_the_newest_of_each_commodity_is_named_with_its_year() -> None:
    """The chili of a regency was told for 2023, as rice ends there, when 2024 was known."""
    table = _balances(rice="deficit", chili="surplus").assign(year=[2023, 2024])
    with speaking("en"):
        told = said.balances_headline(table, None)
    assert told == "Surplus of bird's eye chili 2024, deficit of rice 2023"
    with speaking("id"):
        assert said.balances_headline(table, None) == "Surplus cabai rawit 2024, defisit beras 2023"


def test_names_of_kabupaten_and_town() -> None:
    with speaking("id"):
        assert said.full_name("5371") == "Kota Kupang"
        assert said.full_name("5311") == "Kabupaten Ende"
    with speaking("en"):
        assert said.full_name("5311") == "Ende Regency"


def test_what_stays_unmet_is_said_with_its_reason() -> None:
    from analysis.matching.options import MatchingOptions
    from services.answer import evaluation

    closed = MatchingOptions(external_supply=False)
    match = evaluation.baseline_answer("rice", 2022, closed).match
    short = match.unmet[match.unmet["unmet_t"] > 0].iloc[0]
    code = str(short["regency_code"])
    with speaking("en"):
        assert "stay unmet: " in said.left_line(code, "deficit", match)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("code", ["5305", "5316", "5371"])
def test_every_headline_speaks(code: str, language: Language) -> None:
    with speaking(language):
        figures = profile.key_figures(code)
        lines = [
            said.figures_headline(figures, code),
            said.sectors_headline(code, profile.sectors(code)),
            said.gaps_headline(profile.gaps(code), profile.n_named(code)),
            kpju_headline(code, kpju_of(code)),
            said.identity_line(code),
            place_line(code),
            *leading_lines(code),
            *balance_lines(code, profile.usual_balances()),
            *said.population_notes(profile.populations(2022)),
        ]
    assert all(lines)
    assert not [line for line in lines if "{" in line or {"None", "nan"} & set(line.split())]


def test_ttu_has_no_lists() -> None:
    with speaking("en"):
        assert kpju_headline("5305", kpju_of("5305")) == "TTU: the report has no KPJu list"
        assert said.sectors_headline("5305", profile.sectors("5305")).startswith("TTU: ")
        assert len(leading_lines("5305")) == 1
        assert said.gaps_headline(profile.gaps("5305"), 0).endswith("have no balance here yet")


def test_what_is_not_judged_is_counted() -> None:
    with speaking("en"):
        assert unjudged_note(kpju_of("5304")) == (
            "6 of 10 are not judged: the report is silent on them, which is no verdict."
        )
    judged = all_kpju()
    assert unjudged_note(judged[judged["verdict"] == "recommended"]) is None


def test_a_year_without_any_balance_is_unknown() -> None:
    rows = said.balance_rows(profile.regency_balances("5301", 1999))
    assert {row.balance_class for row in rows} == {"unknown"}
    with speaking("en"):
        assert all("No balance for this year" in said.unknown_because(row) for row in rows)
        assert (
            balances_table(profile.regency_balances("5301", 1999)).table["balance_t"].isna().all()
        )


def test_tables_hold_words_and_no_codes() -> None:
    with speaking("en"):
        gaps = gaps_table(profile.gaps("5316")).readable()
        figures = printed_figures_table(profile.printed_figures("5316")).readable()
    assert "Coffee" in gaps.iloc[0].tolist()
    assert not gaps["Missing for a balance"].str.contains("_").any()
    assert not figures["Unit"].astype("str").str.contains("_").any()


def test_the_small_map_tints_the_zone() -> None:
    assert set(zone_members("5315")) == {"5313", "5315", "5319"}
    picture = regency_choropleth("5315").picture
    assert len(picture.fills) == 22
    assert picture.fills["5313"] == picture.fills["5319"] != picture.fills["5315"]
    assert picture.selected == "5315"


def test_income_is_told_in_millions_in_its_strip_in_the_table_and_on_the_map() -> None:
    """39,380 thousand rupiah was a figure that nobody says."""
    code = "grdp_per_capita_constant_k_idr"
    figures = profile.key_figures("5371")
    (figure,) = [each for each in figures if each.indicator.code == code]
    with speaking("id"):
        strip = next(
            each
            for each in key_figures("5371").blocks
            if isinstance(each, Figure) and each.name == indicator_name(code)
        )
        row = figures_table(figures).table.set_index("name").loc[strip.name]
        told = tell(figure.indicator)
    millions = figure.standing.value / 1_000
    value = f"{millions:.1f}".replace(".", ",")
    assert strip.value == f"{value} juta rupiah per orang per tahun"
    assert strip.amounts["5371"] == pytest.approx(millions)
    assert row["value"] == pytest.approx(millions)
    assert row["median"] == pytest.approx(figure.standing.median / 1_000)
    assert told.value_text("5371") == value
    assert f"Kota Kupang ({value} juta rupiah" in told.title
