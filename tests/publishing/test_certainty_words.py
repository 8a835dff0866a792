"""What is said, drawn and tabulated of certainty and firmness, without the page around it."""

from dataclasses import replace
from io import BytesIO

import pandas as pd
import pytest
from PIL import Image

from analysis.answer import Answer
from analysis.balance.compute import JUDGED_CLASSES
from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.matching.options import MatchingOptions
from analysis.matching.ranges import class_of_flows
from analysis.uncertainty.likelihood import SCALE
from analysis.uncertainty.pair_robustness import ROBUST_PCT, PairDraws
from analysis.uncertainty.scatter import Scatter
from ntt_data.tables import load
from publishing.charts.certainty import intervals, tornado
from publishing.files.framed import Framed
from publishing.files.pictures import picture_bytes
from publishing.language import Language, speaking
from publishing.listings.certainty import (
    interval_table,
    pair_words,
    robustness_table,
    spreads_table,
    tornado_table,
)
from publishing.listings.matching import near_best_table
from publishing.maps.balance import balance_choropleth, certain_choropleth, opacities
from publishing.sentences import certainty as sentences
from publishing.sentences.certainty import robustness_word
from services.answer import certainty, evaluation
from services.answer.certainty import default_rules


@pytest.fixture(scope="module")
def answer() -> Answer:
    return evaluation.baseline_answer("rice", 2022)


def _worded(balance: Balance, codes: dict[str, str], rest: str) -> pd.DataFrame:
    """The certainty of a balance with other words for this year's sign, none for the next."""
    found = certainty.certainty(balance).set_index("regency_code")
    found["sign_word"] = [codes.get(str(code), rest) for code in found.index]
    unknown = ~found["sign_word"].isin([*SCALE, "untested"])
    found["steady_word"] = found["sign_word"].where(unknown, "untested")
    found["sign"] = found["sign"].fillna("deficit").mask(unknown, None)
    found["p_sign"] = found["p_sign"].fillna(0.7).mask(unknown)
    found["p_steady"] = found["p_steady"].fillna(0.6).mask(unknown)
    return found.reset_index()


LEMBATA = " (without Lembata: doubtful figures)"
NO_STEADY = "Whether the next year has the same sign is unproven."


@pytest.mark.parametrize(
    ("codes", "rest", "said"),
    [
        ({}, "unknown", f"Rice: no balance is known yet{LEMBATA}"),
        (
            {},
            "very_likely",
            "Rice: this year's sign (surplus or deficit) is very likely right for 22 of 22 "
            f"regencies{LEMBATA}. {NO_STEADY}",
        ),
        (
            {"5371": "likely"},
            "unknown",
            "Rice: this year's sign (surplus or deficit) is likely right for 1 of 1 "
            f"regencies{LEMBATA}. {NO_STEADY}",
        ),
        (
            {"5371": "untested", "5301": "unknown"},
            "very_likely",
            "Rice: this year's sign (surplus or deficit) is very likely right for 20 of 21 "
            f"regencies; unproven in Kota Kupang{LEMBATA}. {NO_STEADY}",
        ),
        (
            {"5371": "very_likely"},
            "untested",
            "Rice: this year's sign (surplus or deficit) is very likely right for 1 of 22 "
            f"regencies; unproven in 21{LEMBATA}. {NO_STEADY}",
        ),
        (
            {},
            "untested",
            "Rice: no word for how sure this year's sign is, for any of 22 regencies: "
            f"unproven{LEMBATA}. {NO_STEADY}",
        ),
    ],
    ids=["unknown", "all sure", "only likely", "one open", "many open", "no word"],
)
def test_certainty_headline(answer: Answer, codes: dict[str, str], rest: str, said: str) -> None:
    found = _worded(answer.balance, codes, rest)
    with speaking("en"):
        assert sentences.certainty_headline(answer.balance, found) == said


def test_the_headline_says_how_steady_the_signs_are(answer: Answer) -> None:
    found = _worded(answer.balance, {}, "very_likely")
    sure = found.assign(steady_word=["very_likely"] * 20 + ["untested"] * 2)
    with speaking("en"):
        said = sentences.certainty_headline(answer.balance, sure)
    assert said.endswith(
        "The next year very likely has the same sign in 20 of 22 regencies; "
        "unproven in Malaka, Kota Kupang."
    )


