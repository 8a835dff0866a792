"""Gateways that reports name and the model never uses, in sentences."""

from __future__ import annotations

import pandas as pd

from analysis.matching.unused_gateways import UnusedGateway
from geo.places import place_name
from publishing.formats import number, rupiah
from publishing.language import _
from publishing.names import commodity_name, in_sentence, joined_regencies
from publishing.sentences.coverage import year_ranges


def headline(found: UnusedGateway) -> str:
    """What is reported and what the model says, in one sentence."""
    periods = found.reports["period"].dropna().astype("str").str[:4]
    return _(
        "{name} from {places}: {n} reports ({reported}), in the model nothing in any year "
        "({modelled})",
        name=commodity_name(found.commodity),
        places=", ".join(dict.fromkeys(map(str, found.reports["origin_literal"]))),
        n=number(len(found.reports)),
        reported=year_ranges(sorted({int(year) for year in periods if year.isdigit()})) or "–",
        modelled=year_ranges(list(found.years)),
    )


def reasons(found: UnusedGateway) -> list[str]:
    """Why the model brings nothing that way; what holds is said, nothing else."""
    gateways = _(" and ").join(map(place_name, found.gateways))
    lines = []
    reached = found.buying.dropna(subset=["extra_idr_per_t"])
    if len(reached) and reached["extra_idr_per_t"].iloc[0] > 0:
        nearest = reached.iloc[0]
        lines.append(
            _(
                "Whoever buys outside in the model buys where freight is least. By {gateways} it "
                "costs at least {extra} a kg more: {regency} ({year}) is served by {used}. A price "
                "lower by that much there would turn it over.",
                gateways=gateways,
                extra=rupiah(nearest["extra_idr_per_t"] / 1000),
                regency=place_name(nearest["destination"]),
                year=int(nearest["year"]),
                used=place_name(nearest["gateway"]),
            )
        )
    if found.cheapest_for:
        lines.append(
            _(
                "By {gateways} freight from outside is least for {names}; in the years modelled "
                "they buy no {good} outside.",
                gateways=gateways,
                names=joined_regencies(found.cheapest_for),
                good=in_sentence(commodity_name(found.commodity)),
            )
        )
    lines.append(
        _(
            "The model compares freight alone, as if the goods cost the same at every gateway, "
            "and reckons what would be cheapest. What was moved for another reason, a price or "
            "an order to even out public stocks, it cannot show. The miss stands."
        )
    )
    return lines


def report_lines(reports: pd.DataFrame) -> list[str]:
    """One line per report, of the table of ``listings.unused_gateways``."""
    return [
        _(
            "{flow}, {period}: {origin} → {destination}, {quantity}; {note}",
            **{str(name): "–" if pd.isna(value) else value for name, value in row.items()},
        )
        for row in reports.to_dict("records")
    ]
