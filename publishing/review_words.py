"""Words of the bureau's review: what a figure stands beside, what was decided, why it was not."""

from __future__ import annotations

from analysis.collection.known_figures import KnownFigure
from geo import places
from ntt_data.acceptance import Impossible
from ntt_data.store.collection_records import Review, Version
from publishing import hand_in_words, round_words, words
from publishing.code_words import code_word
from publishing.formats import moment, number, percent, year
from publishing.hand_in_words import plain_number
from publishing.language import _
from publishing.names import commodity_name
from publishing.sources import grade_word, source_names


def sheet_name(version: Version) -> str:
    """``Sikka: Pertanian, versi 2``."""
    return _(
        "{regency}: {sheet}, version {no}",
        regency=hand_in_words.regency(version.key),
        sheet=hand_in_words.sheet(version.key.sheet),
        no=number(version.no),
    )


def overtaken(no: int) -> str:
    """What the bureau is told of a version that was written without knowing the one before."""
    return _(
        "The office wrote versions {before} and {no} without knowing of each other. Both are kept, "
        "the earlier one in the history of this sheet; ask the office which one counts before you "
        "accept one.",
        before=number(no - 1),
        no=number(no),
    )


def state(code: str, figures: int, of_all: int) -> str:
    """What has become of a version, for anybody: ``services.review.Counted``."""
    return {
        "waiting": _("not accepted by the bureau yet"),
        "accepted": _("accepted by the bureau"),
        "partly": _(
            "accepted by the bureau in part: {n} of {all} answers",
            n=number(figures),
            all=number(of_all),
        ),
        "returned": _("returned by the bureau"),
        "replaced": _("was accepted; figures of another version count now"),
        "no_longer": _("was accepted; counts no more, and no other version does"),
    }[code]


def curated(value: float, of_year: int, source: str, grade: str, unit: str) -> str:
    """The curated figure of the same regency, form and year."""
    return _(
        "In the tables for {year}: {value} {unit} ({source}; grade {grade})",
        year=year(of_year),
        value=hand_in_words.rounded(value),
        unit=unit,
        source=", ".join(source_names([source])),
        grade=grade_word(grade),
    )


def difference(by: float, of: float, unit: str) -> str:
    """How far a figure is from the curated one, in its unit and in per cent of that."""
    sign = "+" if by > 0 else ""
    told = f"{sign}{plain_number(by)} {unit}".strip()
    return f"{told} ({sign}{percent(100 * by / of)})" if of else told


def known(figure: KnownFigure, unit: str) -> str:
    """What else is known of the same thing."""
    value = f"{hand_in_words.rounded(figure.value)} {unit}".strip()
    if figure.kind != "own_year":
        return f"{value}: {hand_in_words.held_against(figure)}"
    told = _(
        "{year}, {form}: {value} ({source}; grade {grade})",
        year=year(figure.year),
        form=code_word(figure.form),
        value=value,
        source=", ".join(source_names(figure.source_ids)),
        grade=grade_word(figure.grade),
    )
    return f"{told}, {words.flags(figure.flag)}" if figure.flag else told


def impossible(found: Impossible) -> str:
    """Why a figure is not accepted: which one, the limit, and what to do."""
    what = commodity_name(found.commodity)
    place = places.full_names().get(found.regency_code or "", "")
    value = plain_number(found.value)
    if found.table == "conversions":
        return _(
            "The coefficient of {commodity} that this round has brought along, {value}, cannot be: "
            "it lies between 0 and {limit}. Open a round with another one.",
            commodity=what,
            value=value,
            limit=plain_number(found.limit),
        )
    if found.table == "consumption":
        return _(
            "The norm of {commodity} that this round has brought along, {value} kg per head and "
            "year, cannot be: the limit is {limit}. Open a round with another one.",
            commodity=what,
            value=value,
            limit=plain_number(found.limit),
        )
    named = _(
        "{commodity}, {regency}, {year}: a production of {value} t cannot be",
        commodity=what,
        regency=place,
        year=year(found.year),
        value=value,
    )
    why = {
        "below": _("it is below zero"),
        "above": _(
            "it is more than {limit} t for each inhabitant", limit=plain_number(found.limit)
        ),
        "far_from_years": _(
            "it is more than {limit} times away from the usual {usual} t of other years",
            limit=plain_number(found.limit),
            usual=plain_number(found.usual),
        ),
    }[found.why]
    return _(
        "{named}: {why}. Return the version with a remark (decimal mark, unit), or accept the "
        "other figures alone.",
        named=named,
        why=why,
    )


def refusal(code: str, newest: Version | None = None) -> str:
    """Why nothing was decided, and what to do."""
    if code == "newer_version" and newest is not None:
        return _(
            "Nothing was decided: meanwhile version {no} was handed in ({moment}). It is shown "
            "now; whoever means the earlier one finds it in the history.",
            no=number(newest.no),
            moment=moment(newest.at),
        )
    return {
        "no_remark": _("Nothing was decided: write a remark first; the office reads it."),
        "no_figures": _("Nothing was decided: choose at least one figure."),
        "long_remark": _("Nothing was decided: the remark is longer than 1,000 signs."),
        "not_allowed": _("Nothing was decided: you are not signed in any more. Come in again."),
        "undone_before": _("Somebody else has taken this decision back already."),
    }.get(
        code,
        _(
            "The database cannot be reached; nothing is certain to be decided. Press again: it "
            "counts once."
        ),
    )


def decided(review: Review, version: Version, rehearsal: bool) -> str:
    """What was decided just now: of what, from which edition on, and when."""
    name, at = sheet_name(version), moment(review.at)
    if review.kind == "accepted":
        told = _(
            "Accepted: {name}, {n} of {all} answers, {moment}.",
            name=name,
            n=number(len(review.figures)),
            all=number(len(version.figures)),
            moment=at,
        )
    elif review.kind == "returned":
        told = _("Returned: {name}, {moment}. The office sees the remark.", name=name, moment=at)
    else:
        told = _("Taken back: the last decision about {name}, {moment}.", name=name, moment=at)
    holds = (
        _("No balance is changed by it.")
        if review.edition is None or rehearsal
        else _("It holds from edition {n} of the data on.", n=number(review.edition))
    )
    return f"{told} {holds}"


def decision(review: Review, of_all: int, undone: bool) -> str:
    """One line of the history: what was decided, by whom, when."""
    what = {
        "accepted": _(
            "accepted, {n} of {all} answers", n=number(len(review.figures)), all=number(of_all)
        ),
    }.get(review.kind) or round_words.decision(review.kind)
    told = f"{what}, {round_words.role(review.actor_role)}, {moment(review.at)}"
    later = _("taken back later")
    return f"{told} ({later})" if undone else told


def late(reason: str) -> str:
    """That a version came after the end, and why it could."""
    return _("Late entry; reopened because: {reason}", reason=reason)


def event(kind: str, place: str, at: str, reason: str) -> str:
    """One line of what happened to a round."""
    what = round_words.event(kind)
    return f"{at}: {' '.join(filter(None, [what, place]))}: {reason}"
