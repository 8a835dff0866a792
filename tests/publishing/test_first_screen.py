"""The first screen in words: a card for each commodity, and what to do next."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.balance.result import Balance
from analysis.matching.carried import CarriedTonnes
from analysis.matching.ranges import MatchRanges, Supply
from analysis.overview import Brief, NamedSupply, Overview, overview
from publishing.formats import rounded_tonnes
from publishing.language import speaking
from publishing.listings.overview import exact_table
from publishing.sentences.next_steps import (
    firmness_words,
    price_words,
    to_ask_for,
    to_bring_together,
)
from publishing.sentences.overview import card, cards, changed
from services.answer import evaluation
from services.overview import brief, first_screen


@pytest.fixture(scope="module")
def rice() -> Brief:
    return brief("rice", 2022)


def test_every_commodity_of_which_both_sides_are_known_has_a_card_of_its_newest_year() -> None:
    found = first_screen().briefs
    settings = [each.answer.balance.settings for each in found]
    shown = {each.commodity: each.year for each in settings}
    assert shown == {name: evaluation.default_year(name) for name in evaluation.two_sided()}
    assert settings[0].commodity == evaluation.DEFAULT_COMMODITY
    assert [bool(each.answer.balance.suspended) for each in found] == sorted(
        bool(each.answer.balance.suspended) for each in found
    ), "what has no balance stands last"


def test_a_card_says_the_rounded_sums_of_its_year(rice: Brief) -> None:
    told = replace(rice, change=None)
    with speaking("en"):
        said = card(told)
    # 442,840 t available (BPS) - 581,522 t needed; 11,555 t less are lacking without Lembata.
    assert said.finding == (
        "Rice 2022: a shortage of 127 thousand tonnes in 21 of 22 regencies together"
    )
    # 76,705 t of surplus, 204,692 t of deficits: 37 per cent.
    table = rice.answer.balance.table.set_index("balance_class")["balance_t"]
    share = round(100 * table["surplus"].sum() / -table["deficit"].sum())
    assert f"covers only {share}\u00a0% of what these lack (without Lembata" in said.line
    assert said.query == {"commodity": "rice", "year": "2022"}


def test_a_card_says_what_has_changed_over_the_same_regencies() -> None:
    with speaking("id"):
        notes = card(brief("rice", 2023)).notes
    # 21 regencies: -127,127 t in 2022 and -132,377 t in 2023, of a need of 581,032 t.
    assert notes[0] == (
        "Sejak 2022: dari kekurangan 127 ribu ton menjadi kekurangan 132 ribu ton di 21 daerah "
        "yang dapat dibandingkan (tanpa Lembata: angka diragukan); perubahan terbesar: Kupang +12 "
        "ribu ton, Manggarai Barat \N{MINUS SIGN}15 ribu ton; kini surplus: Sumba Timur, Kupang; "
        "kini defisit: Nagekeo."
    )


def test_no_balance_is_compared_across_population_series() -> None:
    chili = brief("chili", 2024)
    assert chili.change is not None
    assert chili.change.needs_differ
    with speaking("id"):
        told = card(chili).notes[0]
    # 15 regencies: 6,001 t and 9,588 t; Rote Ndao alone 3,018 t more.
    assert told == (
        "Tersedia 6 ribu ton pada 2023, 9,6 ribu ton pada 2024 di 15 daerah yang dapat "
        "dibandingkan (tanpa 7 daerah yang angkanya pada salah satu tahun diragukan); perubahan "
        "terbesar: Rote Ndao +3 ribu ton, Sumba Barat Daya \N{MINUS SIGN}280 ton. Neracanya tidak "
        "dibandingkan: penduduk dihitung dengan seri lain."
    )


def test_a_surplus_that_hangs_on_one_regency_says_so_and_what_the_doubtful_figures_change() -> None:
    with speaking("id"):
        told = card(brief("chili", 2024))
    # 5,387 t, of which Rote Ndao 3,723 t; with the four left out 4,328 t.
    assert told.finding == (
        "Cabai rawit 2024: 18 dari 22 daerah bersama-sama kelebihan 5,4 ribu ton, tanpa Rote Ndao "
        "(3,7 ribu ton): kelebihan 1,7 ribu ton"
    )
    assert told.line.endswith("Dengan angka yang diragukan: kelebihan 4,3 ribu ton.")


def test_what_is_landed_has_no_balance_no_pair_and_no_year_beside_it() -> None:
    fish = brief("fish", 2023)
    with speaking("en"):
        said = card(fish)
        steps = to_bring_together(Overview((fish,), (), (), "", 0, 1))
        asked = [step.text for step in to_ask_for(Overview((fish,), (), (), "", 0, 1))]
    assert said.finding == "Fish landed 2023: 77 thousand tonnes in 17 of 22 regencies"
    assert "no surplus, no deficit and no pair" in said.line
    assert "Most in Kota Kupang: 19 thousand tonnes." in said.line
    # Both years carry the flag of a break, so it is not said to lie between them.
    assert said.notes[0].startswith(
        "Not compared with 2022: the way of counting may have changed around these years ("
    )
    assert len(said.notes) == 1
    assert not steps
    assert "Flores Timur, Ende, Ngada, Sumba Tengah, Malaka" in asked[0]


@pytest.mark.parametrize("side", ["production_form", "need_form"])
def test_a_year_before_in_another_form_is_not_called_one_without_a_balance(
    side: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = evaluation.balance("rice", 2022)
    assert isinstance(found, Balance)
    other = replace(found, settings=replace(found.settings, **{side: "another"}))
    monkeypatch.setattr(evaluation, "balance", lambda _commodity, _year: other)
    told = brief.__wrapped__("rice", 2023)  # type: ignore[attr-defined]
    with speaking("en"):
        assert changed(told) == (
            "Not compared with 2022: that year's balance is of another form of the good."
        )


@pytest.mark.parametrize(
    ("holds_pct", "said"),
    [
        (99.6, "Firm: this pair appears in 99 % of the simulations."),
        (100.0, "Firm: this pair appears in 100 % of the simulations."),
        (80.0, "Firm: this pair appears in 80 % of the simulations."),
        (79.6, "Fragile: this pair appears in 79 % of the simulations only."),
        (0.0, "Fragile: this pair appears in 0 % of the simulations only."),
    ],
)
def test_a_share_is_not_rounded_over_its_threshold(holds_pct: float, said: str) -> None:
    supply = Supply(("5303",), ("5371",), 100.0, 100.0)
    with speaking("en"):
        told = firmness_words(NamedSupply(supply, holds_pct))
        assert told.replace("\u00a0", " ") == said


def test_what_is_carried_in_part_is_not_said_to_be_carried_whole() -> None:
    supply = Supply(("5303",), ("5371",), 1_000.0, 1_000.0)
    with speaking("en"):
        told = price_words(CarriedTonnes(supply, 1_000.0, 996.0, 996.0, 996.0, 0.0))
    assert "pays the freight of 99\u00a0% of it" in told


def test_the_largest_corridor_is_named_and_behind_it_the_first_pair(rice: Brief) -> None:
    assert rice.answer.ranges is not None
    first, second = rice.worth_naming()
    corridor = rice.answer.ranges.corridors.iloc[0]
    assert ";".join(first.supply.origins) == corridor["origins"]
    assert second.supply.is_pair


def test_what_holds_goes_before_what_is_large_and_of_that_what_prices_carry(rice: Brief) -> None:
    assert rice.answer.ranges is not None
    answer = replace(rice.answer)
    pairs = MatchRanges(rice.answer.ranges.pairs, rice.answer.ranges.corridors.head(0))
    answer.__dict__.update({"match": rice.answer.match, "ranges": pairs})
    assert rice.firmness is not None
    certain = pairs.pairs[
        (pairs.pairs["pair_class"] == "identified") & (pairs.pairs["origin_kind"] == "regency")
    ].sort_values("tonnes")
    smallest = certain.iloc[0]
    drawn = rice.firmness.pairs
    is_smallest = (drawn["origin"] == smallest["origin"]) & (
        drawn["destination"] == smallest["destination"]
    )
    held = drawn.assign(frequency_pct=(80.0 * is_smallest).where(is_smallest, 79.0))
    told = replace(rice, answer=answer, firmness=replace(rice.firmness, pairs=held))
    (named,) = told.worth_naming()
    assert named.supply.origins == (smallest["origin"],)
    every = replace(told, firmness=replace(rice.firmness, pairs=drawn.assign(frequency_pct=90.0)))
    pays = {
        each.supply for each in rice.carried if each.supply and each.min_t * 2 >= each.total_t > 0
    }
    sizes = {pair.supply: pair.total_t for pair in rice.carried if pair.supply}
    (first,) = every.worth_naming()
    among = [each for each in sizes if each.is_pair and (not pays or each in pays)]
    assert first.supply == max(among, key=sizes.__getitem__)


def test_where_nothing_moves_no_pair_is_named(rice: Brief) -> None:
    match = rice.answer.match
    answer = replace(rice.answer)
    answer.__dict__.update({"match": replace(match, flows=match.flows.iloc[:0]), "ranges": None})
    told = replace(rice, answer=answer)
    assert to_bring_together(Overview((told,), (), (), "", 0, 1)) == []


def test_a_modelled_flow_is_called_one_where_it_is_named(rice: Brief) -> None:
    with speaking("id"):
        steps = to_bring_together(Overview((rice,), (), (), "", 0, 1))
    assert steps
    assert all("(perkiraan model, bukan pengiriman tercatat)" in step.text for step in steps)
    assert [step.link is None for step in steps[:-1]] == [
        each.supply.is_pair for each in rice.worth_naming()[:-1]
    ], "a corridor has a link of its own, for that of the last one leads to a pair"
    assert steps[-1].link is not None


def test_the_exact_figures_are_those_of_the_balances() -> None:
    with speaking("id"):
        table = exact_table(first_screen()).table.set_index("commodity")
    for commodity, row in table.iterrows():
        balance = evaluation.balance(str(commodity), int(row["year"]))
        summary = balance.summary  # type: ignore[union-attr]
        assert row["available"] == summary.total_available_t
        assert row["regencies"] == summary.n_with_figures - summary.n_disqualified
    assert pd.isna(table.loc["fish", "balance"])
    assert table.loc["rice", "deficit_t"] == pytest.approx(216_472.48, abs=0.01)


@pytest.mark.parametrize(
    ("tonnes", "said"),
    [
        (143_826.3, "144 ribu ton"),
        (-9_844.6, "−9,8 ribu ton"),
        (9_960.0, "10 ribu ton"),
        (5_000.0, "5 ribu ton"),
        (996.0, "1 ribu ton"),
        (477.5, "480 ton"),
        (0.0, "0 ton"),
        (999_600.0, "1,0 juta ton"),
        (float("nan"), "–"),
    ],
)
def test_tonnes_are_rounded_as_one_says_them(tonnes: float, said: str) -> None:
    with speaking("id"):
        assert rounded_tonnes(tonnes) == said


def test_lists_are_counted_by_hand(rice: Brief) -> None:
    kpju = pd.DataFrame(
        [
            ("5301", 1, "maize_item", "maize"),
            ("5301", 2, "kiosk", None),
            ("5302", 1, "kiosk", None),
            ("5302", 2, "maize_item", "maize"),
            ("5303", 1, "paddy_item", "rice"),
            ("5303", 2, "kiosk", None),
            ("5303", 3, "coffee_item", "coffee"),
        ],
        columns=["regency_code", "rank", "item", "commodity"],
    )
    found = overview([rice], kpju)
    assert found.lacking == ("maize", "coffee")  # maize in two lists, coffee in one
    # The kiosk stands in three lists, but cannot be processed jointly.
    assert (found.shared_item, found.n_sharing, found.n_lists) == ("maize_item", 2, 3)


def test_what_few_regencies_know_is_no_card(rice: Brief) -> None:
    balance = replace(rice.answer.balance)
    few = replace(rice.answer.balance.summary, n_known=3, n_doubtful=0, n_disqualified=0)
    balance.__dict__["summary"] = few
    told = replace(rice, answer=replace(rice.answer, balance=balance))
    lists = pd.DataFrame({"regency_code": ["5301"], "item": ["x"], "commodity": ["maize"]})
    found = overview([told], lists)
    assert (found.briefs, found.starting) == ((), (told,))
    with speaking("en"):
        assert cards(found) == []
        assert card(told).finding == "Rice 2022: known for 3 of 22 regencies only"
        assert card(told).line == ""
