"""“Rice alone” says what the atlas bears, and nothing where it does not."""

import pytest

from analysis.balance.food_ratio import RiceAndStaples, edition_rows
from ntt_data.tables import load
from publishing.language import speaking
from publishing.sentences.staples import (
    comparison_sentences,
    correlation_sentence,
    regency_ratio,
    rice_alone,
)
from services import staples


def found(correlation: float = 0.7, **changes: object) -> RiceAndStaples:
    values = {"fed": ("5301", "5302"), "lacking": ("5309",), "n_deficit": 4, **changes}
    return RiceAndStaples(2021, 2021, 20, correlation, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_is_said_where_nobody_is_short_of_rice(language: str) -> None:
    with speaking(language):  # type: ignore[arg-type]
        assert rice_alone(found(), 0, 2021) == ""


def test_rice_alone_names_edition_and_counts() -> None:
    with speaking("id"):
        assert rice_alone(found(), 4, 2021) == (
            "**Beras saja.** Neraca ini hanya menghitung beras. Menurut FSVA 2021, 2 dari 3 daerah "
            "yang kekurangan beras cukup dengan beras, jagung, dan umbi-umbian bersama; 1 tidak "
            "cukup. Untuk 1 daerah lain tidak ada rasio yang dapat dipakai."
        )


def test_a_year_without_an_edition_says_so_and_gives_no_count() -> None:
    with speaking("en"):
        said = rice_alone(None, 9, 2016)
        assert "has no figure for 2016" in said
        assert "9" not in said
        assert rice_alone(found(fed=(), lacking=()), 4, 2021) == said.replace("2016", "2021")


def test_one_regency() -> None:
    rows = edition_rows(load("fsva_ratios"), 2020)
    with speaking("en"):
        assert "no meaningful ratio" in regency_ratio(rows, "5371", 2020)
        assert "nothing is concluded" in regency_ratio(rows, "5320", 2020)
        assert "ratio 1.45, a lack" in regency_ratio(rows, "5309", 2020)
        assert "ratio 1.00, enough" in regency_ratio(rows, "5308", 2020)
        assert regency_ratio(rows, "9999", 2020) == ""


def test_orders_are_called_alike_only_when_every_edition_bears_it() -> None:
    with speaking("en"):
        assert "mostly" in correlation_sentence([found(0.6), found(0.8)])
        assert "mostly" not in correlation_sentence([found(0.6), found(0.1)])
        assert "No edition" in correlation_sentence([found(float("nan"))])


def test_an_empty_group_has_no_sentence() -> None:
    with speaking("en"):
        lines = comparison_sentences(found(lacking=(), n_deficit=2))
        assert len(lines) == 1
        assert "enough of all staples" in lines[0]


def test_what_is_said_follows_from_the_tables() -> None:
    """Counted again from the rows themselves, for every edition and year that is shown."""
    shown = staples.comparisons()
    assert {each.edition for each in shown} <= set(range(2018, 2025))
    assert shown
    ratios = load("fsva_ratios")
    for each in shown:
        rows = ratios[(ratios["edition_year"] == each.edition) & (ratios["source_id"] == "U01")]
        value = dict(zip(rows["regency_code"], rows["value"], strict=True))
        assert all(value[code] <= 1 for code in each.fed)
        assert all(value[code] > 1 for code in each.lacking)
        assert "5371" not in each.fed + each.lacking
        assert each.n <= 21
