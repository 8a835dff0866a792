"""Evidence in words: why this supplier, why this receiver, how they reach each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.balance.product_demand import GOODS
from analysis.leading.kpju import FAVOURABLE, NOT_JUDGED
from geo.places import regency_names
from ntt_data.tables import load
from pages.cooperation.partners import indications
from pages.ui.kpju import item_name, verdict_word
from publishing.code_words import code_word
from publishing.formats import number, rupiah
from publishing.formats import year as year_text
from publishing.language import _, ngettext
from publishing.names import commodity_name
from publishing.sources import split_ids


def product_name(product: str) -> str:
    """Name of a product: of the commodity, else of the item; rice is listed as paddy."""
    if product == "rice":
        return _("Rice (paddy)")
    name = commodity_name(product)
    return name if name != product else item_name(product)


def in_sentence(name: str) -> str:
    """A product's name inside a sentence."""
    return name[:1].lower() + name[1:]


def joined_products(products: Iterable[str]) -> str:
    """Names of products as one subject: "Cattle and pig"."""
    first, *more = [product_name(product) for product in products]
    return _(" and ").join([first, *map(in_sentence, more)])


def names(codes: Iterable[str]) -> str:
    """Names of regencies in the order given, joined."""
    return ", ".join(regency_names()[code] for code in codes)


def indication_word(code: str) -> str:
    """How firm a complementary pair is."""
    return {"strong": _("strong"), "moderate": _("moderate"), "weak": _("weak")}[code]


def no_pair_reason(code: str) -> str:
    """Why a product is in no complementary pair."""
    return {
        "serves_own_place": _("serves its own place; not carried or offered elsewhere"),
        "nobody_strong": _("no regency has it at rank 1–3 or with a favourable verdict"),
        "no_demand_known": _("no sign of demand in the tables: no norm, price, report or visitors"),
        "all_have_it": _("every list has it"),
    }[code]


def kilometres(row: Any) -> str:
    """Length and ferries of a path in words."""
    if pd.isna(row.cost_idr_per_t):
        return _("no open road or sea path")
    km = number(row.distance_km)
    if row.crossings == 0:
        return _("{km} km by road, no ferry", km=km)
    return ngettext(
        "{km} km, of them {sea} km at sea; one crossing",
        "{km} km, of them {sea} km at sea; {n} crossings",
        int(row.crossings),
        km=km,
        sea=number(row.sea_km),
    )


def supply_sentences(pair: Any) -> list[str]:
    """What makes the supplier strong, and what speaks against it."""
    name, product = regency_names()[pair.supplier], in_sentence(product_name(pair.product))
    said = [
        _(
            "{product} stands at rank {rank} of 10 in the KPJu list of {name}.",
            product=product[:1].upper() + product[1:],
            rank=number(pair.rank),
            name=name,
        )
    ]
    if pair.verdict == NOT_JUDGED:
        said.append(_("The report does not judge it, which is no verdict."))
    elif pair.verdict in FAVOURABLE:
        said.append(_("The report's verdict: {verdict}.", verdict=verdict_word(pair.verdict)))
    else:
        said.append(
            _("Caution: the report's verdict is {verdict}.", verdict=verdict_word(pair.verdict))
        )
    return said


def demand_sentences(pair: Any) -> list[str]:
    """What speaks for a demand at the receiver's."""
    codes, name = set(pair.demand_codes.split(";")), regency_names()[pair.receiver]
    good = (
        in_sentence(commodity_name(GOODS[pair.product].commodity)) if pair.product in GOODS else ""
    )
    said = [
        _(
            "{product} is not among the ten KPJu of {name}; it may still be produced there.",
            product=product_name(pair.product),
            name=name,
        )
    ]
    if pair.reported_pair:
        said.append(_("Exactly this flow is reported; the amounts are not used here."))
    elif "reported_flow" in codes:
        said.append(_("It is reported that such goods are brought there."))
    if "reported_demand" in codes:
        said.append(_("The report speaks of market demand there."))
    if "consumed" in codes:
        row = _figure(pair, "consumed")
        sentence = _(
            "{value} {unit} of {good} are eaten there ({year})",
            value=number(row["value"], 1),
            unit=code_word(row["unit"]),
            good=good,
            year=year_text(row["year"]),
        )
        more = _(", more than in the middle regency.") if "consumed_more" in codes else "."
        said.append(sentence + more)
    said += _price_sentences(pair, good)
    if "tourism" in codes:
        said += visitor_sentences(pair.receiver)
    return said


def visitor_sentences(regency_code: str) -> list[str]:
    """What the report says of visitors; how many come is not known."""
    row = indications.visitors().set_index("regency_code").loc[regency_code]
    words = {
        "priority_destination": _("It is a national priority destination."),
        "new_destination": _("It has a newly designated tourist destination."),
        "tourism_sector": _(
            "Tourism or lodging ranks {rank} among its sectors.", rank=number(row["sector_rank"])
        ),
        "tourism_kpju": _("Tourism is among its own KPJu."),
    }
    return [words[code] for code in row["codes"].split(";") if code]


def pair_sources(pair: Any) -> list[str]:
    """Where the evidence comes from."""
    rows = _evidence(pair)
    report = load("kpju")["source_id"].unique().tolist()
    return split_ids([*rows["source_ids"], *report])


def _price_sentences(pair: Any, good: str) -> list[str]:
    if "priced" not in pair.demand_codes.split(";"):
        return []
    row = _figure(pair, "priced")
    price = _(
        "Price of {good} there: {price}/kg ({year}).",
        good=good,
        price=rupiah(row["value"]),
        year=year_text(row["year"]),
    )
    if pair.price_support == "unknown":
        return [price]
    gap = pair.price_gap_idr_per_kg
    freight = rupiah(pair.freight_idr_per_kg)
    if pair.price_support == "covers_freight":
        return [
            price,
            _(
                "That is {gap}/kg more than at the supplier's and covers the freight of "
                "{freight}/kg.",
                gap=rupiah(gap),
                freight=freight,
            ),
        ]
    if gap <= 0:
        return [price, _("That is no more than at the supplier's: it does not pay the freight.")]
    return [
        price,
        _(
            "The price difference to the supplier ({gap}/kg) does not cover the freight of "
            "{freight}/kg.",
            gap=rupiah(gap),
            freight=freight,
        ),
    ]


def _evidence(pair: Any) -> pd.DataFrame:
    rows = indications.demand()
    return rows[(rows["product"] == pair.product) & (rows["regency_code"] == pair.receiver)]


def _figure(pair: Any, code: str) -> pd.Series:
    rows = _evidence(pair)
    return rows[rows["code"] == code].iloc[0]
