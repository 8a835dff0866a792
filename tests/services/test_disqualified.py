"""No disqualified figure in any title, pair or total, of any commodity and year."""

import json
import re
from itertools import chain
from typing import Any

import pandas as pd
import pytest

from analysis.answer import Answer
from analysis.balance.compute import JUDGED_CLASSES
from analysis.balance.qualification import disqualifiers
from analysis.matching.ferry_answer import CapacityLimit
from analysis.matching.options import OBJECTIVES, MatchingOptions
from analysis.overview import Overview
from geo.places import regency_names
from publishing.answers.document import answer_document, as_json
from publishing.answers.text import answer_text
from publishing.language import speaking
from publishing.names import commodity_name
from publishing.sentences import balance as balance_sentences
from publishing.sentences.certainty import certainty_headline
from publishing.sentences.indicators import tell
from publishing.sentences.next_steps import to_ask_for, to_bring_together
from publishing.sentences.overview import card
from publishing.sentences.profile import balance_rows, balances_headline, left_line
from services import indicators, profile
from services.answer import certainty, evaluation, pairs
from services.answer.ferries import ferry_answer, ferry_years
from services.briefing.regency_exchange import partnerships_of
from services.overview import brief

ALL = [(commodity, year) for commodity, years in evaluation.two_sided().items() for year in years]
BALANCED = [
    (commodity, year)
    for commodity, years in evaluation.balanced_commodities().items()
    for year in years
]
#: The first and the last year of each, and one in which Malaka's chili is left out.
SOME = {
    ("chili", 2022),
    *(
        (commodity, at(years))
        for commodity, years in evaluation.two_sided().items()
        for at in (min, max)
    ),
}


def some(cases: list[tuple[str, int]]) -> list[Any]:
    """The cases, of which the years between are gone through in a sweep."""
    return [
        pytest.param(*each, marks=[] if each in SOME else [pytest.mark.sweep]) for each in cases
    ]


def ends(years: list[int]) -> list[Any]:
    """The years, of which those between are gone through in a sweep."""
    at = (min(years), max(years))
    return [pytest.param(each, marks=[] if each in at else [pytest.mark.sweep]) for each in years]


def _doubtful(answer: Answer) -> set[str]:
    """Codes with a disqualified figure, found from the inputs and not from the class."""
    inputs = answer.balance.inputs
    used = inputs[inputs["state"] == "used"]
    against = zip(used["regency_code"], used["flag"], used["median_ratio"], strict=True)
    return {str(code) for code, flag, ratio in against if disqualifiers(flag, ratio)}


def _names(codes: set[str]) -> set[str]:
    return {regency_names()[code] for code in codes}


def _before_left_out(title: str) -> str:
    """A title up to the bracket that says whom it leaves out."""
    return title.split(" (without ")[0]


def _without_left_out(note: str) -> str:
    """A note without the brackets that say whom a comparison leaves out."""
    return re.sub(r" \(without [^)]*\)", "", note)


def _names_nobody(title: str, names: set[str]) -> None:
    said = _before_left_out(title)
    # "Kupang" also stands in "Kota Kupang", "Manggarai" in "Manggarai Barat".
    for longer in sorted(set(regency_names().values()) - names, key=len, reverse=True):
        said = said.replace(longer, "")
    assert not [name for name in names if name in said], title


@pytest.mark.parametrize(("commodity", "year"), some(ALL))
def test_no_pair_and_no_price(commodity: str, year: int) -> None:
    for objective in OBJECTIVES:
        options = MatchingOptions(objective=objective)
        answer = evaluation.baseline_answer(commodity, year, options)
        doubtful = _doubtful(answer)
        match, ranges = answer.match, answer.ranges
        assert ranges is not None
        listed = [match.flows, match.unmet, match.unsold, match.shadow_prices, ranges.pairs]
        for table in listed:
            for column in {"origin", "destination", "regency_code"} & set(table.columns):
                assert doubtful.isdisjoint(table[column])
        ends = chain(*ranges.corridors["origins"], *ranges.corridors["destinations"])
        assert doubtful.isdisjoint(ends)
    firm = certainty.firmness(evaluation.baseline_answer(commodity, year)).pairs
    assert doubtful.isdisjoint(firm["origin"])
    assert doubtful.isdisjoint(firm["destination"])


@pytest.mark.parametrize(("commodity", "year"), some(ALL))
def test_totals_are_without_and_in_brackets_with_them(commodity: str, year: int) -> None:
    answer = evaluation.baseline_answer(commodity, year)
    table, summary, doubtful = answer.balance.table, answer.balance.summary, _doubtful(answer)
    both = table[table["balance_class"] != "unknown"]
    sound = both[~both["regency_code"].isin(doubtful)]
    assert summary.total_available_t == pytest.approx(sound["available_t"].sum())
    assert summary.total_need_t == pytest.approx(sound["need_t"].sum())
    assert summary.with_doubtful_available_t == pytest.approx(both["available_t"].sum())
    assert summary.n_disqualified == len(both) - len(sound)
    judged = table["balance_class"].isin(JUDGED_CLASSES)
    assert doubtful.isdisjoint(table.loc[judged, "regency_code"])
    assert summary.n_known == judged.sum()
    totals = answer.match.totals
    tradable = sound[sound["balance_class"].isin(["surplus", "deficit"])]
    short = -tradable.loc[tradable["balance_class"] == "deficit", "balance_t"].sum()
    assert totals.deficit_t == pytest.approx(short)
    if commodity in evaluation.balanced_commodities():
        total = certainty.total_interval(answer.balance)
        assert total.n_known == len(sound)


