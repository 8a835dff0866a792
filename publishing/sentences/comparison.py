"""Two regencies side by side in words: what differs, never who does better."""

from __future__ import annotations

from collections.abc import Sequence

from geo.places import regency_names
from publishing import words
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, in_sentence, item_name, sector_names
from publishing.sentences.profile import RegencyBalance, unknown_because
from publishing.sentences.sectors import scheme_word


def compared_title(one: str, other: str) -> str:
    """Which two regencies stand side by side."""
    names = regency_names()
    return _("{one} and {other} side by side", one=names[one], other=names[other])


def balance_cell(row: RegencyBalance) -> str:
    """One side's balance: class, tonnes and share of the need, or why there is none."""
    if row.balance_class == "unknown":
        return f"{_('no data yet')}. {unknown_because(row)}"
    kind = words.balance_class(row.balance_class)
    if row.balance_class in ("doubtful", "not_comparable"):
        return kind
    return _(
        "{kind} {amount}; {share} of the need is available",
        kind=kind,
        amount=tonnes(abs(row.balance_t)),
        share=percent(100 * row.ratio, 0),
    )


def balances_compared_headline(
    one: str, other: str, pairs: Sequence[tuple[RegencyBalance, RegencyBalance]]
) -> str:
    """What one has too much of and the other too little, else for how many both are known."""
    names = regency_names()
    for left, right in pairs:
        kinds = (left.balance_class, right.balance_class)
        if kinds in (("surplus", "deficit"), ("deficit", "surplus")):
            has, lacks = (one, other) if kinds[0] == "surplus" else (other, one)
            return _(
                "{commodity} {year}: surplus in {has}, deficit in {lacks}",
                commodity=commodity_name(left.commodity),
                year=year_text(left.year),
                has=names[has],
                lacks=names[lacks],
            )
    known = sum("unknown" not in (a.balance_class, b.balance_class) for a, b in pairs)
    return _(
        "Balances: known of both for {n} of {total} commodities",
        n=number(known),
        total=number(len(pairs)),
    )


def sectors_compared_headline(one: str, other: str, schemes: tuple[str, str]) -> str:
    """Whether the two rankings can be read side by side; ``schemes`` "" where there is none."""
    names = regency_names()
    lacking = [
        names[code] for code, scheme in zip((one, other), schemes, strict=True) if not scheme
    ]
    if lacking:
        return _("Sectors: the report has no ranking of {names}", names=_(" and ").join(lacking))
    if schemes[0] != schemes[1]:
        return _("Sectors: the two are ranked by different schemes")
    return _("Sectors: both are ranked by the same scheme")


def schemes_differ(one: str, other: str, schemes: tuple[str, str]) -> str:
    """Why ranks of the two are not compared."""
    names = regency_names()
    return _(
        "{one} is ranked by {scheme}, {other} by {second}. A rank in one scheme says nothing about "
        "a rank in the other, so none is set beside another.",
        one=names[one],
        scheme=scheme_word(schemes[0]),
        other=names[other],
        second=scheme_word(schemes[1]),
    )


def first_sectors(regency_code: str, scheme: str, sectors: Sequence[str]) -> str:
    """The first of one regency's sectors, within its own scheme; ``sectors`` by rank."""
    known = sector_names(scheme)
    return _(
        "{regency}, {scheme}: {sectors}.",
        regency=regency_names()[regency_code],
        scheme=scheme_word(scheme),
        sectors=", ".join(f"{n}. {known[each]}" for n, each in enumerate(sectors, 1)),
    )


def kpju_compared_headline(
    one: str, other: str, shared: Sequence[str], lengths: tuple[int, int]
) -> str:
    """Which KPJu both lists have; ``lengths``: items of each list, 0 where there is none."""
    names = regency_names()
    lacking = [names[code] for code, n in zip((one, other), lengths, strict=True) if not n]
    if lacking:
        return _("KPJu: the report has no list of {names}", names=_(" and ").join(lacking))
    if not shared:
        return _("KPJu: the two lists have nothing in common")
    return _(
        "KPJu: {n} in both lists ({items})",
        n=number(len(shared)),
        items=", ".join(in_sentence(item_name(item)) for item in shared),
    )


def ask_for_list() -> str:
    """What a missing list means, and who takes it."""
    return _(
        "What the report does not list is unknown here, not absent. To supply it, send it with its "
        "source to the Biro Ekonomi dan Kerja Sama."
    )


def prices_compared_headline(
    one: str, other: str, year: int, n_dearer: int, n_cheaper: int, n_total: int
) -> str:
    """In how many goods one was dearer than the other, of those that a sentence is made of."""
    if not n_total:
        return _("Prices by month: too few months are known of both")
    names = regency_names()
    return _(
        "Prices in {year}, official or cross-checked: of {total} goods {dearer} dearer in {one}, "
        "{cheaper} dearer in {other}",
        year=year_text(year),
        total=number(n_total),
        dearer=number(n_dearer),
        one=names[one],
        cheaper=number(n_cheaper),
        other=names[other],
    )


def no_exchange(one: str, other: str) -> str:
    """Where the model has the two in no pair and no corridor together."""
    names = regency_names()
    return _(
        "By the model {one} and {other} are in no identified pair and no corridor together.",
        one=names[one],
        other=names[other],
    )


def exchange_headline(n: int) -> str:
    """Whether the two can supply each other by the model."""
    if not n:
        return _("Between the two: no exchange by the model")
    return _("Between the two: what they can supply each other by the model")


def comparison_method() -> str:
    """What standing side by side means here."""
    return _(
        "Side by side means: the same figure, year and unit. Larger or smaller is no verdict, and "
        "what is unknown on one side stays unknown."
    )
