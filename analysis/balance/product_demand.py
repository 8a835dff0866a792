"""What speaks for a demand for a product in a regency; evidence, never an amount to be delivered.

The tables say what people eat and what it costs, not what they buy of a KPJu. ``GOODS`` joins
the two: who keeps cattle can supply beef.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from analysis.errors import require_columns

#: Kinds of evidence. ``consumed``: people eat it (norm above zero); ``consumed_more``: more of it
#: than in the middle regency; ``priced``: its price is observed there; ``reported_demand``: the
#: report names a demand; ``reported_flow``: goods of this kind are reported to go there;
#: ``tourism``: visitors.
DemandCode = Literal[
    "reported_flow", "reported_demand", "consumed_more", "consumed", "priced", "tourism",
]  # fmt: skip
DEMAND_CODES: tuple[DemandCode, ...] = get_args(DemandCode)


@dataclass(frozen=True)
class Good:
    """What is eaten or priced of a product.

    Attributes
    ----------
    commodity : str
        As in the tables of consumption and prices.
    consumption_forms, price_forms : tuple of str
        Forms that count; norms of several forms add up, of prices the first one known is taken.
    carried_as_is : bool
        Whether it travels as it is priced, so that freight can be compared with prices; cattle
        travels alive, while the price is that of beef.
    """

    commodity: str
    consumption_forms: tuple[str, ...] = ("fresh",)
    price_forms: tuple[str, ...] = ()
    carried_as_is: bool = False


_FRESH = (
    *("cabbage", "eggplant", "fusilier", "mustard_greens", "scad", "skipjack", "snapper"),
    *("spinach", "water_spinach"),
)

#: Products of the lists of which consumption or prices are known.
GOODS: dict[str, Good] = {
    **{name: Good(name) for name in _FRESH},
    "banana": Good("banana", ("fresh_ambon", "fresh_other")),
    "broiler": Good("chicken_meat", ("broiler",), ("consumer_broiler",)),
    "cattle": Good("beef", ("meat",), ("consumer",)),
    "chili": Good("chili", ("fresh",), ("consumer_red",), carried_as_is=True),
    "duck": Good("duck_egg", ("piece",)),
    "fish": Good("fish", ("fish_whole",)),
    "goat": Good("goat_mutton", ("meat",)),
    "layer_chicken": Good("chicken_egg", ("piece",), ("consumer",), carried_as_is=True),
    "maize": Good("maize", ("dry_shelled",)),
    "native_chicken": Good("chicken_meat", ("native_chicken",)),
    "pig": Good("pork", ("meat",)),
    "rice": Good("rice", ("milled_rice",), ("consumer_medium",), carried_as_is=True),
    "tomato": Good("tomato", ("fresh_fruit", "fresh_vegetable")),
}

#: Goods that hotels, restaurants and visitors buy (assumption, after the report's remark that a
#: tourist region needs farming to support its hotels and restaurants).
TOURISM_GOODS = frozenset(
    {
        *GOODS,
        *("arts_crafts", "buffalo", "coconut", "coffee", "food_processing", "honey"),
        *("ikat_weaving", "lontar_sugar", "processed_fish"),
    }
)

#: Services that can be offered beyond the own regency or make one route of several places
#: (assumption); a guest house cannot.
TOURISM_SERVICES = frozenset(
    {
        *("cultural_tourism", "land_transport", "marine_tour_guide", "marine_tourism"),
        *("nature_tourism", "passenger_transport", "passenger_vehicle_rental"),
        *("performing_arts", "tour_guide", "tourist_boat"),
    }
)

_COLUMNS = ["regency_code", "product", "code", "value", "unit", "year", "flag", "source_ids"]


def demand_evidence(
    products: list[str],
    consumption: pd.DataFrame,
    prices: pd.DataFrame,
    reported_flows: pd.DataFrame,
    findings: pd.DataFrame,
    tourism: pd.DataFrame,
) -> pd.DataFrame:
    """Everything that speaks for a demand, one row per regency, product and kind of evidence.

    Of consumption and prices the newest year of each product is taken. ``consumed_more`` means
    above the median of the regencies whose norm is known. A service is needed wherever the report
    speaks of visitors, a good only where it does so prominently.

    Parameters
    ----------
    products : list of str
        As ``held_products`` names them.
    consumption, prices : DataFrame
        ``regency_code``, ``commodity``, ``form``, ``year``, ``value``, ``unit``, ``flag``,
        ``source_id``.
    reported_flows : DataFrame
        ``commodity``, ``destination_code``, ``period``, ``source_ids``.
    findings : DataFrame
        ``regency_code``, ``topic``, ``commodity``, ``source_id``.
    tourism : DataFrame
        As ``tourism_need`` gives it.

    Returns
    -------
    DataFrame
        ``regency_code``, ``product``, ``code`` (of ``DEMAND_CODES``), ``value`` (of the norm or
        price; missing for what has no figure), ``unit``, ``year``, ``flag`` (of the figures used,
        ";"-joined), ``source_ids``; by product, regency and code.
    """
    figures = ("regency_code", "commodity", "form", "year", "value", "unit", "flag", "source_id")
    require_columns(consumption.columns, figures, "consumption")
    require_columns(prices.columns, figures, "prices")
    require_columns(
        reported_flows.columns, ("commodity", "destination_code", "source_ids"), "reported_flows"
    )
    require_columns(
        findings.columns, ("regency_code", "topic", "commodity", "source_id"), "regency_findings"
    )
    require_columns(tourism.columns, ("regency_code", "codes", "prominent"), "tourism")
    parts = []
    for product in sorted(set(products)):
        good = GOODS.get(product)
        if good:
            parts += [_norms(product, good, consumption), prices_of(product, prices)]
        names = {product, good.commodity if good else product}
        flows = reported_flows[reported_flows["commodity"].isin(names)]
        flows = flows[flows["destination_code"].notna()].rename(
            columns={"destination_code": "regency_code"}
        )
        parts.append(_mentions(product, "reported_flow", flows, "source_ids"))
        said = findings[(findings["topic"] == "demand") & findings["commodity"].isin(names)]
        parts.append(_mentions(product, "reported_demand", said, "source_id"))
        parts.append(_visitors(product, tourism))
    parts = [part for part in parts if len(part)]
    if not parts:
        return pd.DataFrame(columns=_COLUMNS)
    return pd.concat(parts)[_COLUMNS].sort_values(
        ["product", "regency_code", "code"], ignore_index=True
    )


def prices_of(product: str, prices: pd.DataFrame) -> pd.DataFrame:
    """Newest price of what a product sells as, by regency; empty where no price is kept.

    Returns
    -------
    DataFrame
        The columns of ``demand_evidence`` with ``code`` "priced".

    >>> prices = pd.DataFrame({"regency_code": "5301", "commodity": "rice", "year": [2024, 2025],
    ...     "form": "consumer_medium", "value": [14000.0, 15000.0], "unit": "IDR/kg",
    ...     "flag": None, "source_id": "S17"})
    >>> prices_of("rice", prices)[["value", "year"]].to_dict("records")
    [{'value': 15000.0, 'year': 2025}]
    """
    good = GOODS.get(product, Good(product))
    rows = prices[(prices["commodity"] == good.commodity) & prices["value"].notna()]
    rows = rows[rows["form"].isin(good.price_forms)]
    rows = rows[rows["year"] == rows["year"].max()]
    rows = rows.assign(order=rows["form"].map(good.price_forms.index)).sort_values("order")
    rows = rows.drop_duplicates("regency_code")
    found: pd.DataFrame = rows.assign(product=product, code="priced", source_ids=rows["source_id"])
    return found[_COLUMNS]


def _norms(product: str, good: Good, consumption: pd.DataFrame) -> pd.DataFrame:
    rows = consumption[(consumption["commodity"] == good.commodity)]
    rows = rows[rows["form"].isin(good.consumption_forms) & rows["value"].notna()]
    rows = rows[rows["year"] == rows["year"].max()]
    norms = rows.groupby("regency_code", as_index=False).agg(
        value=("value", "sum"),
        unit=("unit", "first"),
        year=("year", "max"),
        flag=("flag", _distinct),
        source_ids=("source_id", _distinct),
    )
    norms["product"] = product
    eaten = norms[norms["value"] > 0].assign(code="consumed")
    more = norms[norms["value"] > norms["value"].median()].assign(code="consumed_more")
    both: pd.DataFrame = pd.concat([eaten, more])
    return both


def _mentions(product: str, code: str, rows: pd.DataFrame, sources: str) -> pd.DataFrame:
    """Evidence without a figure, one row per regency."""
    found = rows.groupby("regency_code", as_index=False).agg(source_ids=(sources, _distinct))
    missing = pd.array([pd.NA] * len(found), dtype="Int64")
    return found.assign(
        product=product, code=code, value=float("nan"), unit=None, year=missing, flag=""
    )


def _visitors(product: str, tourism: pd.DataFrame) -> pd.DataFrame:
    if product in TOURISM_SERVICES:
        rows = tourism[tourism["codes"] != ""]
    elif product in TOURISM_GOODS:
        rows = tourism[tourism["prominent"].astype(bool)]
    else:
        rows = tourism.iloc[:0]
    return _mentions(product, "tourism", rows.assign(source=""), "source")


def _distinct(texts: pd.Series) -> str:
    found: set[str] = set()
    for text in texts.dropna():
        found.update(part for part in str(text).split(";") if part)
    return ";".join(sorted(found))