@pytest.mark.parametrize(("commodity", "year"), some(BALANCED))
def test_no_title_names_them(commodity: str, year: int) -> None:
    answer = evaluation.baseline_answer(commodity, year)
    doubtful = _names(_doubtful(answer))
    with speaking("en"):
        told = brief(commodity, year)
        shown = Overview((told,), (), (), "", 0, 1)
        titles = [
            balance_sentences.headline(answer.balance),
            certainty_headline(answer.balance, certainty.certainty(answer.balance)),
            f"{card(told).finding}. {card(told).line}",
            *(tell(indicators.values(code, commodity, year)).title for code in ("balance",)),
            tell(indicators.values("self_sufficiency", commodity, year)).title,
            tell(indicators.values("production", commodity, year)).title,
        ]
        named = [step.text for step in to_bring_together(shown)]
        asked = [step.text for step in to_ask_for(shown)]
        notes = card(told).notes
    for text in [*named, *(_without_left_out(note) for note in notes)]:
        _names_nobody(text, doubtful)
    for title in titles:
        _names_nobody(title, doubtful)
        # Who is left out is named, or counted where they are many.
        is_named = all(name in title for name in doubtful)
        assert is_named or f"(without {len(doubtful)} regencies" in title
    assert bool(doubtful) == any("doubtful" in text for text in asked)


@pytest.mark.parametrize(("commodity", "year"), some(ALL))
def test_no_word_of_certainty(commodity: str, year: int) -> None:
    answer = evaluation.baseline_answer(commodity, year)
    found = certainty.certainty(answer.balance).set_index("regency_code")
    expected = "doubtful" if commodity in evaluation.balanced_commodities() else "not_comparable"
    own = found.loc[sorted(_doubtful(answer))]
    assert (own[["sign_word", "steady_word"]] == expected).all(axis=None)
    assert own[["p_surplus", "balance_p50_t", "p_sign", "p_steady"]].isna().all(axis=None)


@pytest.mark.parametrize(("commodity", "year"), some(ALL))
def test_the_command_and_its_document(commodity: str, year: int) -> None:
    answer = evaluation.baseline_answer(commodity, year)
    doubtful = _doubtful(answer)
    with speaking("en"):
        certain = certainty.certainty(answer.balance)
        told = answer_text(answer, "-", [], None, certain)
    _balance, *rest = told.split("Known for ")
    said_why, *sections = rest[0].split("Pairs: model estimate")
    for name in _names(doubtful):
        assert f"{name}: " in said_why
    for section in sections:
        for name in _names(doubtful):
            assert f"\n{name}  " not in section
            assert f"  {name}  " not in section
    document = json.loads(
        as_json(answer_document(answer, "-", [], certainty.firmness(answer), None, certain))
    )
    ends = {row[end] for row in document["flows"] for end in ("origin", "destination")}
    assert doubtful.isdisjoint(ends)
    classes = {row["regency_code"]: row["balance_class"] for row in document["balance"]}
    assert {classes[code] for code in doubtful} <= {"doubtful", "not_comparable"}
    assert all(
        row["disqualified_by"] for row in document["balance"] if row["regency_code"] in doubtful
    )


@pytest.mark.parametrize("year", ends(profile.balance_years()))
def test_the_profile_of_a_regency(year: int) -> None:
    for commodity, answer in profile.answers_of(year).items():
        for code in _doubtful(answer):
            table = profile.regency_balances(code, year)
            row = next(each for each in balance_rows(table) if each.commodity == commodity)
            assert commodity not in {each.commodity for each in partnerships_of(code, year)}
            assert row.disqualified_by
            with speaking("en"):
                assert left_line(code, row.balance_class, answer.match) == ""
                title = balances_headline(table, year)
                assert commodity_name(commodity).lower() not in title


@pytest.mark.parametrize("year", ends(ferry_years()))
def test_ferries(year: int) -> None:
    ferries = ferry_answer(year, True, CapacityLimit(50))
    for commodity in ferries.balances:
        answer = evaluation.baseline_answer(commodity, year)
        doubtful = _doubtful(answer)
        for crossed in (ferries.before, ferries.after):
            flows = crossed.many.results[commodity].flows
            assert doubtful.isdisjoint(flows["origin"])
            assert doubtful.isdisjoint(flows["destination"])


def test_landed_fish_is_in_no_pair_anywhere() -> None:
    suspended = set(evaluation.balance_tables().not_comparable)
    assert suspended == {"fish"}
    assert suspended.isdisjoint(evaluation.balanced_commodities())
    for year in evaluation.two_sided()["fish"]:
        answer = evaluation.baseline_answer("fish", year)
        assert answer.match.flows.empty
        assert answer.balance.table["balance_t"].isna().all()
        assert answer.balance.table["available_t"].notna().all()
        if year in ferry_years():
            assert "fish" not in ferry_answer(year, True, CapacityLimit()).balances
        alternatives = pairs.alternatives(answer)
        assert pd.Series(alternatives["moved_t"]).fillna(0).eq(0).all()
    for code in regency_names():
        assert "fish" not in {each.commodity for each in partnerships_of(code, 2022)}