def test_more_steady_signs_than_sure_ones_are_counted_among_all(answer: Answer) -> None:
    """11 can be steady where 10 are sure: they are no part of the 10."""
    found = _worded(answer.balance, {}, "very_likely")
    sure = found.assign(
        sign_word=["very_likely"] * 10 + ["untested"] * 12,
        steady_word=["very_likely"] * 11 + ["untested"] * 11,
    )
    with speaking("id"):
        said = sentences.certainty_headline(answer.balance, sure)
    assert "benar di 10 dari 22 daerah" in said
    assert "bertanda sama di 11 dari 22 daerah" in said


@pytest.mark.parametrize(
    ("probability", "said"),
    [(1.0, "> 99 %"), (0.9999, "99 %"), (0.8999, "89 %"), (0.9, "90 %"), (0.57, "57 %")],
)
def test_a_percentage_never_claims_more_than_its_word(probability: float, said: str) -> None:
    with speaking("en"):
        assert sentences.chance(probability) == said


def test_the_percentage_stands_in_the_sentence() -> None:
    with speaking("id"):
        assert sentences.sign_text("surplus", "very_likely", 0.93) == (
            "surplus, sangat mungkin (93 %)"
        )
        assert sentences.sign_text("deficit", "untested", 0.93) == "defisit, belum teruji (93 %)"
        assert sentences.sign_text(None, "unknown", float("nan")) == "belum ada data"


def test_a_note_on_one_regency(answer: Answer) -> None:
    found = _worded(answer.balance, {"5371": "unknown"}, "likely")
    own = found.set_index("regency_code").loc["5304"]
    with speaking("en"):
        note = sentences.interval_note(answer.balance, found, "5304")
        assert note.startswith(
            f"Rice 2022: deficit, likely ({sentences.chance(own['p_sign'])}); "
            f"the next year the same sign: unproven ({sentences.chance(own['p_steady'])}). "
        )
        assert note.endswith(" in 90 % of the results.")
        assert sentences.interval_note(answer.balance, found, "5371") == "No data yet"


def test_the_spread_says_where_it_comes_from() -> None:
    own = Scatter(spread_pct=13.31, n_changes=128, island_pct=7.2, n_pairs=294)
    with speaking("en"):
        said = sentences.scatter_note("rice", own)
        apart = sentences.scatter_note("rice", replace(own, island_pct=-9.0))
        few = sentences.scatter_note("rice", replace(own, n_changes=18))
    assert "is 13.3 %" in said
    assert "n = 128" in said
    assert "share 7.2 % of it" in said
    assert "no common weather of an island is assumed" in apart
    assert few == (
        "Rice: 18 comparable yearly changes are too few for a spread of its own; the general rule "
        "holds (assumption)."
    )


def test_the_total_names_its_coverage(answer: Answer) -> None:
    total = replace(
        certainty.total_interval(answer.balance),
        balance_p05_t=-2000.0,
        balance_p95_t=1000.0,
        n_known=14,
    )
    with speaking("en"):
        assert sentences.total_sentence(total) == (
            "Sum of the balances in 90 % of the results: −2,000 to 1,000 t "
            "(14 of 22 regencies known)."
        )


def test_tornado_headline(answer: Answer) -> None:
    swings = certainty.swings(answer.balance, None)
    with speaking("en"):
        said = sentences.tornado_headline(swings)
        most = sentences.input_word(str(swings["input"].iloc[0]))
        assert said.startswith(f"NTT: the balance hangs most on the {most} (swing ")
        nothing = sentences.tornado_headline(swings.head(0), "5371")
        assert nothing == "Kota Kupang: no input is given a spread"


@pytest.mark.parametrize(
    ("frequencies", "said"),
    [
        ([100.0, 50.0], "1 of 2 identified pairs between regencies are robust; the firmest is"),
        ([10.0, 50.0], "None of the 2 identified pairs between regencies is robust"),
    ],
)
def test_pairs_headline(answer: Answer, frequencies: list[float], said: str) -> None:
    inside = answer.match.flows[answer.match.flows["origin_kind"] == "regency"]
    sure = class_of_flows(inside, answer.ranges)["pair_class"] == "identified"
    inside = inside[sure].head(2)
    match = replace(answer.match, flows=inside)
    found = certainty.firmness(answer)
    pairs = inside[["origin", "destination", "origin_kind"]].assign(frequency_pct=frequencies)
    with speaking("en"):
        assert sentences.pairs_headline(
            match, replace(found, pairs=pairs), answer.ranges
        ).startswith(said)


