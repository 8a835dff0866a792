"""What can be said of a commodity without a balance, in sentences that claim no balance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.balance.one_sided import (
    TOLERANCE_PCT,
    BesideGroup,
    GroupVerdict,
    HouseholdShare,
    Marketed,
)
from geo.places import place_name, regencies
from publishing import words
from publishing.formats import coverage, number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, current_language
from publishing.names import commodity_name, in_sentence, joined_regencies

_NAMED = 5  # a sentence names up to so many of those who produce most


def nature_note() -> str:
    """What none of these sentences is."""
    return _(
        "These commodities have no balance: production or need is lacking, or counts something "
        "wider. What follows rests on one side alone; it is no surplus or deficit, and no pair of "
        "regencies is formed from it."
    )


def group_headline(found: BesideGroup) -> str:
    """Who produces more of one commodity than is needed of its whole group, and how sure it is."""
    name, year = commodity_name(found.commodity), year_text(found.year)
    certain = found.with_verdict("exceeds")["regency_code"]
    doubtful = found.with_verdict("doubtful")["regency_code"]
    if len(certain):
        return _(
            "{name} {year}: {who} produce more than is needed of all pulses there",
            name=name,
            year=year,
            who=_(" and ").join(map(place_name, certain)),
        )
    if len(doubtful):
        return _(
            "{name} {year}: in {who} production exceeds the printed need of all pulses, but a "
            "figure is in doubt",
            name=name,
            year=year,
            who=_(" and ").join(map(place_name, doubtful)),
        )
    return _(
        "{name} {year}: no regency is known to produce more than is needed of all pulses",
        name=name,
        year=year,
    )


def group_lines(found: BesideGroup) -> list[str]:
    """One sentence per regency above the need of the group, with what would turn it over."""
    lines = []
    verdicts: tuple[GroupVerdict, ...] = ("exceeds", "doubtful")
    for verdict in verdicts:
        for row in found.with_verdict(verdict).to_dict("records"):
            said = _(
                "{regency}: {production} of {name}, {per_head} kg a head; need of all pulses "
                "{norm} kg a head. It holds as long as a head needs less than {per_head} kg of "
                "pulses a year.",
                regency=place_name(row["regency_code"]),
                production=tonnes(row["production_t"]),
                name=in_sentence(commodity_name(found.commodity)),
                per_head=number(row["per_head_kg"], 1),
                norm=number(row["norm_kg"], 1),
            )
            lines.append(f"{said} {_doubt(row)}".rstrip())
    return lines


def _doubt(row: Mapping[Any, Any]) -> str:
    """What is known against the figures of one regency; empty where nothing is."""
    said = []
    if row["doubts_norm"]:
        note = row["norm_note_en" if current_language() == "en" else "norm_note"]
        said.append(_("Need in doubt: {why}.", why=str(note).rstrip(".")))
    if row["doubts_production"]:
        said.append(_("Production in doubt: it lies far from the other years or is flagged."))
    if row["doubts_population"]:
        said.append(_("Population in doubt."))
    return " ".join([*said, _("So no surplus is certain.")]) if said else ""


def group_note(found: BesideGroup) -> str:
    """How it was worked out, and what the other regencies are."""
    silent, unknown = len(found.with_verdict("silent")), len(found.with_verdict("unknown"))
    text = _(
        "Production and population ({series}) of {year}, need of {norm_year}; seed, feed and "
        "losses are not taken off.",
        series=words.population_series(found.population_series),
        year=year_text(found.year),
        norm_year=year_text(found.norm_year),
    )
    if silent:
        text += " " + _(
            "In {n} regencies production does not exceed the need of all pulses by more than "
            "{tolerance}: that is neither surplus nor deficit of {name}.",
            n=number(silent),
            tolerance=percent(TOLERANCE_PCT, 0),
            name=in_sentence(commodity_name(found.commodity)),
        )
    if unknown:
        text += " " + _("Of {n} a figure is lacking.", n=number(unknown))
    return text


def market_headline(found: Marketed) -> str:
    """How much is produced to be sold."""
    return _(
        "{name} {year}: {total} to market, from {n} regencies with usable figures",
        name=commodity_name(found.commodity),
        year=year_text(found.year),
        total=tonnes(found.total_t),
        n=number(found.table["sound"].sum()),
    )


def market_lines(found: Marketed) -> list[str]:
    """Who produces most, who is left out, and what is not counted."""
    sound = found.table[found.table["sound"]].head(_NAMED)
    lines = [
        _(
            "Most: {who}.",
            who=", ".join(
                f"{place_name(code)} {tonnes(value)}"
                for code, value in sound[["regency_code", "production_t"]].to_numpy()
            ),
        )
    ]
    left_out = found.table.loc[~found.table["sound"], "regency_code"]
    if len(left_out):
        lines.append(
            _(
                "Left out of the total, as a figure repeats the year before, is flagged or lies "
                "far from the other years: {who}. With them {total}.",
                who=joined_regencies(left_out),
                total=tonnes(found.total_with_doubtful_t),
            )
        )
    lines.append(
        _(
            "Figures exist for {coverage}; the others are not known. Of what is needed at home "
            "there is no figure, so nothing is taken off for it.",
            coverage=coverage(len(found.table), len(regencies())),
        )
    )
    return lines


def share_headline(found: HouseholdShare) -> str:
    """What households eat in per cent of what the province produces."""
    return _(
        "{name}, all of NTT: households eat the equivalent of {share} of production ({year})",
        name=commodity_name(found.commodity),
        share=percent(found.share_pct, 0),
        year=year_text(found.year),
    )


def share_lines(found: HouseholdShare) -> list[str]:
    """The two sides, and what is in neither."""
    return [
        _(
            "Produced {production} of dry shelled maize in {year}, by the area sampling frame "
            "(KSA) of BPS; households ate {eaten} at home in {eaten_year}, norm times population "
            "({series}) over {coverage}.",
            production=tonnes(found.production_t),
            year=year_text(found.year),
            eaten=tonnes(found.eaten_t),
            eaten_year=year_text(found.eaten_year),
            series=words.population_series(found.population_series),
            coverage=coverage(found.n, len(regencies())),
        ),
        _(
            "The rest is no surplus: feed, seed, losses, meals away from home and sales are not "
            "in it, nor is maize eaten fresh, for which no coefficient to dry maize is known. "
            "Production by regency is not known, so there is no balance and no pair."
        ),
    ]
