"""How sure a balance and its pairs are, in words."""

from __future__ import annotations

from math import floor, isnan

import pandas as pd

from analysis.answer import N_DRAWS
from analysis.balance.result import Balance
from analysis.matching.match import MatchResult
from analysis.matching.ranges import MatchRanges, class_of_flows, corridors_of
from analysis.uncertainty.draws import TotalInterval
from analysis.uncertainty.likelihood import SCALE, UNTESTED
from analysis.uncertainty.pair_robustness import CORRIDOR_TOLERANCE_PCT, ROBUST_PCT, PairDraws
from analysis.uncertainty.scatter import Scatter
from geo.places import names_of, place_name, regency_names
from publishing import words
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.sentences.balance import left_out
from publishing.sentences.matching import corridor_line

#: From so many regencies on they are counted and not named.
_MOST_NAMED = 6


def likelihood_word(code: str) -> str:
    """A word of the scale, or why there is none."""
    return {
        "virtually_certain": _("virtually certain"),
        "very_likely": _("very likely"),
        "likely": _("likely"),
        "about_as_likely": _("about as likely as not"),
        "untested": _("unproven"),
        "unknown": _("no data yet"),
        "doubtful": _("doubtful, not judged"),
        "not_comparable": _("not comparable, not judged"),
    }[code]


def chance(probability: float) -> str:
    """A probability (0 to 1) in whole per cent, rounded down, so that no word claims more."""
    whole = floor(100 * probability + 1e-9)
    return f"> {percent(99, 0)}" if whole == 100 else percent(whole, 0)


def worded_chance(code: str, probability: float) -> str:
    """The word with the percentage in brackets; the word alone where nothing is judged."""
    if isnan(probability):
        return likelihood_word(code)
    return f"{likelihood_word(code)} ({chance(probability)})"


def sign_text(sign: object, code: str, probability: float) -> str:
    """This year's sign and how sure it is: “surplus, very likely (93 %)”."""
    if not isinstance(sign, str):
        return likelihood_word(code)
    return f"{words.balance_class(sign)}, {worded_chance(code, probability)}"


def certainty_texts(certainty: pd.DataFrame) -> pd.DataFrame:
    """Both promises as text: ``sign_text`` and ``steady_text``; with the table's index."""
    columns = ["sign", "sign_word", "p_sign", "steady_word", "p_steady"]
    rows = certainty[columns].itertuples(index=False, name=None)
    texts = [
        (sign_text(sign, word, p), worded_chance(steady, stays))
        for sign, word, p, steady, stays in rows
    ]
    return pd.DataFrame(texts, columns=["sign_text", "steady_text"], index=certainty.index)


def range_words(low: float, high: float) -> str:
    """Two ends of an interval in tonnes, as words."""
    return _("{low} to {high}", low=number(low), high=tonnes(high))


def certainty_key() -> str:
    """What the strength of the colour means on a map of certainty."""
    return _(
        "Strong colour: this year's sign is very likely right. Paler: likely. Palest, with “?” "
        "behind the name: no word that strong is borne out by earlier years."
    )


def certainty_headline(result: Balance, certainty: pd.DataFrame) -> str:
    """For how many the sign is sure, for how many it is steady, and for whom no word is tested.

    ``certainty`` as ``services.answer.certainty`` makes it.
    """
    name = commodity_name(result.settings.commodity)
    judged = certainty[certainty["p_sign"].notna()]
    if judged.empty:
        return _("{name}: no balance is known yet", name=name) + left_out(result)
    total = len(judged)
    n, word = _strongest(judged["sign_word"])
    if not n:
        sign = _(
            "{name}: no word for how sure this year's sign is, for any of {total} regencies: "
            "unproven",
            name=name,
            total=total,
        )
    else:
        sign = _(
            "{name}: this year's sign (surplus or deficit) is {word} right for {n} of {total} "
            "regencies",
            name=name,
            word=likelihood_word(word),
            n=n,
            total=total,
        )
        sign += _unproven(judged, "sign_word")
    n, word = _strongest(judged["steady_word"])
    if not n:
        steady = _("Whether the next year has the same sign is unproven.")
    else:
        steady = _(
            "The next year {word} has the same sign in {n} of {total} regencies{unproven}.",
            word=likelihood_word(word),
            n=n,
            total=total,
            unproven=_unproven(judged, "steady_word"),
        )
    return f"{sign}{left_out(result)}. {steady}"


