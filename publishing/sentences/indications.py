"""Complementary pairs in words: why this supplier, why this receiver, how they reach each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from analysis.balance.product_demand import GOODS
from analysis.leading.kpju import FAVOURABLE, NOT_JUDGED
from geo.places import regency_names
from ntt_data.tables import load
from publishing.code_words import code_word
from publishing.formats import number, rupiah
from publishing.formats import year as year_text
from publishing.language import _, ngettext
from publishing.names import commodity_name, in_sentence, product_name
from publishing.rows import record
from publishing.sentences.kpju import verdict_word
from publishing.sources import split_ids


@dataclass(frozen=True)
class ComplementaryPair:
    """A row of ``complementary_pairs``, see there."""

    product: str
    family: str
    supplier: str
    receiver: str
    indication: str
    rank: int
    verdict: str
    demand_codes: str
    reported_pair: bool
    price_gap_idr_per_kg: float
    freight_idr_per_kg: float
    price_support: str
    cost_idr_per_t: float
    distance_km: float
    sea_km: float
    crossings: float


@dataclass(frozen=True, eq=False)
class DemandEvidence:
    """What speaks for a demand: rows of ``demand_evidence``, and of ``tourism_need``."""

    signs: pd.DataFrame
    visitors: pd.DataFrame

    def of(self, pair: ComplementaryPair) -> pd.DataFrame:
        """The signs for one product at one receiver."""
        rows = self.signs
        return rows[(rows["product"] == pair.product) & (rows["regency_code"] == pair.receiver)]


class Path(Protocol):
    """A cheapest path; lengths are missing where none is open."""

    @property
    def cost_idr_per_t(self) -> float: ...  # noqa: D102
    @property
    def distance_km(self) -> float: ...  # noqa: D102
    @property
    def sea_km(self) -> float: ...  # noqa: D102
    @property
    def crossings(self) -> float: ...  # noqa: D102


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


def kilometres(path: Path) -> str:
    """Length and ferries of a path in words."""
    if pd.isna(path.cost_idr_per_t):
        return _("no open road or sea path")
    km = number(path.distance_km)
    if path.crossings == 0:
        return _("{km} km by road, no ferry", km=km)
    return ngettext(
        "{km} km, of them {sea} km at sea; one crossing",
        "{km} km, of them {sea} km at sea; {n} crossings",
        int(path.crossings),
        km=km,
        sea=number(path.sea_km),
    )


def supply_sentences(pair: ComplementaryPair) -> list[str]:
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


def demand_sentences(pair: ComplementaryPair, evidence: DemandEvidence) -> list[str]:
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
        row = record(evidence.of(pair), "code", "consumed")
        sentence = _(
            "{value} {unit} of {good} are eaten there ({year})",
            value=number(row["value"], 1),
            unit=code_word(row["unit"]),
            good=good,
            year=year_text(row["year"]),
        )
        more = _(", more than in the middle regency.") if "consumed_more" in codes else "."
        said.append(sentence + more)
    said += _price_sentences(pair, good, evidence)
    if "tourism" in codes:
        said += visitor_sentences(pair.receiver, evidence.visitors)
    return said


def visitor_sentences(regency_code: str, visitors: pd.DataFrame) -> list[str]:
    """What the report says of visitors; how many come is not known."""
    row = record(visitors, "regency_code", regency_code)
    said = {
        "priority_destination": _("It is a national priority destination."),
        "new_destination": _("It has a newly designated tourist destination."),
        "tourism_sector": _(
            "Tourism or lodging ranks {rank} among its sectors.", rank=number(row["sector_rank"])
        ),
        "tourism_kpju": _("Tourism is among its own KPJu."),
    }
    return [said[code] for code in row["codes"].split(";") if code]


def pair_sources(pair: ComplementaryPair, evidence: DemandEvidence) -> list[str]:
    """Where the evidence comes from."""
    rows = evidence.of(pair)
    report = load("kpju")["source_id"].unique().tolist()
    return split_ids([*rows["source_ids"], *report])


def _price_sentences(pair: ComplementaryPair, good: str, evidence: DemandEvidence) -> list[str]:
    if "priced" not in pair.demand_codes.split(";"):
        return []
    row = record(evidence.of(pair), "code", "priced")
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


def reach_sentences(pair: ComplementaryPair) -> list[str]:
    """How the two reach each other, and how firm the indication is."""
    lines = [kilometres(pair)]
    if pair.family == "goods" and pd.notna(pair.freight_idr_per_kg):
        lines.append(_("Freight about {cost}/kg (modelled).", cost=rupiah(pair.freight_idr_per_kg)))
    lines.append(
        _(
            "Indication: {word}. How much could be sold is not known.",
            word=indication_word(pair.indication),
        )
    )
    return lines


def pairs_headline(pairs: pd.DataFrame, product: str, regency: str | None) -> str:
    """The finding in a sentence; ``product`` may be ``all``."""
    if pairs.empty:
        return _("No complementary pair for this choice")
    if product != "all" and not regency:
        return _(
            "{product}: {n} regencies are strong by their lists, {m} others show signs of demand",
            product=product_name(product),
            n=number(pairs["supplier"].nunique()),
            m=number(pairs["receiver"].nunique()),
        )
    first = pairs.iloc[0]
    return _(
        "{n} pairs; the firmest and nearest: {supplier} → {receiver}, {product}",
        n=number(len(pairs)),
        supplier=regency_names()[first["supplier"]],
        receiver=regency_names()[first["receiver"]],
        product=in_sentence(product_name(first["product"])),
    )


def pair_heading(pair: ComplementaryPair) -> str:
    """Supplier, receiver and product."""
    return _(
        "{supplier} → {receiver}: {product}",
        supplier=regency_names()[pair.supplier],
        receiver=regency_names()[pair.receiver],
        product=in_sentence(product_name(pair.product)),
    )


def indications_scope() -> str:
    """What is drawn of pairs, where, and what it is not."""
    return _("From the KPJu lists of the regencies of NTT; indications, not tonnes.")


def arrows_note(product: str, regency: str | None, most: int) -> str:
    """Which pairs the arrows on the map are."""
    if regency:
        which = _("the best product for each partner of the regency chosen")
    elif product == "all":
        which = _("the {n} firmest and nearest pairs", n=number(most))
    else:
        which = _("the best supplier for each receiver, at most {n}", n=number(most))
    return _("Arrows: an indication, not tonnes; shown is {which}.", which=which)


def pair_rules() -> list[str]:
    """How a complementary pair comes about."""
    return [
        _(
            "Strong: rank 1–3 in the KPJu list, or the verdict recommended or good to "
            "very good. Firm when both hold."
        ),
        _(
            "Not in its list: the regency has a list of ten and does not name the product. It may "
            "have the product all the same."
        ),
        _(
            "Signs of demand: a consumption norm above zero, an observed price, a reported "
            "flow or demand, visitors. Firm: a report, more eaten than in the middle "
            "regency or a national priority destination, unless the price difference "
            "does not cover the freight; and always where it covers the freight or "
            "exactly this flow is reported."
        ),
        _(
            "Indication: strong when both sides are firm, moderate when one is, weak when "
            "none is. These rules are assumptions of ours."
        ),
        _(
            "Visitors count for a service wherever the report speaks of them, for goods "
            "only where it calls the regency a priority destination or gives two signs."
        ),
    ]
