"""Slides of what names a commodity beside its sides: prices, animals, lists, reports, NTT."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from analysis.balance.known_sides import KnownSides
from geo.places import place_name, regencies
from ntt_data.tables import load
from publishing.briefing.basis import register_basis
from publishing.briefing.model import Section, Table
from publishing.code_words import code_word
from publishing.deck.model import DeckSlide
from publishing.files.framed import KeyFigure
from publishing.formats import coverage, number, rupiah, year_span
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.commodity import animals_table, province_table
from publishing.names import commodity_name, product_name
from publishing.sentences import deck_commodity as told
from publishing.sentences.commodity_records import quotas_compared
from publishing.sentences.prices import SURE_GRADES
from services import commodities
from services.deck.of_section import first_picture, first_table, short, slide_of
from services.month_prices import month_prices

Sections = Mapping[str, Section]


def records(known: KnownSides, sections: Sections) -> list[DeckSlide]:
    """All that there is; what there is not has no slide.

    Beside a balance neither prices alone, which stand there beside the freight, nor NTT as a whole.
    """
    has_balance = known.standing == "balance"
    return [
        *([] if has_balance else _levels(known, sections)),
        *([] if has_balance else _yearly_prices(known, sections)),
        *_animals(known, sections),
        *_listed(known, sections),
        *_flows(known, sections),
        *([] if has_balance else _province(known, sections)),
    ]


def _levels(known: KnownSides, sections: Sections) -> list[DeckSlide]:
    """Where it is dear and where cheap; a table where the months of regencies are known."""
    section = sections.get("prices")
    if section is None:
        return []
    name = commodity_name(known.commodity)
    prices = month_prices(known.commodity)
    against = told.levels_objection()
    if prices is None:
        # Beside prices of the regencies the province's own months say little.
        if "yearly-prices" in sections:
            return []
        finding, picture = told.province_prices_title(), first_picture(section)
        assert picture is not None
        assert picture.table is not None  # its months
        newest = picture.table.table.iloc[::-1].reset_index(drop=True)
        months = Table(picture.title, replace(picture.table, table=newest), picture.basis, 8)
        return [
            slide_of(section, "price-levels", told.titled(name, finding), name, against, months)
        ]
    table = first_table(sections["prices-table"])
    assert table is not None  # of prices by place
    year = prices.years[0]
    is_sure = prices.grade in SURE_GRADES
    means = prices.whole_years(year) if is_sure else pd.Series(dtype="float64")
    ends = [means.idxmax(), means.idxmin()] if len(means) > 1 else []
    return [
        slide_of(
            section,
            "price-levels",
            told.titled(name, told.levels_title(means)),
            name,
            against,
            short(table, ["place_name", "difference_pct", "n_known", "mean_idr_per_kg"]),
            [
                KeyFigure(
                    _("{price}/kg", price=rupiah(float(means[str(code)]))), place_name(str(code))
                )
                for code in ends
            ],
        )
    ]


def _yearly_prices(known: KnownSides, sections: Sections) -> list[DeckSlide]:
    section = sections.get("yearly-prices")
    if section is None:
        return []
    rows = commodities.yearly_prices(known.commodity)
    name, table = commodity_name(known.commodity), first_table(section)
    assert table is not None
    finding = told.yearly_prices_title(rows["regency_code"].nunique(), int(rows["year"].iloc[0]))
    return [
        slide_of(
            *(section, "price-year", told.titled(name, finding), name, told.levels_objection()),
            short(table, ["regency", "form_word", "value"]),
        )
    ]


def _animals(known: KnownSides, sections: Sections) -> list[DeckSlide]:
    """Quotas and shipments, then counts: neither is ever taken from the other."""
    section = sections.get("animals")
    if section is None:
        return []
    commodity, name = known.commodity, commodity_name(known.commodity)
    shipments = commodities.animal_shipments(commodity)
    counts = commodities.animal_counts(commodity)
    tables = iter([each for each in section.blocks if isinstance(each, Table)])
    made = []
    against = told.animals_objection()
    if len(shipments):
        table, quotas = next(tables), quotas_compared(shipments)
        title = told.shipments_title() if quotas.empty else told.quotas_title(quotas)
        if len(quotas):
            ordered = quotas.sort_values("value", ascending=False, kind="stable")
            covered = coverage(quotas["regency_code"].nunique(), len(regencies()))
            of_year = year_text(quotas["year"].iloc[0])
            table = replace(
                table,
                ready=animals_table(ordered.reset_index(drop=True)),
                basis=register_basis(quotas["source_id"], of_year, code_word("head"), covered),
            )
            columns = ["regency", "clash", "value"]
        else:
            columns = ["regency", "year", "measure_word", "unit_word", "value"]
        made.append(
            slide_of(
                section, "animals", told.titled(name, title), name, against, short(table, columns)
            )
        )
    if len(counts):
        alive = counts[counts["measure"] == "headcount"]
        made += _herds(alive if len(alive) else counts, next(tables), section, name)
    return made


def _herds(rows: pd.DataFrame, table: Table, section: Section, name: str) -> list[DeckSlide]:
    """Counts, the newest and largest first; sources that clash stand one below the other."""
    n = int(rows["regency_code"].nunique())
    ordered = rows.sort_values(
        ["year", "value"], ascending=False, kind="stable", na_position="last"
    ).reset_index(drop=True)
    years = [int(each) for each in rows["year"].dropna()]
    basis = register_basis(
        rows["source_id"],
        year_span(years) if years else "",
        code_word(str(rows["unit"].iloc[0])),
        coverage(n, len(regencies())),
    )
    finding = told.herds_title(n) if n else told.province_title()
    shown = replace(table, ready=animals_table(ordered), basis=basis)
    return [
        slide_of(
            *(section, "herds", told.titled(name, finding), name, told.animals_objection()),
            short(shown, ["regency", "year", "clash", "value"]),
        )
    ]


def _listed(known: KnownSides, sections: Sections) -> list[DeckSlide]:
    """Who ranks it, with the report's verdict."""
    section = sections.get("kpju")
    if section is None:
        return []
    rows = commodities.listed(known.commodity)
    n_lists = int(load("kpju")["regency_code"].nunique())
    name, table = product_name(known.commodity), first_table(sections["kpju-table"])
    assert table is not None
    several = ["item_word"] if rows["item"].nunique() > 1 else []
    columns = ["regency", "rank", *several, "verdict_words"]
    return [
        slide_of(
            *(section, "kpju", told.titled(name, told.listed_title(rows, n_lists)), name),
            *(told.listed_objection(), short(table, columns, if_few=["reason"])),
            [
                KeyFigure(
                    number(rows["regency_code"].nunique()),
                    _("of {n} lists of KPJu name it", n=number(n_lists)),
                ),
                KeyFigure(number(rows["rank"].min()), _("its highest rank")),
            ],
        )
    ]


