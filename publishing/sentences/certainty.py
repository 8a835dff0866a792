"""How sure a balance and its pairs are, in words."""

from __future__ import annotations

import pandas as pd

from analysis.answer import N_DRAWS
from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.matching.ranges import MatchRanges, class_of_flows, corridors_of
from analysis.uncertainty.draws import CERTAIN_SHARE, LIKELY_SHARE, TotalInterval
from analysis.uncertainty.pair_robustness import CORRIDOR_TOLERANCE_PCT, ROBUST_PCT, PairDraws
from geo.places import names_of, place_name, regency_names
from publishing import words
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.sentences.balance import left_out
from publishing.sentences.matching import corridor_line

_NOT_JUDGED = ("unknown", "doubtful", "not_comparable")


def certainty_word(code: str) -> str:
    """How sure the class of a balance is."""
    return {
        "certain_surplus": _("very likely a surplus"),
        "likely_surplus": _("probably a surplus"),
        "certain_balanced": _("very likely balanced"),
        "likely_balanced": _("probably balanced"),
        "likely_deficit": _("probably a deficit"),
        "certain_deficit": _("very likely a deficit"),
        "uncertain": _("cannot be told yet"),
        "unknown": _("no data yet"),
        "doubtful": _("doubtful, not judged"),
        "not_comparable": _("not comparable, not judged"),
    }[code]


def certainty_level(code: str) -> str:
    """The code without the class: certain, likely or uncertain; unknown, or why not judged."""
    return code if code in _NOT_JUDGED else code.split("_")[0]


def range_words(low: float, high: float) -> str:
    """Two ends of an interval in tonnes, as words."""
    return _("{low} to {high}", low=number(low), high=tonnes(high))


def certainty_key() -> str:
    """What the strength of the colour means on a map of certainty."""
    return _(
        "Strong colour: very likely ({certain} or more of the draws agree). Paler: probable "
        "({likely} or more). Palest, with “?” behind the name: cannot be told yet.",
        certain=percent(100 * CERTAIN_SHARE, 0),
        likely=percent(100 * LIKELY_SHARE, 0),
    )


def certainty_headline(result: Balance, certainty: pd.DataFrame) -> str:
    """The finding in one sentence: for how many the class is sure, for whom it is not.

    ``certainty`` as ``summarise_draws`` makes it.
    """
    return _certainty_finding(result, certainty) + left_out(result)


def _certainty_finding(result: Balance, certainty: pd.DataFrame) -> str:
    levels = certainty["certainty"].map(certainty_level)
    n_known, n_certain = int((~levels.isin(_NOT_JUDGED)).sum()), int((levels == "certain").sum())
    open_ones = names_of(certainty.loc[levels == "uncertain", "regency_code"])
    name = commodity_name(result.settings.commodity)
    share = percent(100 * CERTAIN_SHARE, 0)
    if not n_known:
        return _("{name}: no balance is known yet", name=name)
    if open_ones.empty:
        return _(
            "{name}: this year's class is very likely ({share} or more of the draws) for {n} of "
            "{total} regencies",
            name=name,
            share=share,
            n=n_certain,
            total=n_known,
        )
    return _(
        "{name}: this year's class is very likely ({share} or more of the draws) for {n} of "
        "{total} regencies; cannot be told yet for {names}",
        name=name,
        share=share,
        n=n_certain,
        total=n_known,
        names=", ".join(open_ones),
    )


def interval_note(result: Balance, certainty: pd.DataFrame, regency_code: str) -> str:
    """One regency's certainty in a sentence, for its card."""
    columns = ["certainty", "balance_p05_t", "balance_p95_t"]
    rows = certainty.loc[certainty["regency_code"] == regency_code, columns]
    ((code, low, high),) = rows.to_numpy()
    if code in _NOT_JUDGED:
        return certainty_word(code).capitalize()
    return _(
        "{name} {year}: {word}; {range} in 90 % of the results.",
        name=commodity_name(result.settings.commodity),
        year=year_text(result.settings.year),
        word=certainty_word(code),
        range=range_words(low, high),
    )


def total_sentence(total: TotalInterval) -> str:
    """The balance of all known regencies with its range, in a sentence."""
    return _(
        "Balance of NTT in 90 % of the results: {range} ({known} of {total} regencies known).",
        range=range_words(total.balance_p05_t, total.balance_p95_t),
        known=total.n_known,
        total=total.n_total,
    )