def test_without_pairs_there_is_nothing_to_judge(answer: Answer) -> None:
    match: MatchResult = replace(answer.match, flows=answer.match.flows.head(0))
    with speaking("en"):
        said = sentences.pairs_headline(match, certainty.firmness(answer), answer.ranges)
    assert said == "No identified pair between regencies to judge"


def test_a_tie_is_never_called_robust(answer: Answer) -> None:
    found = certainty.firmness(answer)
    swapped = class_of_flows(answer.match.flows, answer.ranges)["pair_class"] == "interchangeable"
    assert swapped.any()
    with speaking("en"):
        words = pair_words(answer.match, found, answer.ranges)
    assert set(words[swapped]) == {"can be swapped"}
    assert set(words[~swapped]) <= {"robust", "fragile"}


def test_corridors_are_judged_in_place_of_their_pairs(answer: Answer) -> None:
    found = certainty.firmness(answer)
    assert answer.ranges is not None
    assert found.corridors["origins"].tolist() == answer.ranges.corridors["origins"].tolist()
    judged = found.corridors.head(1)
    for share, code, said in ((91.0, "robust", "stabil"), (20.0, "fragile", "mudah berubah")):
        row = judged.assign(frequency_pct=share, robustness=code)
        ranges = replace(answer.ranges, corridors=answer.ranges.corridors.head(1))
        with speaking("id"):
            (line,) = sentences.judged_corridors(ranges, replace(found, corridors=row))
        assert line.endswith(f": {said}.")
        assert f"Dalam {share:.0f} % simulasi" in line
    none = replace(answer.ranges, corridors=answer.ranges.corridors.head(0))
    assert sentences.judged_corridors(none, replace(found, corridors=judged.head(0))) == []


def test_where_ties_are_not_known_no_pair_is_judged(answer: Answer) -> None:
    limited = replace(answer.scenario.matching, min_shipment_t=50.0)
    asked = evaluation.baseline_of("rice", 2022, limited)
    limited_answer = evaluation.evaluate(asked)
    assert isinstance(limited_answer, Answer)
    found = certainty.firmness(limited_answer)
    assert limited_answer.ranges is None
    with speaking("en"):
        assert set(pair_words(limited_answer.match, found, None)) == {"not judged"}
        said = sentences.pairs_headline(limited_answer.match, found, None)
    assert said.endswith("none is judged")
    assert sentences.judged_corridors(None, found) == []


def test_map_fades_exactly_where_the_word_is_weaker(answer: Answer) -> None:
    found = certainty.certainty(answer.balance)
    code_of = found.set_index("regency_code")["sign_word"]
    shown = opacities(found)
    not_judged = code_of[code_of.isin(["unknown", "doubtful"])]
    assert not_judged.to_dict() == {"5308": "doubtful"}
    assert set(shown) == set(code_of.index) - set(not_judged.index)
    for code, opacity in shown.items():
        assert (opacity == 1.0) == (code_of[code] in ("virtually_certain", "very_likely"))
    with speaking("en"):
        plain_map = balance_choropleth(answer.balance, None)
        faded = certain_choropleth(plain_map, found).picture
    for code, word in code_of.items():
        assert faded.marks[str(code)].endswith("?") == (word in ("untested", "about_as_likely"))
        assert faded.tooltips[str(code)][-1].startswith("Range ") == (word != "doubtful")
    assert len(plain_map.picture.tooltips["5371"]) == len(faded.tooltips["5371"]) - 3


