"""The briefing of a regency: its figures are those of the answers, its words those of the data."""

from typing import get_args

import pytest

from geo.boundaries import REGENCY_CODES
from publishing.briefing.model import Briefing, Figure, Finding, Note, Section, Table
from publishing.language import Language, speaking
from services import overview, profile
from services.answer import evaluation
from services.briefing import regency
from services.briefing.regency import regency_briefing
from services.briefing.regency_exchange import partnerships_of
from services.kpju import kpju_of

#: A surplus, most to tell, and a deficit; the others are gone through in a sweep.
SOME = ["5315", "5317", "5371"]
OTHERS = [code for code in REGENCY_CODES if code not in SOME]


def briefing(code: str, language: Language = "id", year: int | None = None) -> Briefing:
    with speaking(language):
        return regency_briefing(code, year)


def section(told: Briefing, key: str) -> Section:
    return next(each for each in told.sections if each.key == key)


def findings(told: Briefing, key: str) -> list[str]:
    return [each.text for each in section(told, key).blocks if isinstance(each, Finding)]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("codes", [SOME, pytest.param(OTHERS, marks=pytest.mark.sweep)], ids=len)
def test_every_regency_is_told_in_words(codes: list[str], language: Language) -> None:
    """No code of the program, no empty block, and each section's key once."""
    for code in codes:
        told = briefing(code, language)
        keys = [each.key for each in told.sections]
        assert len(set(keys)) == len(keys)
        assert told.source_ids
        for part in told.sections:
            assert part.title
            assert part.blocks
            texts = [part.title] + [
                each.text for each in part.blocks if isinstance(each, Finding | Note)
            ]
            for text in texts:
                assert not {"nan", "None"} & set(text.replace(".", " ").split()), (code, text)
                assert "{" not in text
                assert "_" not in text, (code, text)


def test_a_lowest_value_is_said_so_and_never_by_its_rank() -> None:
    figures = [
        each for each in section(briefing("5371"), "figures").blocks if isinstance(each, Figure)
    ]
    places = {each.name: each.place for each in figures}
    assert len(places) == 5
    assert places["Persentase penduduk miskin"] == "terendah dari 22 daerah"
    assert places["Penduduk"] == "tertinggi kedua dari 22 daerah"
    assert all(len(each.amounts) == 22 and each.own == "5371" for each in figures)
    # Nothing is called good or bad for being high or low.
    assert not any(word in str(places) for word in ("terbaik", "terburuk", "peringkat", "urutan"))


def test_amounts_are_in_the_unit_of_the_figure() -> None:
    """Income is counted in thousands and read in millions: value, amounts and unit agree."""
    income = next(
        each
        for each in section(briefing("5371"), "figures").blocks
        if isinstance(each, Figure) and "juta" in each.basis.unit
    )
    assert income.value.startswith("39,4 juta rupiah")
    assert income.amounts["5371"] == pytest.approx(39.4, abs=0.05)


def test_both_years_stand_in_the_sentence_where_they_may_be_compared() -> None:
    rice = findings(briefing("5315"), "balances")[0]
    now, before = (
        evaluation.balance("rice", year).table.set_index("regency_code").loc["5315", "ratio"]
        for year in (2023, 2022)
    )
    assert (f"{now:.1f}", f"{before:.1f}") == ("1.8", "2.3")
    assert rice.startswith(
        "Manggarai Barat menghasilkan 1,8 kali kebutuhan berasnya pada 2023, 2,3 kali pada 2022."
    )


def test_a_year_that_may_not_be_compared_is_not_held_beside() -> None:
    told = briefing("5315", "en")
    chili = findings(told, "balances")[1]
    assert chili.startswith("Manggarai Barat produced 2.7 times its need of bird's eye chili in")
    assert "2023" not in chili
    notes = [each.text for each in section(told, "exact").blocks if isinstance(each, Note)]
    assert any("another series of population" in each for each in notes)


def test_a_doubtful_figure_makes_no_sentence() -> None:
    told = briefing("5371", "en")
    assert not any("chili" in each for each in findings(told, "balances"))
    notes = [each.text for each in section(told, "balances").blocks if isinstance(each, Note)]
    assert any(each.startswith("Bird's eye chili 2024: Doubtful") for each in notes)


@pytest.mark.parametrize("year", [None, 2022])
def test_balances_are_those_of_the_answers(year: int | None) -> None:
    for code in ("5315", "5371", "5307"):
        told = briefing(code, "en", year)
        table = next(each for each in section(told, "balances").blocks if isinstance(each, Table))
        shown = table.ready.table.set_index("commodity")
        assert set(shown.index) == set(evaluation.two_sided())
        for commodity, answer in profile.answers_of(year).items():
            row = answer.balance.table.set_index("regency_code").loc[code]
            for column in ("available_t", "need_t", "balance_t"):
                assert shown.loc[commodity, column] == pytest.approx(row[column], nan_ok=True)