def _flows(known: KnownSides, sections: Sections) -> list[DeckSlide]:
    """What others report, never beside modelled tonnes."""
    section = sections.get("reported_flows")
    if section is None:
        return []
    name, table = commodity_name(known.commodity), first_table(section)
    assert table is not None
    finding = told.flows_title(len(commodities.flows(known.commodity)))
    columns = ["origin", "destination", "period", "quantity"]
    return [
        slide_of(
            *(section, "flows", told.titled(name, finding), name, told.flows_objection()),
            short(table, columns, if_few=["remark"]),
        )
    ]


def _province(known: KnownSides, sections: Sections) -> list[DeckSlide]:
    """Figures of NTT as a whole: production where it is known, in one unit."""
    section = sections.get("provincial_figures")
    if section is None:
        return []
    rows = commodities.of_province(known.commodity)
    counted = rows["indicator"].value_counts()
    indicator = "production" if "production" in counted else str(counted.index[0])
    rows = rows[rows["indicator"] == indicator]
    unit = str(rows["unit"].value_counts().index[0])
    rows = rows[rows["unit"] == unit].reset_index(drop=True)
    years = [int(each) for each in rows["year"].dropna()]
    basis = register_basis(rows["source_id"], year_span(years) if years else "", code_word(unit))
    name = commodity_name(known.commodity)
    title = told.titled(name, told.province_title())
    table = Table(title, province_table(rows), basis)
    about = f"{name}, {code_word(indicator)}"
    return [
        slide_of(
            *(section, "ntt", title, about, told.province_objection()),
            short(table, ["year", "form_word", "value"]),
        )
    ]