@pytest.mark.parametrize(
    ("language", "words"), [("id", ("stabil", "mudah berubah")), ("en", ("robust", "fragile"))]
)
def test_the_word_of_a_pair_says_what_its_figure_says(
    answer: Answer, language: Language, words: tuple[str, str]
) -> None:
    found: PairDraws = certainty.firmness(answer)
    with speaking(language):
        table = robustness_table(answer.match, found).readable()
        tie = robustness_word("tie")
    judged = table[table.iloc[:, 4] != tie]
    assert 0 < len(judged) < len(table)
    assert set(judged.iloc[:, 4]) <= set(words)
    # Of the identified pairs alone, whatever their figures are.
    assert ((judged.iloc[:, 5] >= ROBUST_PCT) == (judged.iloc[:, 4] == words[0])).all()


def test_every_flow_of_the_match_gets_a_word() -> None:
    other = evaluation.baseline_answer("rice", 2022, MatchingOptions(reserve_share=0.1))
    with speaking("id"):
        words = pair_words(other.match, certainty.firmness(other), other.ranges)
    assert words.index.equals(other.match.flows.index)
    assert set(words) <= {"stabil", "mudah berubah", "dapat ditukar"}


def test_every_rule_of_spread_is_tabulated() -> None:
    rules = load("uncertainty_spreads")
    with speaking("en"):
        table = spreads_table(rules).readable()
    assert len(table) == len(rules) == 43
    assert not table["Reason"].isna().any()


@pytest.mark.parametrize("language", ["id", "en"])
def test_intervals_hold_every_known_balance(answer: Answer, language: Language) -> None:
    found = _worded(answer.balance, {"5371": "unknown"}, "very_likely")
    with speaking(language):
        ready = interval_table(answer.balance, found)
        spec = intervals(ready, answer.balance.settings)
    zero, bars, medians, _lows, _highs, unknown = spec["layer"]
    assert len(spec["datasets"][bars["data"]["name"]]) == 21
    assert [row["regency"] for row in spec["datasets"][unknown["data"]["name"]]] == ["Kota Kupang"]
    assert medians["data"] == bars["data"] != zero["data"]
    assert len(ready.readable()) == 22


def test_the_picture_of_a_chart_has_its_text(answer: Answer) -> None:
    with speaking("id"):
        table = tornado_table(certainty.swings(answer.balance, None))
        spec = tornado(table, answer.balance.settings)
    picture = Image.open(BytesIO(picture_bytes(Framed(spec, ""), "page")))
    # The names of the inputs stand left of the plot: dark pixels on white.
    left = picture.convert("L").crop((0, 0, 300, picture.height))
    assert left.getextrema()[0] < 60


def test_unknown_balances_are_said_to_be_unknown() -> None:
    for commodity, years in evaluation.balanced_commodities().items():
        for year in years:
            balance = evaluation.balance(commodity, year)
            assert isinstance(balance, Balance)
            classes = balance.table.set_index("regency_code")["balance_class"]
            silent = classes[~classes.isin(JUDGED_CLASSES)]
            found = certainty.certainty(balance).set_index("regency_code")
            for column in ("sign_word", "steady_word"):
                assert found.loc[silent.index, column].to_dict() == silent.to_dict()
            assert found.loc[silent.index, "p_surplus"].isna().all()
            assert pd.notna(found.drop(silent.index)["p_surplus"]).all()


def test_every_group_of_rules_has_a_word() -> None:
    for language in ("id", "en"):
        with speaking(language):
            words = {sentences.input_word(group) for group, _grade in default_rules("rice")}
        assert len(words) == len({group for group, _grade in default_rules("rice")})


def test_an_unknown_range_is_not_zero(answer: Answer) -> None:
    """Wider ranges hold the narrower ones; one that could not be worked out says so."""
    assert answer.ranges is not None
    near = answer.ranges.pairs.copy()
    first = near.index[near["pair_class"] == "never"][0]
    near.loc[first, ["min_t", "max_t"]] = float("nan")
    with speaking("id"):
        table = near_best_table(answer.ranges, {5.0: near})
    row = table.table[
        (table.table["origin"] == near["origin"][first])
        & (table.table["destination"] == near["destination"][first])
    ]
    assert row["range_1"].tolist() == ["tidak diketahui"]
    assert len(table.table) == 1 + (near["pair_class"] != "never").sum()
    assert [column.title for column in table.columns.values()][2:] == [
        "Pada ongkos terbaik",
        "Sampai 5,0 % lebih mahal",
    ]
