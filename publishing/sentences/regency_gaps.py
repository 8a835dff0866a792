"""What is missing or doubtful in what is told of one regency, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from publishing import words
from publishing.formats import number
from publishing.language import _
from publishing.names import commodity_name, in_sentence
from publishing.sentences.next_steps import office_words

#: Up to so many commodities of one office are named.
_NAMED = 5


def gap_lines(gaps: pd.DataFrame, n_named: int, offices: Mapping[str, str]) -> list[str]:
    """Commodities of the regency's list without a balance, by whom to ask; then how many others.

    ``gaps`` as ``services.profile.gaps`` gives them, ``n_named`` commodities in the list,
    ``offices`` by commodity.
    """
    listed = gaps[gaps["kpju_rank"].notna()]
    lines = []
    office = listed["commodity"].map(offices)
    for (missing, whom), rows in listed.groupby(["missing", office], sort=False):
        inputs = [code for code in str(missing).split(";") if code]
        said = _(
            "{names}: not known here: {inputs}.",
            names=_names(list(rows["commodity"])),
            inputs=", ".join(words.balance_input(code) for code in inputs),
        )
        if "production" in inputs:
            said += " " + _("For the production ask {office}.", office=office_words(str(whom)))
        lines.append(said)
    others = len(gaps) - len(listed)
    if others and not n_named:
        lines.append(
            _(
                "{n} commodities have no balance here; no list of leading products puts one of "
                "them before the others.",
                n=number(others),
            )
        )
    elif others:
        lines.append(
            _(
                "{n} more commodities have no balance here; its list of leading products does not "
                "name them.",
                n=number(others),
            )
        )
    return lines


def _names(commodities: Sequence[str]) -> str:
    first, *more = [commodity_name(code) for code in commodities[:_NAMED]]
    named = ", ".join([first, *map(in_sentence, more)])
    rest = len(commodities) - _NAMED
    return named if rest <= 0 else _("{names} and {n} more", names=named, n=number(rest))


def nothing_of(kind: str) -> str:
    """That nothing was found is unknown, not zero; and whom to ask."""
    return {
        "shipments": _(
            "No quota and no shipment of this regency was found: unknown, not zero. Ask {office}, "
            "and send the figure with its source to the Biro Ekonomi dan Kerja Sama.",
            office=office_words("livestock"),
        ),
        "herds": _(
            "No count of this regency's animals was found: unknown, not zero. Ask {office}, and "
            "send the figure with its source to the Biro Ekonomi dan Kerja Sama.",
            office=office_words("livestock"),
        ),
        "staples": _(
            "The food security atlas has no figure on rice, maize and tubers together for this "
            "year: unknown, not zero."
        ),
        "kpju": _(
            "For this regency the report gives neither a list of ten KPJu nor verdicts. Once a "
            "list exists, send it with its source to the Biro Ekonomi dan Kerja Sama."
        ),
        "sectors": _("The report has no ranking of its sectors."),
        "findings": _("Beyond its rankings the report says nothing on this regency."),
        "printed": _(
            "Section 5 of the report prints no figures on this regency beyond its rankings."
        ),
    }[kind]


def not_complete() -> str:
    """The same in few words."""
    return _("The list is not complete: what is not in it is unknown.")


def agreements_note() -> str:
    """That the list of agreements is not complete."""
    return _(
        "What was found since 2011, with what became of it as far as known; the list is not "
        "complete, and what is not in it is unknown. Whoever knows of another one sends it with "
        "its source to the Biro Ekonomi dan Kerja Sama."
    )
