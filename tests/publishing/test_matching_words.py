"""What is said, drawn and tabulated of a match, without the page around it."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.matching.changes import pair_changes
from analysis.matching.explain import PairReasons
from analysis.matching.options import OBJECTIVES, MatchingOptions
from analysis.matching.ranges import MatchRanges, Supply, class_of_flows
from analysis.matching.reasons import UNMET_REASONS, UNSOLD_REASONS
from geo.places import place_name
from publishing import palette, words
from publishing.language import Language, speaking
from publishing.listings import matching as listings
from publishing.listings.flow_checks import modelled_pairs_table
from publishing.listings.market import carried_table, market_table, verdict_columns
from publishing.listings.matching import range_columns
from publishing.listings.network import path_table
from publishing.maps.flows import flow_lines, path_lines
from publishing.sentences import matching as sentences
from services.answer import evaluation, freight, market, pairs
from services.answer.reported_flows import modelled_trade


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2022)


def test_headline_names_a_corridor_and_no_pair_that_can_be_swapped(answer: Answer) -> None:
    assert answer.ranges is not None
    corridor = answer.ranges.corridors.iloc[0]
    with speaking("en"):
        said = sentences.match_headline(answer.match, answer.ranges)
    assert f"{corridor['tonnes']:,.0f} t; NTT itself meets " in said
    for code in corridor["origins"].split(";") + corridor["destinations"].split(";"):
        assert place_name(code) in said
    with speaking("id"):
        assert sentences.match_headline(answer.match, answer.ranges) != said


def _with(answer: Answer, pairs: list[tuple[str, str, float, float]]) -> MatchRanges:
    """Ranges in which only these pairs are identified, and there is no corridor."""
    assert answer.ranges is not None
    table = pd.DataFrame(pairs, columns=["origin", "destination", "min_t", "max_t"])
    table = table.assign(origin_kind="regency", tonnes=table["min_t"], pair_class="identified")
    return MatchRanges(table, answer.ranges.corridors.head(0))


def test_headline_names_an_identified_pair_where_it_is_the_largest(answer: Answer) -> None:
    with speaking("en"):
        said = sentences.match_headline(
            answer.match, _with(answer, [("5301", "5317", 1391.0, 1391.0)])
        )
        none = sentences.match_headline(answer.match, _with(answer, []))
        limited = sentences.match_headline(answer.match, None)
    assert said.startswith(
        "Sumba Barat can supply Sumba Barat Daya with 1,391 t; NTT itself meets "
    )
    # Where nothing is identified, or nobody knows, no pair is named.
    assert none == limited
    assert none.startswith("NTT itself meets ")


def test_a_corridor_whose_total_varies_says_so() -> None:
    with speaking("en"):
        said = sentences.supply_words(Supply(("5301", "5316"), ("5317",), 100.0, 250.0))
    assert said == "Sumba Barat, Sumba Tengah can supply Sumba Barat Daya with 100 t to 250 t"


def test_what_a_pair_is_called_is_what_its_range_says(answer: Answer) -> None:
    with speaking("en"):
        columns = range_columns(answer.match, answer.ranges)
        words, low, high = columns.values()
        unknown = range_columns(answer.match, None)
        note = sentences.ranges_note(None, "ntt_first")
    assert set(words) == {"certain", "a choice"}
    assert ((high - low <= 1.0) == (words == "certain")).all()
    assert set(next(iter(unknown.values()))) == {"not known"}
    assert "not known" in note


def test_headline_without_a_pair(answer: Answer) -> None:
    only_outside = answer.match.flows.query("origin_kind == 'external'")
    with speaking("en"):
        said = sentences.match_headline(replace(answer.match, flows=only_outside), answer.ranges)
    assert said == "No regency supplies another here"


def test_notes_say_when_an_option_changes_nothing(answer: Answer) -> None:
    totals = answer.match.totals
    other = replace(answer.match)
    short = replace(answer.match, totals=replace(totals, unmet_t=1.0))
    notes = sentences.match_notes
    with speaking("en"):
        assert len(notes(answer.match, answer.match, "least_cost")) == 1
        assert "already meets every need" in notes(other, answer.match, "fairest")[1]
        assert notes(short, replace(short), "fairest")[1] == "The same as at least cost."
        assert notes(other, answer.match, "ntt_first")[1] == "The same as at least cost."
        assert len(notes(short, answer.match, "fairest")) == 1


def test_what_the_default_aim_costs_is_no_saving(answer: Answer) -> None:
    """100 t more inside for 3 billion rupiah more; with other unmet need nothing is compared."""
    totals = answer.match.totals
    least = replace(
        answer.match,
        totals=replace(totals, moved_t=totals.moved_t - 100.0, cost_idr=totals.cost_idr - 3e9),
    )
    short = replace(least, totals=replace(least.totals, unmet_t=totals.unmet_t + 1.0))
    with speaking("en"):
        (_, said) = sentences.match_notes(answer.match, least, "ntt_first")
        assert len(sentences.match_notes(answer.match, short, "ntt_first")) == 1
        assert len(sentences.match_notes(answer.match, least, "most_local")) == 1
    assert "would cost 3 billion rupiah less" in said
    assert said.endswith("NTT supplying itself is an aim, not a saving.")


def test_the_same_tonnes_are_not_set_against_themselves(answer: Answer) -> None:
    """29,158 t either way: freight between regencies 0.5 billion dearer, outside 1.4 cheaper."""
    totals = answer.match.totals
    least = replace(
        answer.match,
        totals=replace(
            totals,
            moved_t=totals.moved_t + 0.01,
            internal_cost_idr=totals.internal_cost_idr + 5e8,
            external_cost_idr=totals.external_cost_idr - 1.4e9,
            cost_idr=totals.cost_idr - 9e8,
        ),
    )
    more = replace(least, totals=replace(least.totals, moved_t=totals.moved_t - 100.0))
    with speaking("en"):
        (_, said) = sentences.match_notes(answer.match, least, "ntt_first")
        (_, other) = sentences.match_notes(answer.match, more, "ntt_first")
    assert f"just as much would move between regencies ({totals.moved_t:,.0f} t)" in said
    assert "between regencies would cost 500 million rupiah more" in said
    assert "from outside 1.4 billion rupiah less" in said
    assert "instead of" not in said
    assert "just as much" not in other


@pytest.mark.parametrize("cost", [-9e8, 0.0])
def test_a_pair_kept_for_freight_between_regencies_says_both_amounts(cost: float) -> None:
    """Half a billion more between regencies; all freight falls by 0.9 billion, or stays."""
    nothing = pd.DataFrame()
    found = PairReasons(
        *(500_000, 100.0, nothing, cost, 0.0, 0.0, nothing, ("5304",)),
        objective="ntt_first",
        extra_between_idr=5e8,
    )
    with speaking("en"):
        said = sentences.without_pair(found)
        tie = sentences.without_pair(replace(found, extra_cost_idr=0.0, extra_between_idr=0.0))
        saving = sentences.without_pair(replace(found, extra_cost_idr=9e8))
    outside = "1.4 billion" if cost else "500 million"
    assert "between regencies would cost 500 million rupiah more" in said
    assert f"from outside {outside} rupiah less" in said
    # Only what costs the same in all is called as cheap.
    assert ("TTS instead would be just as cheap" in said) == (cost == 0.0)
    assert tie.startswith("Just as cheap: TTS instead")
    assert saving.startswith("This pair saves freight")


def test_what_goes_before_freight_is_named() -> None:
    nothing = pd.DataFrame()
    found = PairReasons(1, 1, nothing, -5e9, 0.0, 0.0, nothing)
    with speaking("en"):
        said = {
            sentences.without_pair(replace(found, objective=code, is_agreed=is_agreed))
            for code in OBJECTIVES
            for is_agreed in (False, True)
        }
        agreed = sentences.without_pair(replace(found, is_agreed=True))
    assert len(said) == len(OBJECTIVES) + 1
    assert agreed.endswith("the agreement on this pair goes before freight.")


def test_the_part_between_regencies_is_what_two_matches_differ_by() -> None:
    """Kupang to Kota Kupang in 2023, matched with the pair and with it closed."""
    answer = evaluation.baseline_answer("rice", 2023)
    found = pairs.pair_reasons(answer, "5303", "5371")
    other = evaluation.baseline_answer(
        "rice", 2023, MatchingOptions(forbidden_pairs=(("5303", "5371"),))
    )
    change = other.match.totals.internal_cost_idr - answer.match.totals.internal_cost_idr
    assert found.extra_between_idr == pytest.approx(change, abs=1.0)
    assert abs(found.extra_between_idr) > 1e6


def test_certain_is_meant_by_the_chosen_objective(answer: Answer) -> None:
    with speaking("en"):
        notes = {code: sentences.ranges_note(answer.ranges, code) for code in OBJECTIVES}
    assert len(set(notes.values())) == len(OBJECTIVES)
    assert all("best by the chosen objective" in note for note in notes.values())
    assert "freight between regencies" in notes["ntt_first"]
    assert not any("freight between regencies" in notes[code] for code in OBJECTIVES[1:])


@pytest.mark.parametrize(
    ("cost", "unmet", "inside", "said"),
    [
        (5e9, 0.0, 0.0, "would cost 5 billion rupiah more"),
        (400.0, 0.0, 0.0, "another arrangement would be just as cheap"),
        (5e9, 12.0, -12.0, "12 t more would stay unmet"),
        (-5e9, 0.0, -12.0, "12 t less would come from regencies of NTT"),
        (-5e9, 0.0, 0.0, "would cost 5 billion rupiah less"),
    ],
)
def test_doing_without_a_pair(cost: float, unmet: float, inside: float, said: str) -> None:
    nothing = pd.DataFrame()
    found = PairReasons(1, 1, nothing, cost, unmet, inside, nothing)
    with speaking("en"):
        assert said in sentences.without_pair(found)


@pytest.mark.parametrize(
    ("extra", "tonnes", "takes_from", "said"),
    [
        # 100 t at Rp 500/kg: freight of Rp 50 million; 5 % of it are Rp 25/kg, Rp 2.5 million.
        (2_500_000.0, 100.0, ("5304",), "Almost as cheap: TTS instead; all freight together would"),
        (2_500_000.0, 100.0, ("5304",), "cost Rp 25 more for each kg"),
        (2_600_000.0, 100.0, ("5304",), "This pair saves freight: with TTS instead"),
        (2_600_000.0, 100.0, ("5304",), "cost Rp 26 more for each kg of this pair (2.6 million"),
        (49_000.0, 100.0, ("5304", "5305"), "Just as cheap: TTS, TTU instead"),
        # Half a million rupiah are much for two tonnes, and not "the same freight".
        (500_000.0, 2.0, ("5304",), "cost Rp 250 more for each kg"),
        (2_600_000.0, 0.0, ("5304",), "Without this pair all freight together would cost 2.6"),
    ],
)
def test_why_a_pair_wins_and_by_how_much(
    extra: float, tonnes: float, takes_from: tuple[str, ...], said: str
) -> None:
    nothing = pd.DataFrame()
    found = PairReasons(500_000, tonnes, nothing, extra, 0.0, 0.0, nothing, takes_from)
    with speaking("en"):
        assert said in sentences.without_pair(found)


def test_aims_differ_and_closing_the_outside_is_said() -> None:
    with speaking("en"):
        said = {sentences.aim(code, True) for code in OBJECTIVES}
        assert len(said) == len(OBJECTIVES)
        assert "can stay unmet" in sentences.aim("least_cost", False)
        assert sentences.aim("fairest", False) == sentences.aim("fairest", True)


def test_agreements() -> None:
    with speaking("en"):
        assert sentences.agreement("A → B", 5.0, "") == "Agreed pair A → B: kept."
        short = sentences.agreement("A → B", 5.0, "it lacks no more")
        assert short == "Agreed pair A → B: only 5.0 t possible, because it lacks no more."


def test_the_largest_flow_is_the_thickest(answer: Answer) -> None:
    with speaking("en"):
        inside, every = (flow_lines(answer.match, answer.ranges, shown) for shown in (False, True))
    assert len(every) == len(answer.match.flows) > len(inside) > 0
    assert every[-1].weight == max(line.weight for line in every) == 6.5
    assert {line.color for line in inside} == {palette.FLOW}
    # Certain pairs solid, those that can be swapped dotted, supply from outside dashed.
    classes = range_columns(answer.match, answer.ranges)
    within = answer.match.flows["origin_kind"] == "regency"
    expected = [None if word == "pasti" else "2 6" for word in next(iter(classes.values()))[within]]
    assert sorted(map(str, (line.dash for line in inside))) == sorted(map(str, expected))
    assert {line.dash for line in every if line.color == palette.EXTERNAL} == {"7 6"}
    assert "model estimate, not a recorded shipment" in inside[0].text


def test_a_path_is_dashed_at_sea() -> None:
    legs = freight.legs("5314", "5371")  # Rote Ndao to Kota Kupang, over the ferry to Bolok
    with speaking("en"):
        lines, points = path_lines(legs)
        table = path_table(legs).readable()
    assert {line.dash for line in lines} == {None, "8 6"}
    assert len(points) == 2 * len(lines)
    assert table["Mode"].tolist().count("ferry") == 1
    assert table["Cost (Rp/kg)"].sum() == pytest.approx(legs["cost_idr_per_t"].sum() / 1000)


@pytest.mark.parametrize(("language", "supplier"), [("id", "Pemasok"), ("en", "Supplier")])
def test_tables_of_a_match(answer: Answer, language: Language, supplier: str) -> None:
    match = answer.match
    with speaking(language):
        extra = {
            **verdict_columns(match, market.price_test(answer)),
            **listings.value_column(match, pairs.comparable_prices("rice")),
        }
        pairs_shown = listings.pairs_table(match, extra).readable()
        tables = [
            listings.unmet_table(match),
            listings.unsold_table(match),
            listings.shadow_price_table(match),
            listings.short_pairs_table(match, answer.ranges),
            listings.alternatives_table(pairs.alternatives(answer)),
        ]
        shown = [table.readable() for table in tables]
    assert pairs_shown.columns[1] == supplier
    assert pairs_shown.iloc[:, 0].tolist() == match.flows["origin"].tolist()
    assert len(pairs_shown) == len(match.flows)
    unmet, unsold, _prices, short, ways = shown
    assert (len(unmet), len(unsold)) == (len(match.unmet), len(match.unsold))
    assert len(short) == len(match.flows)
    assert len(ways) == 3
    assert all("_" not in column for table in shown for column in table.columns)


def test_every_table_of_pairs_says_which_are_certain(answer: Answer) -> None:
    """The class of every flow, as a screen and a file have it, whichever table names the pair."""
    header = "Certain or a choice"
    flows = answer.match.flows
    prices = market.price_test(answer)
    assert prices is not None
    trade = modelled_trade().flows.query("commodity == 'rice' and year == 2022")
    with speaking("en"):
        expected = [
            sentences.pair_class_word(code)
            for code in class_of_flows(flows, answer.ranges)["pair_class"]
        ]
        tables = [
            listings.pairs_table(answer.match, range_columns(answer.match, answer.ranges)),
            listings.short_pairs_table(answer.match, answer.ranges),
            market_table(answer, prices),
            modelled_pairs_table(trade, [None] * len(trade)),
        ]
        carried = carried_table(prices, answer.ranges).readable()
        unknown = listings.short_pairs_table(answer.match, None).readable()
        forced = listings.forcing_table(answer.forcing).readable()
    assert set(expected) == {"certain", "a choice"}
    for table in tables:
        assert list(table.readable()[header]) == expected
    # Prices may carry a pair that no best answer has, or two of whom none supplies the other.
    assert {"in no best answer", "–"} & set(carried[header])
    assert set(unknown[header]) == {"not known"}
    assert set(forced[header]) == {"in no best answer"}


def test_partners_of_a_pair(answer: Answer) -> None:
    first = answer.match.flows.query("origin_kind == 'regency'").iloc[0]
    found = pairs.pair_reasons(answer, str(first["origin"]), str(first["destination"]))
    with speaking("en"):
        table = listings.partners_table(found).readable()
    assert set(table["Alternative"]) == {"send to", "take from"}
    assert len(table) == len(found.partners)


def test_changes_between_two_matches_are_one_table(answer: Answer) -> None:
    other = evaluation.baseline_answer("rice", 2022, MatchingOptions(reserve_share=0.5))
    changes = pair_changes(answer.match, other.match)
    with speaking("en"):
        table = listings.pair_changes_table(changes, "Before (t)", "Now (t)").readable()
        named = listings.pair_changes_table(changes.assign(commodity="rice", word="new"), "a", "b")
    assert table.columns.tolist() == [
        *("Supplier (code)", "Supplier", "Receiver (code)", "Receiver"),
        *("Before (t)", "Now (t)", "Change (t)", "Remark"),
    ]
    assert (table["Now (t)"] - table["Before (t)"]).tolist() == table["Change (t)"].tolist()
    assert named.readable().columns.tolist()[0] == "Commodity"
    assert "Pair" in named.readable()


def test_a_price_has_one_vocabulary() -> None:
    with speaking("en"):
        assert sentences.price_support_word("covers_freight") == "price supports"
        assert sentences.price_support_word("below_freight") == "price does not support"
        with pytest.raises(KeyError):
            sentences.price_support_word("beyond")


def test_an_option_is_the_reason_as_far_as_taking_it_away_would_help() -> None:
    with speaking("en"):
        assert words.unmet_reason("forbidden") == (
            "more would come from regencies of NTT without the exclusion of pairs"
        )
        assert words.unmet_reason("too_far;forbidden").endswith(
            "without the distance limit or without the exclusion of pairs"
        )
        assert words.unsold_reason("too_far+too_small") == (
            "more of it would be sent without the distance limit and without the smallest shipment"
        )
    for language in ("id", "en"):
        with speaking(language):
            assert all(words.unmet_reason(code) for code in UNMET_REASONS)
            assert all(words.unsold_reason(code) for code in UNSOLD_REASONS)


def test_nothing_unmet_is_not_said_of_ntt_where_the_rest_comes_from_outside() -> None:
    with speaking("en"):
        assert words.unmet_label(300.0) == "Unmet after supply from outside"
        assert words.unmet_label(0.0) == "Stays unmet"


def test_the_neighbour_of_tts_was_excluded_and_is_not_called_too_far() -> None:
    """Kupang, 75 km away, supplies TTS within 150 km, unless the pair is excluded."""
    options = MatchingOptions(objective="least_cost", max_distance_km=150.0)
    within, closed = (
        evaluation.baseline_answer("rice", 2023, replace(options, forbidden_pairs=pairs_closed))
        .match.unmet.set_index("regency_code")
        .loc["5304"]
        for pairs_closed in ((), (("5303", "5304"),))
    )
    assert within["met_internal_t"] > 0
    assert closed["met_internal_t"] == 0
    assert closed["reason"] == "forbidden"
