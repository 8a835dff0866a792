"""Whether what a round asks can make a balance, and what it lacks, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.collection.needs import Needs
from publishing.code_words import code_word
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences.coverage import how_to_supply, missing_words

#: What tables, or the round itself, can supply.
_SUPPLIED = ("conversion", "population", "norm")


def needs_line(found: Needs) -> str:
    """Of one commodity: that its figures make a balance, or what keeps them from it."""
    name = commodity_name(found.item)
    told = {
        "name": name if found.form is None else f"{name}, {code_word(found.form)}",
        "year": year_text(found.year),
    }
    if "form" in found.missing:
        return _(
            "{name}: asked in no form, so it enters no balance; choose one with a form.", **told
        )
    if "not_comparable" in found.missing:
        return _(
            "{name}: no balance, since production and consumption norm count different things.",
            **told,
        )
    if found.missing:
        return _(
            "{name}: the balance of {year} cannot be computed yet; missing: {inputs}.",
            **told,
            inputs=missing_words(";".join(found.missing)),
        )
    return _("{name}: accepted figures of the whole year {year} make a balance.", **told)


def how_to_supply_needs(found: Sequence[Needs]) -> str:
    """What to write where for all that is missing; empty where nothing is that can be supplied."""
    lacking = {code for each in found for code in each.missing}
    missing = {code: _("all regencies") for code in _SUPPLIED if code in lacking}
    return how_to_supply(missing) if missing else ""


def part_of_year_line() -> str:
    """What becomes of figures of some months."""
    return _("Figures of some months enter a balance only when all twelve months are there.")
