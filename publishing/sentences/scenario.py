"""What two or three scenarios differ in, and what has changed since one was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

import pandas as pd

from analysis.balance.compute import BalanceSummary
from analysis.matching.changes import NOT_COMPARED, PAIR_CHANGES, SAME_T
from analysis.matching.options import MatchingOptions
from analysis.matching.ranges import EQUAL_T, MatchRanges, corridors_of
from analysis.scenario.upgrade import DocumentChange
from geo.places import place_name
from publishing.formats import coverage, number, rupiah, tonnes
from publishing.language import _
from publishing.names import in_sentence
from publishing.scenario_words import field, objective, value
from publishing.sentences.certainty import range_words
from publishing.sentences.matching import supply_words
from publishing.words import modelled_flow

_NAMED = 4  # so many pairs of a list are named, more are counted


def title(name: str) -> str:
    """What a scenario of this name is called wherever a figure of it stands.

    A name alone ("Normal", "2023") could be read as the state that was measured.

    >>> from publishing.language import speaking
    >>> with speaking("en"):
    ...     title("Drought"), title("Scenario of the bureau")
    ('Scenario Drought', 'Scenario of the bureau')
    """
    says_so = name.casefold().startswith(("scenario", "skenario"))
    return name if says_so else _("Scenario {name}", name=name)


def not_measured(scenario: str) -> str:
    """What a file or picture says of every figure of a scenario; ``scenario`` is its title."""
    return _("{scenario}: follows from assumptions, not a measured state", scenario=scenario)


def match_options(options: MatchingOptions, names: Iterable[str] = ()) -> str:
    """Options of a match that are not the usual ones, with their values; empty where all are.

    ``names`` are those to be told, all of them if none is named. Whoever takes pairs along without
    this would read the answer to one question as that to another.
    """
    usual, told = MatchingOptions(), []
    for name in tuple(names) or tuple(each.name for each in fields(MatchingOptions)):
        given = getattr(options, name)
        if given == getattr(usual, name):
            continue
        some = given[:_NAMED] if isinstance(given, tuple) else given
        said = value(f"matching.{name}", some)
        if isinstance(given, tuple) and len(given) > _NAMED:
            said = _("{names}; {n} more", names=said, n=number(len(given) - _NAMED))
        told.append(f"{in_sentence(field(f'matching.{name}'))}: {said}")
    return "; ".join(told)


def other_match(options: MatchingOptions) -> str:
    """For files and pictures: under which other options than the usual pairs were found."""
    told = match_options(options)
    return (
        _("Match under other options than the usual ones: {options}.", options=told) if told else ""
    )


def balances_headline(table: pd.DataFrame, titles: Mapping[str, str]) -> str:
    """The largest change of a regency's balance against the first scenario.

    ``table`` as ``compare_balances`` makes it; ``titles`` by label, what is compared with first.
    """
    first = next(iter(titles))
    others = table[table["label"] != first]
    if len(others) and not others["is_comparable"].any():
        return _("Years of different series: no change is named")
    # A doubtful figure makes no title.
    doubtful = (others[["balance_class", "first_class"]] == "doubtful").any(axis=1)
    others = others[~doubtful].dropna(subset=["change_t"])
    if others.empty or others["change_t"].abs().max() < 0.5:
        return _("Between these scenarios no regency's balance changes")
    row = others.iloc[int(others["change_t"].abs().to_numpy().argmax())]
    said = {
        "scenario": titles[row["label"]],
        "first": titles[first],
        "name": place_name(row["regency_code"]),
        "amount": tonnes(abs(row["change_t"])),
    }
    if row["change_t"] < 0:
        return _("{scenario}: {name} loses most, {amount} less than in {first}", **said)
    return _("{scenario}: {name} gains most, {amount} more than in {first}", **said)


def series_note(table: pd.DataFrame) -> str:
    """For how many regencies nothing is compared, and why; empty where all may be."""
    n = table.loc[~table["is_comparable"], "regency_code"].nunique()
    if not n:
        return ""
    return _(
        "Not compared for {n} regencies: between these years the series breaks or the survey "
        "method differs. Their figures stand side by side, and the difference between them says "
        "nothing.",
        n=number(n),
    )


def pair_changes(changes: pd.DataFrame) -> list[str]:
    """What became of every pair, a row of ``compare_pairs`` each, and of which nothing is said."""
    names = ["change", "first_t", "tonnes", "first_min_t", "first_max_t", "min_t", "max_t"]
    return [_pair_change(*row) for row in changes[names].itertuples(index=False)]


def _pair_change(
    change: str,
    first_t: float,
    tonnes_now: float,
    first_min_t: float,
    first_max_t: float,
    min_t: float,
    max_t: float,
) -> str:
    said = {
        "before": _range(first_t, first_min_t, first_max_t),
        "now": _range(tonnes_now, min_t, max_t),
    }
    return {
        "same": _("still there, the same"),
        "more": _("still there, up: {before} → {now}", **said),
        "less": _("still there, down: {before} → {now}", **said),
        "new": _("new"),
        "gone": _("gone"),
        "swappable": _("can be swapped, not compared: {before} → {now}", **said),
        "unknown": _("not compared: whether it can be swapped is not known"),
    }[change]


def _range(tonnes_t: float, low: float, high: float) -> str:
    return range_words(low, high) if high - low > EQUAL_T else tonnes(tonnes_t)


def pairs_headline(scenario: str, changes: pd.DataFrame) -> str:
    """What became of the pairs between regencies that can be compared, and how many cannot.

    ``scenario`` is its title; ``changes`` as of ``compare_pairs``. A pair that can be swapped at no
    cost is counted as such and never as a change.
    """
    counts = changes[changes["origin_kind"] == "regency"]["change"].value_counts()
    n_of = {change: number(counts.get(change, 0)) for change in (*PAIR_CHANGES, *NOT_COMPARED)}
    n_compared = sum(counts.get(change, 0) for change in PAIR_CHANGES)
    parts = [
        _(
            "{scenario}: {n} pairs between regencies can be compared ({same} the same, {more} up, "
            "{less} down, {new} new, {gone} gone)",
            scenario=scenario,
            n=number(n_compared),
            **{change: n_of[change] for change in PAIR_CHANGES},
        )
        if n_compared
        else _("{scenario}: no pair between regencies can be compared", scenario=scenario)
    ]
    if counts.get("swappable", 0):
        parts.append(_("{n} not compared: they can be swapped at no cost", n=n_of["swappable"]))
    if counts.get("unknown", 0):
        parts.append(
            _("{n} not compared: whether they can be swapped is not known", n=n_of["unknown"])
        )
    return "; ".join(parts)


def corridor_totals(title: str, ranges: MatchRanges | None) -> list[str]:
    """What is certain of the pairs that can be swapped: the total of each corridor of one answer.

    ``title`` is that of the scenario.
    """
    return [
        _(
            "{title}, corridor: {supply}; who supplies whom can be swapped.",
            title=title,
            supply=supply_words(corridor),
        )
        for corridor in corridors_of(ranges)
    ]


def pairs_note() -> str:
    """When a pair is compared, and from which difference on it has other tonnes."""
    return _(
        "Compared are pairs with the same tonnes in every answer that is just as cheap, and pairs "
        "whose ranges over these answers lie apart. The same: the tonnes differ by no more than "
        "{most}. Under a smallest shipment or a limit on partners no ranges are worked out, so "
        "that nothing is compared.",
        most=tonnes(SAME_T),
    )


def outcome_note(summary: BalanceSummary) -> str:
    """What the figures of a scenario rest on and are compared with."""
    text = _(
        "Balance: known for {coverage}. Pairs, freight and what stays unmet: {label}. Changes are "
        "against the baseline of the same commodity and year.",
        label=modelled_flow(),
        coverage=coverage(summary.n_known, summary.n_total),
    )
    if summary.n_disqualified:
        text += " " + _(
            "With doubtful figures the balance of NTT would be {total}.",
            total=tonnes(summary.with_doubtful_balance_t),
        )
    return text


def billion(value: float) -> str:
    """An amount that is given in billions of rupiah."""
    return _("{amount} bn", amount=rupiah(value, 1))


def document_changes(changes: Sequence[DocumentChange]) -> list[str]:
    """In what a scenario of an older version does not open as it was written, a sentence each."""
    told = []
    for change in changes:
        if change.kind == "objective_kept":
            told.append(
                _(
                    "This scenario was written when a match without an objective meant "
                    "“{objective}”; it keeps that. New scenarios let NTT supply itself first.",
                    objective=objective(change.name),
                )
            )
            continue
        amount = number(change.value / 1000)
        told.append(
            {
                "ship_margin_idr_per_t": _(
                    "A trader's margin of Rp {amount}/kg on supply by ship was part of its costs. "
                    "Margins are no cost any more, on either side: its figures are others than "
                    "then.",
                    amount=amount,
                ),
                "ferry_gateway_margin_idr_per_t": _(
                    "A trader's margin of Rp {amount}/kg on goods bought at a ferry gateway was "
                    "part of its costs. Margins are no cost any more, on either side: its figures "
                    "are others than then.",
                    amount=amount,
                ),
            }[change.name]
        )
    return told


def list_part(page: int, per_page: int, totals: Sequence[int]) -> str:
    """Which part of a long list of scenarios can be chosen from.

    ``totals``: how many are in use, then how many are archived, if those are shown.
    """
    parts = [_part(page, per_page, total) for total in totals]
    if len(parts) == 1:
        said = _("The list holds {part} scenarios, the one saved last first.", part=parts[0])
    else:
        said = _(
            "The list holds {part} scenarios and {archived} archived ones, the one saved last "
            "first.",
            part=parts[0],
            archived=parts[1],
        )
    return said + " " + _("The other pages hold the rest; its own link opens any of them.")


def _part(page: int, per_page: int, total: int) -> str:
    first, last = (page - 1) * per_page + 1, min(page * per_page, total)
    if first > last:
        return _("none of {n}", n=number(total))
    return _("{first} to {last} of {n}", first=number(first), last=number(last), n=number(total))