def intervals_note() -> str:
    """How the intervals come about, and how their chart is read."""
    return _(
        "The balance is computed {n} times, each time with every input a little off, as far "
        "as its grade lets expect. Bar: 90 % of the results. Dot: the middle one. "
        "The paler the bar, the less sure the class.",
        n=number(N_DRAWS),
    )


def input_word(group: str) -> str:
    """Group of inputs that has rules of its own."""
    if group == "shares":
        return _("shares for seed, feed and loss")
    return words.balance_input(group)


def tornado_headline(swings: pd.DataFrame, regency_code: str | None = None) -> str:
    """Which input moves the result most, in one sentence; ``swings`` as ``tornado`` makes it."""
    place = regency_names()[regency_code] if regency_code else "NTT"
    if swings.empty:
        return _("{place}: no input is given a spread", place=place)
    return _(
        "{place}: the balance hangs most on the {input} (swing {swing})",
        place=place,
        input=input_word(str(swings["input"].iloc[0])),
        swing=tonnes(float(swings["swing_t"].iloc[0])),
    )


def swings_note() -> str:
    """How the swings come about, and how their chart is read."""
    return _(
        "Each input is varied alone, the others stay as they are. Bar: the balance in 80 % of "
        "the results. Line: the balance as computed."
    )


def robustness_word(code: str) -> str:
    """Whether a pair stands in most draws; a tie is not judged."""
    return {
        "robust": _("robust"),
        "fragile": _("fragile"),
        "tie": _("can be swapped"),
        "untested": _("not judged"),
    }[code]


@once_per_language(maxsize=256)
def pairs_headline(match: MatchResult, found: PairDraws, ranges: MatchRanges | None) -> str:
    """How many of the identified pairs are robust, and the firmest of them.

    A pair that can be swapped at no cost is not judged: that it stands in most draws says only how
    ties are broken.
    """
    if ranges is None:
        return _("With limits on pairs it is not known which can be swapped: none is judged")
    inside = match.flows[match.flows["origin_kind"] == "regency"]
    inside = inside[class_of_flows(inside, ranges)["pair_class"] == "identified"]
    if inside.empty:
        return _("No identified pair between regencies to judge")
    frequency = found.pairs.set_index(["origin", "destination"])["frequency_pct"]
    asked = pd.MultiIndex.from_frame(inside[["origin", "destination"]])
    of_pair = frequency.reindex(asked).fillna(0.0)
    n_robust = int((of_pair >= ROBUST_PCT).sum())
    if not n_robust:
        return _(
            "None of the {total} identified pairs between regencies is robust", total=len(inside)
        )
    origin, destination = asked[int(of_pair.to_numpy().argmax())]
    return _(
        "{n} of {total} identified pairs between regencies are robust; "
        "the firmest is {origin} → {destination}",
        n=n_robust,
        total=len(inside),
        origin=place_name(str(origin)),
        destination=place_name(str(destination)),
    )


@once_per_language(maxsize=256)
def judged_corridors(ranges: MatchRanges | None, found: PairDraws) -> list[str]:
    """For each corridor its total, and how often that holds; see ``corridors_of``."""
    sides = found.corridors[["origins", "destinations"]].itertuples(index=False, name=None)
    rows = dict(zip(sides, found.corridors.to_dict("records"), strict=True))
    lines = []
    for corridor in corridors_of(ranges):
        row = rows[";".join(corridor.origins), ";".join(corridor.destinations)]
        holds = _(
            "In {share} of the repeated matches this total holds within {tolerance}: {word}.",
            share=percent(float(row["frequency_pct"]), 0),
            tolerance=percent(CORRIDOR_TOLERANCE_PCT, 0),
            word=robustness_word(str(row["robustness"])),
        )
        lines.append(f"{corridor_line(corridor)} {holds}")
    return lines


def robustness_note(found: PairDraws) -> str:
    """What is drawn, and what makes a pair or a corridor robust."""
    return " ".join(
        [
            _(
                "The match is repeated {n} times with balances and transport costs that are a "
                "little off. Each cost parameter lies between its low and its high value "
                "(triangular: an assumption), the same for all paths in one repetition; the "
                "paths themselves are held.",
                n=number(found.n_draws),
            ),
            _(
                "Robust: the pair stands in {robust} of the results or more; fragile: in fewer. A "
                "corridor holds where its suppliers bring its receivers its total within "
                "{tolerance} of it. A pair that can be swapped at no cost is not judged.",
                robust=percent(ROBUST_PCT, 0),
                tolerance=percent(CORRIDOR_TOLERANCE_PCT, 0),
            ),
        ]
    )
