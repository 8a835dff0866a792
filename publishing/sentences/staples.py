"""“Rice alone”: what the food security atlas says where the rice balance says deficit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.balance.food_ratio import ENOUGH_UP_TO, RiceAndStaples
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import joined_regencies

#: From this rank correlation on, two orders are called mostly alike.
_ALIKE = 0.5


def rice_alone(found: RiceAndStaples | None, n_deficit: int, year: int) -> str:
    """Beside a rice deficit: how many of those regencies have enough of all staples together.

    Empty where no regency is short of rice: there is nothing to put right.
    """
    if not n_deficit:
        return ""
    if found is None or not found.n_compared:
        return _(
            "**Rice alone.** This balance counts rice only. The food security atlas (FSVA) has no "
            "figure for {year} on rice, maize and tubers together.",
            year=year_text(year),
        )
    said = _(
        "**Rice alone.** This balance counts rice only. By FSVA {edition}, {fed} of {n} "
        "regencies short of rice have enough of rice, maize and tubers together; {lacking} have "
        "not.",
        edition=year_text(found.edition),
        fed=len(found.fed),
        n=found.n_compared,
        lacking=len(found.lacking),
    )
    silent = found.n_deficit - found.n_compared
    if not silent:
        return said
    more = _("No usable ratio for {n} more.", n=silent)
    return f"{said} {more}"


def regency_ratio(atlas: pd.DataFrame, regency_code: str, edition: int) -> str:
    """The atlas' figure of one regency in a sentence; empty where the edition has no row of it."""
    if regency_code not in atlas.index:
        return ""
    row = atlas.loc[regency_code]
    name = _("Rice, maize and tubers together (FSVA {edition})", edition=year_text(edition))
    if pd.isna(row["value"]):
        return _("{name}: no meaningful ratio, there are hardly any fields.", name=name)
    ratio = number(row["value"], 2)
    if not row["firm"]:
        return _(
            "{name}: ratio {ratio}, flagged as an outlier, so nothing is concluded from it.",
            name=name,
            ratio=ratio,
        )
    if row["value"] <= ENOUGH_UP_TO:
        return _("{name}: ratio {ratio}, enough (above 1 = lack).", name=name, ratio=ratio)
    return _("{name}: ratio {ratio}, a lack (above 1 = lack).", name=name, ratio=ratio)


def comparison_headline(found: RiceAndStaples) -> str:
    """How many regencies short of rice feed themselves on all staples, in the newest pairing."""
    return _(
        "Of {n} regencies short of rice in {year}, {fed} have enough of rice, maize and tubers "
        "together (FSVA {edition})",
        n=found.n_compared,
        year=year_text(found.balance_year),
        fed=len(found.fed),
        edition=year_text(found.edition),
    )


def comparison_sentences(found: RiceAndStaples) -> list[str]:
    """Who they are by name, one sentence for each group that is not empty."""
    lines = []
    if found.fed:
        lines.append(
            _("Short of rice, enough of all staples: {names}.", names=joined_regencies(found.fed))
        )
    if found.lacking:
        lines.append(
            _("Short of rice and of all staples: {names}.", names=joined_regencies(found.lacking))
        )
    silent = found.n_deficit - found.n_compared
    if silent:
        lines.append(_("Short of rice, without a usable ratio: {n}.", n=silent))
    return lines


def correlation_sentence(found: Sequence[RiceAndStaples]) -> str:
    """Whether the two order the regencies alike, over all pairings with a correlation."""
    known = [each.correlation for each in found if not np.isnan(each.correlation)]
    if not known:
        return _("No edition can be compared with a rice balance.")
    low, high = number(min(known), 2), number(max(known), 2)
    if min(known) >= _ALIKE:
        return _(
            "Rank correlation of the two lacks between {low} and {high}: who is worse off in rice "
            "is mostly worse off in all staples too, but the order is not the same.",
            low=low,
            high=high,
        )
    return _(
        "Rank correlation of the two lacks between {low} and {high}: the two do not order the "
        "regencies alike in every edition.",
        low=low,
        high=high,
    )


def comparison_note() -> str:
    """What the comparison rests on, and what it cannot say."""
    return _(
        "FSVA: normative consumption divided by net availability of rice, maize, cassava and "
        "sweet potato (grade B, a copy cross-checked for one edition). The year of its production "
        "is not stated; its poverty column equals BPS of the year before the edition, so that "
        "each edition stands beside the rice of its own year and of the year before. Editions "
        "are not one series. Left out: Kota Kupang, where the ratio has no meaning, and figures "
        "flagged as outliers. Rank correlation: Spearman, of the ratio and of rice needed / rice "
        "available. A regency with enough staples may still buy the rice that it prefers."
    )
