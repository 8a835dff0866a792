"""Sector rankings and KPJu in words, charts and maps, without a page around them."""

import pytest

from analysis.leading.rankings import borda, sector_shift
from ntt_data.tables import load
from publishing.charts.sectors import borda_spec, matrix_spec
from publishing.language import Language, speaking
from publishing.listings.kpju import kpju_table, shared_items_table
from publishing.listings.sectors import borda_table, matrix_table, shift_table
from publishing.maps.kpju import item_choropleth
from publishing.sentences import sectors as said
from publishing.sentences.kpju import item_headline, shared_note, verdict_word
from services.kpju import all_kpju, judged_beside, kpju_of, ranks_of_item, shared


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("scheme", said.SCHEMES)
def test_a_scheme_in_words_charts_and_tables(scheme: str, language: Language) -> None:
    ranking = borda(load("sector_rankings"), scheme)
    with speaking(language):
        lines = [
            said.scheme_label(scheme),
            said.schemes_explained(),
            said.unranked_note(),
            said.matrix_headline(scheme),
            said.borda_headline(ranking),
            said.borda_rule(scheme),
            said.borda_coverage(scheme),
        ]
        matrix, bars = matrix_spec(scheme), borda_spec(scheme)
        wide, long = matrix_table(scheme), borda_table(scheme).readable()
        twice = said.named_twice(scheme)
    assert not [line for line in lines if "{" in line]
    assert len(wide) == len(long) == len(ranking)
    assert len(twice) == (1 if scheme == "kbli" else 0)
    title = {"id": "Poin Borda", "en": "Borda points"}[language]
    assert title in str(bars)
    assert matrix["config"]["locale"]["number"]["decimal"] == {"id": ",", "en": "."}[language]


def test_a_matrix_holds_the_sectors_of_its_scheme_alone() -> None:
    with speaking("en"):
        spec = str(matrix_spec("traditional"))
    assert "'ranks': '11'" in spec
    assert "Real estate" not in spec


def test_change_since_2013_speaks_only_of_those_that_tell() -> None:
    shift = sector_shift(load("sector_rankings"))
    with speaking("en"):
        assert said.shift_headline(shift) == (
            "Since 2013 the first sector has changed in 5 of the 7 regencies that tell"
        )
        assert said.shift_note(shift).startswith("On the other 15 regencies")
        assert set(shift_table(shift).readable()["Since 2013"]) == {"changed", "unchanged"}


def test_an_item_of_many_lists_and_of_one() -> None:
    items = shared()
    alone = items[items["n"] == 1]["item"].iloc[0]
    with speaking("en"):
        assert item_headline("maize", items).startswith("Maize is in 9 of 21 lists")
        assert " alone, at rank " in item_headline(alone, items)
        assert "21 of 22 regencies" in shared_note(items)
        assert (shared_items_table(items).table["n"] > 1).all()


def test_the_map_hatches_only_the_regency_without_a_list() -> None:
    with speaking("en"):
        chart = item_choropleth(ranks_of_item("maize"), "title", None)
    assert set(load("regencies")["regency_code"]) - set(chart.picture.fills) == {"5305"}
    assert "no data yet" in chart.picture.tooltips["5305"]
    row = shared().set_index("item").loc["maize"]
    # Sumba Barat, Sumba Timur, TTS, Belu, Lembata, Flores Timur, Ngada, Manggarai, Manggarai Barat
    assert row["n"] == 9
    assert row["best_rank"] == 1


def test_every_verdict_has_a_word() -> None:
    for language in ("id", "en"):
        with speaking(language):
            assert all(verdict_word(code) for code in all_kpju()["verdict"].unique())


def test_a_list_as_a_table_keeps_the_wording() -> None:
    with speaking("en"):
        table = kpju_table(kpju_of("5304")).readable()
    assert table["Rank"].tolist() == list(range(1, 11))
    assert "not judged" in set(table["Verdict of the report"])
    assert len(judged_beside("5304")) == 1  # trade in livestock
