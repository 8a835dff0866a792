"""A regency's animals and agreements in words, against the rows of the tables."""

import pandas as pd
import pytest

from geo.boundaries import REGENCY_CODES
from publishing.language import speaking
from publishing.listings.regency_records import agreements_table, livestock_table
from publishing.sentences.agreements import agreement_text, agreements_headline
from publishing.sentences.livestock import herd_lines, livestock_headline, shipment_lines
from services import profile


@pytest.mark.parametrize("code", REGENCY_CODES)
def test_every_quota_and_shipment_is_said_with_its_source(code: str) -> None:
    rows = profile.livestock_shipments(code)
    with speaking("en"):
        said = " ".join(line.figures for line in shipment_lines(rows))
    for row in rows.to_dict("records"):
        assert f"{row['value']:,.0f} " in said
        assert f"({row['source_id']}, grade {row['grade']}" in said
    assert said.count(", grade ") == len(rows)


@pytest.mark.parametrize("code", REGENCY_CODES)
def test_no_count_that_another_contradicts_stands_alone(code: str) -> None:
    rows = profile.livestock_herds(code)
    with speaking("en"):
        lines = herd_lines(rows)
    clash = [line for line in lines if "nothing is averaged" in line.figures]
    assert sum(line.figures.count(", grade ") for line in clash) == rows["contradicted"].sum()
    assert len(lines) == rows.groupby(["animal_literal", "measure"]).ngroups


def test_contradictions_are_those_that_the_tables_are_known_to_hold() -> None:
    """Counted by hand: cattle of Timor Tengah Selatan and of Belu, and one quota of 2020."""
    herds = [code for code in REGENCY_CODES if profile.livestock_herds(code)["contradicted"].any()]
    quotas = [
        code for code in REGENCY_CODES if profile.livestock_shipments(code)["contradicted"].any()
    ]
    assert (herds, quotas) == (["5304", "5306"], ["5304"])


def test_a_zero_that_was_read_from_silence_says_so() -> None:
    with speaking("en"):
        lines = shipment_lines(profile.livestock_shipments("5308"))
    zero = next(line for line in lines if line.about == "Cattle 2024")
    assert zero.figures == (
        "quota out of NTT: 0 head (V18, grade C; Named as without an allotment; read as zero)."
    )


def test_parts_of_a_year_say_until_when() -> None:
    with speaking("en"):
        lines = {
            one.about: one.figures for one in shipment_lines(profile.livestock_shipments("5315"))
        }
        pigs = herd_lines(profile.livestock_herds("5308"))
    assert ". Shipped out of NTT: 313 head January–October (V15" in lines["Cattle 2020"]
    assert "1,569 head until May 2025 (V36" in pigs[0].figures


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "Ternak: belum ditemukan kuota, pengiriman, atau angka populasi"),
        ("en", "Livestock: no quota, shipment or count was found"),
    ],
)
def test_nothing_found_is_said_in_words(language: str, said: str) -> None:
    nothing = profile.livestock_herds("5301").head(0)
    with speaking("en" if language == "en" else "id"):
        assert livestock_headline(nothing, nothing) == said
        assert shipment_lines(nothing) == herd_lines(nothing) == []


def test_headline_of_agreements_counts_none_that_everybody_has() -> None:
    found = profile.agreements("5308")
    with speaking("en"):
        # Lembata takes part in nine, one of them the declaration of all.
        assert agreements_headline(found).endswith(": 8")
        assert "all regencies" in agreements_headline(profile.agreements("5301").tail(1))
        assert "no agreement" in agreements_headline(found.head(0))


def test_partners_are_the_others() -> None:
    with speaking("en"):
        lines, plan = (
            [agreement_text(row, code) for row in profile.agreements(code).to_dict("records")]
            for code in ("5302", "5308")
        )
    assert " with Sumba Barat, Sumba Tengah, Sumba Barat Daya: " in lines[0]
    assert " with all other regencies of NTT, Pemerintah Provinsi NTT: " in lines[-1]
    assert any(" partner not named: " in line for line in plan)


@pytest.mark.parametrize("language", ["id", "en"])
def test_tables_keep_every_row(language: str) -> None:
    with speaking("en" if language == "en" else "id"):
        for rows in (profile.livestock_shipments("5304"), profile.livestock_herds("5304")):
            table = livestock_table(rows).readable()
            assert len(table) == len(rows)
            assert not table.columns.duplicated().any()
        found = profile.agreements("5308")
        agreements = agreements_table(found, "5308").readable()
    assert len(agreements) == len(found) == 9
    assert isinstance(agreements, pd.DataFrame)
