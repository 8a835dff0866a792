"""What is said of a balance that is known for the province alone."""

from __future__ import annotations

from analysis.balance.provincial import ProvincialBalance
from publishing import words
from publishing.formats import number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name
from publishing.sentences.balance import worded_balance


@once_per_language(maxsize=64)
def provincial_line(found: ProvincialBalance) -> str:
    """The balance of the province in one sentence, with what it does not say."""
    return _(
        "{name} {year}, the province as a whole: available {have}, need {need}, {balance}. "
        "No regency's figure of {year} is known (0 of 22), so it is on no map and has no pairs.",
        name=commodity_name(found.commodity),
        year=year_text(found.year),
        have=tonnes(found.available_t),
        need=tonnes(found.need_t),
        balance=worded_balance(found.balance_t),
    )


def year_of_the_province_alone(found: ProvincialBalance) -> str:
    """Why a year cannot be chosen where balances by regency are; a clause."""
    return _(
        "{year} is known for the province as a whole only and has no balance by regency",
        year=year_text(found.year),
    )


@once_per_language(maxsize=64)
def provincial_basis(found: ProvincialBalance, other_series: frozenset[str]) -> str:
    """What it is computed from, what in it is assumed, and whether other years count alike.

    ``other_series``: the population series of the balances by regency.
    """
    computed = _(
        "{production} of {form} × {conversion} t/t; {people} people ({series}) × {norm} kg.",
        production=tonnes(found.production_t),
        form=words.form(found.production_form),
        conversion=number(found.conversion, 4),
        people=number(found.population),
        series=words.population_series(found.population_series),
        norm=number(found.norm_kg, 2),
    )
    said = [computed]
    assumed = "; ".join(assumptions(found))
    if assumed:
        said.append(_("Assumed in it: {list}.", list=assumed))
    if found.population_series not in other_series:
        said.append(
            _(
                "The years by regency count people by another series: the difference to them is "
                "not of harvest and consumption alone."
            )
        )
    return " ".join(said)


def assumptions(found: ProvincialBalance) -> list[str]:
    """What in it is assumed, each a clause; none where all is known."""
    said = []
    if found.coefficient_year not in (None, found.year):
        said.append(_("the coefficient is that of {year}", year=year_text(found.coefficient_year)))
    if found.coefficient_basis == "assumption":
        said.append(words.assumed("coefficient"))
    if found.norm_basis != "scaled":
        said.append(words.assumed(f"norm_{found.norm_basis}"))
    if not found.eaten_out_basis:
        said.append(words.assumed("no_eaten_out"))
    elif found.eaten_out_basis == "assumption":
        said.append(
            _(
                "eaten outside the home: {share} of the norm",
                share=percent(100 * found.eaten_out, 1),
            )
        )
    return said