def _strongest(codes: pd.Series) -> tuple[int, str]:
    """The strongest word that is said of any, and of how many."""
    word = next((each for each in SCALE if (codes == each).any()), "")
    return int((codes == word).sum()), word


def _unproven(judged: pd.DataFrame, column: str) -> str:
    codes = judged.loc[judged[column] == UNTESTED, "regency_code"]
    if codes.empty:
        return ""
    if len(codes) > _MOST_NAMED:
        return _("; unproven in {n}", n=len(codes))
    return _("; unproven in {names}", names=", ".join(names_of(codes)))


def interval_note(result: Balance, certainty: pd.DataFrame, regency_code: str) -> str:
    """One regency's certainty in a sentence, for its card."""
    row = certainty[certainty["regency_code"] == regency_code]
    texts = certainty_texts(row)
    sign, steady = str(texts["sign_text"].iloc[0]), str(texts["steady_text"].iloc[0])
    if row["p_sign"].isna().all():
        return sign.capitalize()
    return _(
        "{name} {year}: {sign}; the next year the same sign: {steady}. {range} in 90 % of the "
        "results.",
        name=commodity_name(result.settings.commodity),
        year=year_text(result.settings.year),
        sign=sign,
        steady=steady,
        range=range_words(float(row["balance_p05_t"].iloc[0]), float(row["balance_p95_t"].iloc[0])),
    )


def scatter_note(commodity: str, own: Scatter) -> str:
    """Where the spread of a commodity's production comes from, with n, and what islands share."""
    name = commodity_name(commodity)
    if not own.is_enough:
        return _(
            "{name}: {n} comparable yearly changes are too few for a spread of its own; the "
            "general rule holds (assumption).",
            name=name,
            n=number(own.n_changes),
        )
    spread = _(
        "{name}: the spread of a production figure is {spread}, from its own yearly changes by "
        "regency, less what all have in common (n = {n}; doubtful figures left out). It holds "
        "real changes too and counts them as error.",
        name=name,
        spread=percent(own.spread_pct),
        n=number(own.n_changes),
    )
    if own.common_pct > 0:
        islands = _(
            "Regencies of one island group share {share} of it, as they share their weather "
            "(estimated, n = {n} pairs).",
            share=percent(own.common_pct),
            n=number(own.n_pairs),
        )
    else:
        islands = _(
            "Regencies of one island group do not move together in these figures (n = {n} pairs), "
            "so no common weather of an island is assumed.",
            n=number(own.n_pairs),
        )
    return f"{spread} {islands}"


def total_sentence(total: TotalInterval) -> str:
    """The balance of all known regencies with its range, in a sentence."""
    return _(
        "Sum of the balances in 90 % of the results: {range} ({known} of {total} regencies known).",
        range=range_words(total.balance_p05_t, total.balance_p95_t),
        known=total.n_known,
        total=total.n_total,
    )


def intervals_note() -> str:
    """How the intervals come about, and how their chart is read."""
    return _(
        "The balance is computed {n} times, each time with every input a little off, as far "
        "as its grade lets expect. Bar: 90 % of the results. Dot: the middle one. "
        "The paler the bar, the less sure the sign.",
        n=number(N_DRAWS),
    )


def input_word(group: str) -> str:
    """Group of inputs that has rules of its own."""
    if group == "shares":
        return _("shares for seed, feed, loss and eating out")
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
