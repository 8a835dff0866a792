"""What the briefing of the province says over its sections, where no other page has the words."""

from __future__ import annotations

import pandas as pd

from analysis.leading.flagship import Flagships
from analysis.overview import Overview
from analysis.uncertainty.likelihood import SCALE
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, in_sentence
from publishing.sentences.certainty import likelihood_word
from publishing.sentences.flagship import flagship_headline


def title() -> str:
    """What the briefing is called."""
    return _("East Nusa Tenggara")


def years_shown(screen: Overview) -> str:
    """What it is about, and of which years: of each commodity the newest known most fully."""
    if not screen.briefs:
        return nothing_known()
    settings = [brief.answer.balance.settings for brief in screen.briefs]
    names = [f"{commodity_name(each.commodity)} {year_text(each.year)}" for each in settings]
    return _(
        "Food balances and cooperation between regencies: {names}",
        names=", ".join([names[0], *map(in_sentence, names[1:])]),
    )


def nothing_known() -> str:
    """Where no commodity is known of enough regencies."""
    return _("No commodity is known for half of the regencies or more yet.")


def map_alt(name: str, finding: str) -> str:
    """What the map shows; ``name``: commodity and year, ``finding``: its headline."""
    return _(
        "Map of {name}: balance of each regency, with modelled flows. {finding}.",
        name=in_sentence(name),
        finding=finding,
    )


def bars_title(name: str) -> str:
    """Over the bars of a balance; ``name``: commodity and year."""
    return _("{name}: balance of each regency, in tonnes", name=name)


def largest_title(name: str, n: int) -> str:
    """Over the table of the largest surpluses and deficits; ``name``: commodity and year."""
    return _(
        "{name}: the {n} largest surpluses and deficits at most, how sure and how steady they are",
        name=name,
        n=number(n),
    )


def suppliers_headline(commodity: str, suppliers: pd.DataFrame) -> str:
    """Of how many suppliers it is borne out that they stay suppliers the next year.

    ``suppliers``: rows in surplus of ``services.answer.certainty.certainty``.
    """
    name, total = commodity_name(commodity), number(len(suppliers))
    if suppliers.empty:
        return _("{name}: no known regency is in surplus", name=name)
    codes = suppliers["steady_word"]
    word = next((each for each in SCALE if (codes == each).any()), "")
    if not word:
        return _(
            "{name}: of none of {total} suppliers is it borne out that it stays one the next year",
            name=name,
            total=total,
        )
    return _(
        "{name}: {n} of {total} suppliers {word} stay suppliers the next year",
        name=name,
        n=number((codes == word).sum()),
        total=total,
        word=likelihood_word(word),
    )


def sectors_headline() -> str:
    """That the two schemes stay apart."""
    return _("Leading sectors: two schemes of ranks, which are never added up")


def flagships_headline(found: Flagships) -> str:
    """What leads most of the report's zones."""
    return _("Flagship of every zone: {finding}", finding=in_sentence(flagship_headline(found)))


def missing_headline() -> str:
    """Over what is not known and who knows it."""
    return _("What is missing or doubtful, and whom to ask")
