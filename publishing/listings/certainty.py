"""Tables of certainty: intervals, what moves them, and how firm each pair is."""

from __future__ import annotations

import pandas as pd

from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.matching.ranges import MatchRanges, class_of_flows
from analysis.uncertainty.pair_robustness import PairDraws
from geo.places import names_of, place_names
from publishing import words
from publishing.code_words import code_word
from publishing.formats import tonnes
from publishing.language import _, localised, once_per_language
from publishing.sentences.certainty import (
    certainty_texts,
    input_word,
    range_words,
    robustness_word,
)
from publishing.sources import grade_word
from publishing.tables import Column, ReadyTable


def interval_table(result: Balance, certainty: pd.DataFrame) -> ReadyTable:
    """Range and both words of every balance, the largest first.

    ``certainty`` as ``services.answer.certainty`` makes it.
    """
    table = certainty.join(certainty_texts(certainty)).merge(
        result.table[["regency_code", "balance_t", "balance_class"]], on="regency_code"
    )
    table = table.assign(
        regency=names_of(table["regency_code"]),
        class_word=table["balance_class"].map(words.balance_class),
        surplus_pct=table["p_surplus"] * 100,
        deficit_pct=table["p_deficit"] * 100,
        range_text=[
            range_words(low, high)
            for low, high in table[["balance_p05_t", "balance_p95_t"]].itertuples(index=False)
        ],
    ).sort_values("balance_t", ascending=False, na_position="last", ignore_index=True)
    columns = {
        "regency": Column(_("Regency")),
        "sign_text": Column(_("How sure this year's sign is")),
        "steady_text": Column(_("The next year the same?")),
        "balance_t": Column(_("Balance (t)"), 0),
        "balance_p05_t": Column(_("Low, 5 % (t)"), 0),
        "balance_p50_t": Column(_("Median (t)"), 0),
        "balance_p95_t": Column(_("High, 95 % (t)"), 0),
        "surplus_pct": Column(_("Draws with a surplus (%)"), 0),
        "deficit_pct": Column(_("Draws with a deficit (%)"), 0),
    }
    return ReadyTable(table, columns)


def tornado_table(swings: pd.DataFrame) -> ReadyTable:
    """By how much each input moves a balance; ``swings`` as ``tornado`` makes it."""
    table = swings.assign(
        input_word=swings["input"].map(input_word),
        swing_text=swings["swing_t"].map(tonnes),
        range_text=[
            range_words(low, high)
            for low, high in swings[["low_t", "high_t"]].itertuples(index=False)
        ],
    )
    columns = {
        "input_word": Column(_("Input")),
        "low_t": Column(_("Low, 10 % (t)"), 0),
        "high_t": Column(_("High, 90 % (t)"), 0),
        "swing_t": Column(_("Swing (t)"), 0),
    }
    return ReadyTable(table, columns)


@once_per_language(maxsize=256)
def pair_words(match: MatchResult, found: PairDraws, ranges: MatchRanges | None) -> pd.Series:
    """Word of robustness for every row of ``match.flows``, with its index.

    A tie is never robust: a pair that can be swapped at no cost gets no such word.
    """
    codes = found.pairs.set_index(["origin", "destination"])["robustness"]
    asked = pd.MultiIndex.from_frame(match.flows[["origin", "destination"]])
    # A pair of the match that stands in no draw at all is as fragile as can be.
    in_no_draw = "untested" if ranges is None else "fragile"
    of_flow = codes.reindex(asked).fillna(in_no_draw).map(robustness_word)
    judged = pd.Series(of_flow.to_numpy(), index=match.flows.index, dtype="object")
    swapped = class_of_flows(match.flows, ranges)["pair_class"] == "interchangeable"
    return judged.mask(swapped, _("can be swapped"))


def robustness_table(match: MatchResult, found: PairDraws) -> ReadyTable:
    """Pairs between regencies with their word, how often they appear and with how many tonnes."""
    modelled = match.flows[["origin", "destination", "tonnes"]]
    table = found.pairs.merge(modelled, on=["origin", "destination"], how="left")
    # Pairs of the match first; of the others only those that come up often enough to matter.
    table = table[table["tonnes"].notna() | (table["frequency_pct"] >= 5)]
    table = table[table["origin_kind"] == "regency"]
    table = table.assign(
        origin_name=table["origin"].map(place_names()),
        destination_name=names_of(table["destination"]),
        word=table["robustness"].map(robustness_word),
        range_text=[
            range_words(low, high)
            for low, high in table[["tonnes_p05", "tonnes_p95"]].itertuples(index=False)
        ],
    )
    columns = {
        "origin_name": Column(_("Supplier")),
        "destination_name": Column(_("Receiver")),
        "word": Column(_("How firm")),
        "frequency_pct": Column(_("In % of the results"), 0),
        "tonnes": Column(_("In this match (t)"), 0),
        "range_text": Column(
            _("Tonnes when it appears"),
            figures={
                _("Tonnes when it appears, 5 % (t)"): "tonnes_p05",
                _("Tonnes when it appears, 95 % (t)"): "tonnes_p95",
            },
        ),
    }
    ordered = table.sort_values("frequency_pct", ascending=False, kind="stable", ignore_index=True)
    return ReadyTable(ordered, columns, words.modelled_flow())


def spreads_table(rules: pd.DataFrame) -> ReadyTable:
    """The rules of spread with their reasons; ``rules`` as the table ``uncertainty_spreads``."""
    shown = rules.assign(
        kind_word=rules["kind"].map(code_word),
        input_text=rules["input"].map(input_word, na_action="ignore").fillna(_("all inputs")),
        code_word=[
            "" if pd.isna(code) else grade_word(code) if kind == "grade" else words.flag(code)
            for kind, code in zip(rules["kind"], rules["code"], strict=True)
        ],
        unit_word=rules["unit"].map(code_word),
        basis_word=rules["basis"].map(words.distance_basis),
        note=rules[localised("note")],
    )
    columns = {
        "kind_word": Column(_("Kind of rule")),
        "input_text": Column(_("Input")),
        "code_word": Column(_("Grade or remark")),
        "value": Column(_("Value"), 1),
        "unit_word": Column(_("Unit")),
        "basis_word": Column(_("Basis")),
        "note": Column(_("Reason"), width="large"),
    }
    return ReadyTable(shown, columns)
