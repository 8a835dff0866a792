"""Tables that stand on slides: few columns, texts that can be read from a seat."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.leading.flagship import Flagships
from analysis.partnerships import Partnership
from geo.places import place_name
from publishing.briefing.model import Figure
from publishing.formats import number, percent
from publishing.language import _
from publishing.listings.partnerships import partnerships_table
from publishing.listings.profile import gaps_table
from publishing.names import joined_regencies, product_name
from publishing.sentences.deck_regency import asked
from publishing.tables import Column, ReadyTable


def standing_table(figures: Sequence[Figure]) -> ReadyTable:
    """Key figures with their year, their place in words and the median."""
    table = pd.DataFrame(
        {
            "name": [each.name for each in figures],
            "value": [each.value for each in figures],
            "year": [each.basis.years for each in figures],
            "place": [each.place for each in figures],
            "median": [
                number(
                    float(pd.Series(dict(each.amounts), dtype="float64").median()), each.decimals
                )
                for each in figures
            ],
        }
    )
    columns = {
        "name": Column(_("Figure")),
        "value": Column(_("Value")),
        "year": Column(_("Year")),
        "place": Column(_("Among the 22 regencies")),
        "median": Column(_("Median")),
    }
    return ReadyTable(table, columns)


def supplies_table(found: Sequence[tuple[Partnership, str]]) -> ReadyTable:
    """Pairs and corridors of several regencies, each once, with where it runs in words."""
    table = partnerships_table([each for each, _reach in found])
    rows = table.table.assign(
        supplier=[_places(each.supply.origins) for each, _reach in found],
        receiver=[_places(each.supply.destinations) for each, _reach in found],
        reach=[reach for _each, reach in found],
    )
    columns = {
        "name": table.columns["name"],
        "supplier": Column(_("Supplier")),
        "receiver": Column(_("Receiver")),
        "amount": table.columns["amount"],
        "class_word": table.columns["class_word"],
        "year": table.columns["year"],
        "reach": Column(_("Where")),
    }
    return ReadyTable(rows, columns, table.remark)


def _places(codes: Sequence[str]) -> str:
    return ", ".join(map(place_name, codes))


def flagship_ranking(found: Flagships, zone_id: str, most: int) -> ReadyTable:
    """The first products of a zone with their share of points and the lists that name them."""
    rows = found.ranking[found.ranking["zone_id"] == zone_id].head(most)
    table = rows.assign(
        name=rows["product"].map(product_name),
        have=[
            _("{k} of {n}", k=number(k), n=number(n))
            for k, n in zip(rows["n_regencies"], rows["n_listed"], strict=True)
        ],
        share=[percent(share, 0) for share in rows["points_share_pct"]],
        regencies=[joined_regencies(str(codes).split(";")) for codes in rows["regency_codes"]],
    )
    columns = {
        "zone_rank": Column(_("Rank"), 0),
        "name": Column(_("Product")),
        "share": Column(_("Share of points")),
        "have": Column(_("Lists with it")),
        "regencies": Column(_("Whose lists")),
    }
    return ReadyTable(table, columns)


def first_sectors_table(rows: Sequence[tuple[str, str, Sequence[str]]]) -> ReadyTable:
    """Regency, scheme in words and its first three sectors; "" where there is none."""
    table = pd.DataFrame(
        [
            {"regency": name, "scheme": scheme}
            | {f"place_{n}": sector for n, sector in enumerate(sectors, 1)}
            for name, scheme, sectors in rows
        ]
    )
    columns = {
        "regency": Column(_("Regency")),
        "scheme": Column(_("Scheme")),
        **{f"place_{n}": Column(_("Rank {n}", n=number(n))) for n in (1, 2, 3)},
    }
    return ReadyTable(table.reindex(columns=list(columns)), columns)


def missing_table(gaps: pd.DataFrame, beside: Sequence[tuple[str, str, str]]) -> ReadyTable:
    """What is missing and who has it: first ``beside`` (what, what of it, who), then the gaps.

    ``gaps`` as ``services.profile.gaps`` gives them, with ``office`` and, of several regencies,
    ``where``.
    """
    listed = gaps_table(gaps).table.assign(whom=gaps["office"].map(asked))
    columns = {
        "name": Column(_("What")),
        "lacking": Column(_("Missing")),
        **({"where": Column(_("Where"))} if "where" in gaps else {}),
        "whom": Column(_("Who has it")),
    }
    first = pd.DataFrame(beside, columns=["name", "lacking", "whom"])
    table = pd.concat([first, listed]).reindex(columns=list(columns))
    return ReadyTable(table.reset_index(drop=True), columns)
