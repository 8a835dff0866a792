"""What a round has changed, in sentences: classes and certain pairs, before and now."""

from __future__ import annotations

from analysis.collection.effect import Effect, State
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _, ngettext
from publishing.names import commodity_name, in_sentence
from publishing.sentences.coverage import missing_words

#: Classes in the order in which they are counted out; the first is always said.
_CLASSES = ("surplus", "deficit", "balanced", "doubtful", "not_comparable", "unknown")


def effect_line(found: Effect, rehearsal: bool) -> str:
    """``Setelah 14 laporan: 9 daerah surplus jagung; 3 pasangan baru`` for one commodity.

    Pairs are only those whose tonnes are the same in every best answer. Of a ``rehearsal`` it is
    said as what would be.
    """
    n = len(found.receipts)
    if not n:
        return _(
            "{name} {year}: what was accepted enters no balance: months of which no year is whole "
            "yet, a form that the balance does not use, or another round's figure counts.",
            name=commodity_name(found.commodity),
            year=year_text(found.year),
        )
    reports = ngettext("{n} report", "{n} reports", n)
    if found.now.missing:
        return _(
            "After {reports}: the balance of {name} {year} cannot be computed yet; missing: "
            "{inputs}.",
            reports=reports,
            name=in_sentence(commodity_name(found.commodity)),
            year=year_text(found.year),
            inputs=missing_words(";".join(found.now.missing)),
        )
    said = f"{_classes_words(found)}; {_pairs_words(found)}{assumed_words(found.now)}"
    if rehearsal:
        return _("Rehearsal: after {reports} it would be: {said}.", reports=reports, said=said)
    return _("After {reports}: {said}.", reports=reports, said=said)


def assumed_words(state: State) -> str:
    """Behind a balance: which of its inputs are an assumption; empty where none is."""
    if not state.assumed:
        return ""
    return " " + _("(assumption: {inputs})", inputs=missing_words(";".join(state.assumed)))


def _classes_words(found: Effect) -> str:
    name, year = in_sentence(commodity_name(found.commodity)), year_text(found.year)
    counts = {code: found.now.count(code) for code in _CLASSES}
    surplus = ngettext(
        "{n} regency has a surplus of {name} {year}",
        "{n} regencies have a surplus of {name} {year}",
        counts["surplus"],
        name=name,
        year=year,
    )
    before = found.before.count("surplus")
    if not found.before.missing and before != counts["surplus"]:
        surplus += " " + _("(before: {n})", n=number(before))
    others = [class_count(code, n) for code, n in counts.items() if n and code != "surplus"]
    return ", ".join([surplus, *others])


def class_count(code: str, n: int) -> str:
    """How many regencies are of a class, behind a count that has named them."""
    return {
        "deficit": _("{n} a deficit", n=number(n)),
        "balanced": _("{n} in balance", n=number(n)),
        "doubtful": _("{n} doubtful", n=number(n)),
        "not_comparable": _("{n} not comparable", n=number(n)),
        "unknown": _("{n} not known", n=number(n)),
    }[code]


def _pairs_words(found: Effect) -> str:
    new, gone = len(found.new_pairs), len(found.gone_pairs)
    if not new and not gone:
        if found.now.pairs:
            return _("certain pairs as before")
        return _("no certain pair")
    if not new:
        return ngettext("{n} certain pair no more", "{n} certain pairs no more", gone)
    said = ngettext("{n} new certain pair", "{n} new certain pairs", new)
    return ", ".join([said, *([_("{n} no more", n=number(gone))] if gone else [])])


def effect_note() -> str:
    """What the sentences count, and what they do not say."""
    return _(
        "Reports are those of which the bureau has accepted a figure of production. A regency "
        "without a figure is not known, and not zero. A certain pair is one whose tonnes are the "
        "same in every best answer of the model; it is no agreement. Before: the same year without "
        "what was accepted in this round."
    )
