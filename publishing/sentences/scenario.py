"""What two or three scenarios differ in, and what has changed since one was written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

import pandas as pd

from analysis.balance.compute import BalanceSummary
from analysis.matching.changes import SAME_T, STILL_THERE
from analysis.matching.options import MatchingOptions
from analysis.scenario.upgrade import DocumentChange
from geo.places import place_name
from publishing.formats import coverage, number, rupiah, tonnes
from publishing.language import _
from publishing.names import in_sentence
from publishing.scenario_words import field, objective, value
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


def pair_change(change: str, first_t: float, tonnes_now: float) -> str:
    """What became of a pair (``PAIR_CHANGES``); of one with other tonnes, from how many to what."""
    amounts = {"before": tonnes(first_t), "now": tonnes(tonnes_now)}
    return {
        "same": _("still there, the same"),
        "more": _("still there, up: {before} → {now}", **amounts),
        "less": _("still there, down: {before} → {now}", **amounts),
        "new": _("new"),
        "gone": _("gone"),
    }[change]


def pairs_headline(scenario: str, changes: pd.DataFrame) -> str:
    """How many pairs between regencies there still are, with what tonnes, and how many come and go.

    ``scenario`` is its title; ``changes`` as of ``compare_pairs``.
    """
    counts = changes[changes["origin_kind"] == "regency"]["change"].value_counts()
    return _(
        "{scenario}: {still} pairs between regencies are still there ({same} with the same tonnes, "
        "{more} with more, {less} with less), {new} are new, {gone} are gone",
        scenario=scenario,
        still=number(sum(counts.get(change, 0) for change in STILL_THERE)),
        **{change: number(counts.get(change, 0)) for change in (*STILL_THERE, "new", "gone")},
    )


def pairs_note() -> str:
    """From which difference on a pair has other tonnes, and what a change does not mean."""
    return _(
        "The same: the tonnes differ by no more than {most}. Pairs that can be swapped at no cost "
        "may change without a reason of their own.",
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