def test_partners_are_the_identified_pairs_and_corridors_of_the_answers() -> None:
    """Over all regencies each pair and corridor is told by everybody in it, with its tonnes."""
    found = {code: partnerships_of(code, None) for code in REGENCY_CODES}
    for commodity, answer in profile.answers_of(None).items():
        brief = overview.brief(commodity, answer.balance.settings.year)
        for named in brief.named():
            supply = named.supply
            for code in REGENCY_CODES:
                mine = [p for p in found[code] if p.supply == supply and p.commodity == commodity]
                side = (
                    "supplies"
                    if code in supply.origins
                    else "receives"
                    if code in supply.destinations
                    else None
                )
                assert [p.side for p in mine] == ([side] if side else [])
                assert all(p.named == named for p in mine)
        outside = answer.match.flows[answer.match.flows["origin_kind"] == "external"]
        for row in outside.to_dict("records"):
            told = [p for p in found[row["destination"]] if p.supply.origins == (row["origin"],)]
            assert any(p.supply.min_t - 1 <= row["tonnes"] <= p.supply.max_t + 1 for p in told)


def test_a_pair_that_can_be_swapped_is_told_as_its_corridor_alone() -> None:
    for code in REGENCY_CODES:
        for told in partnerships_of(code, None):
            ranges = evaluation.baseline_answer(told.commodity, told.year).ranges
            assert ranges is not None
            if told.side == "from_outside" or not told.supply.is_pair:
                continue
            pair = ranges.pairs.set_index(["origin", "destination"]).loc[
                (told.supply.origins[0], told.supply.destinations[0])
            ]
            assert pair["pair_class"] == "identified"


def test_freight_is_that_of_the_pairs_own_path() -> None:
    kupang = next(p for p in partnerships_of("5371", None) if p.supply.origins == ("5303",))
    costs = evaluation.baseline_answer("rice", 2023).costs.between
    row = costs[(costs["origin"] == "5303") & (costs["destination"] == "5371")].iloc[0]
    assert kupang.freight_low_idr_per_kg == kupang.freight_high_idr_per_kg
    assert kupang.freight_low_idr_per_kg == pytest.approx(row["cost_idr_per_t"] / 1000)


def test_a_list_without_commodities_is_not_told_as_none() -> None:
    told = section(briefing("5371", "en"), "missing").blocks
    assert len(kpju_of("5371"))
    lines = [each.text for each in told if isinstance(each, Note)]
    assert not [line for line in lines if "without a list" in line]
    assert [line for line in lines if "no list of leading products puts one" in line]


def test_a_sector_that_the_report_prints_twice_is_said_where_it_stands() -> None:
    """Belu: "[3] perkebunan, [4] perkebunan"."""
    twice = [
        (code, each.text)
        for code in REGENCY_CODES
        for each in section(briefing(code), "sectors").blocks
        if isinstance(each, Note) and each.kind == "caution" and "dua kali" in each.text
    ]
    assert [code for code, _text in twice] == ["5306"]
    assert "perkebunan dua kali (peringkat 3, 4)" in twice[0][1]


def test_another_year_makes_nothing_anew_that_is_of_every_year() -> None:
    """Half of the work of a profile is of no year: it is done once for a regency."""
    before, after = briefing("5305"), briefing("5305", year=2020)
    of_no_year = ("identity", "figures", "sectors", "kpju", "livestock", "agreements", "findings")
    for key in of_no_year:
        assert section(before, key) is section(after, key)
    assert section(before, "balances") is not section(after, "balances")


def test_there_is_room_for_every_choice_of_a_profile() -> None:
    """Of a choice more than there is room for, all would be made anew at each click."""
    years = [None, *profile.balance_years()]
    assert len(REGENCY_CODES) * len(years) * len(get_args(Language)) <= regency.KEPT


def test_a_second_regency_is_looked_up_among_partners_found_for_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert partnerships_of("5315", None), "a regency that deals with others"

    def fails(*_args: object) -> None:
        raise AssertionError("worked out anew")

    monkeypatch.setattr("services.briefing.regency_exchange.all_partnerships", fails)
    for code in ("5371", "5302"):
        assert all(
            code in (*each.supply.origins, *each.supply.destinations)
            for each in partnerships_of(code, None)
        )


def test_a_row_taken_from_all_rows_of_a_year_is_the_regencys_own() -> None:
    for commodity, answer in profile.answers_of(None).items():
        known = profile.known_of(commodity, answer.balance.settings.year)
        assert list(known) == list(answer.balance.table["regency_code"])
        for row in answer.balance.table.to_dict("records"):
            own = known[row["regency_code"]]
            assert own["regency_code"] == row["regency_code"]
            assert own["balance_class"] == row["balance_class"]
            assert own["need_t"] == row["need_t"] or own["need_t"] != own["need_t"]
