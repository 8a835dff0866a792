"""Tables of the model beside published figures and prices."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.matching.validation import KINDS, TOLERANCES_PCT, count_by_kind
from geo.places import place_name
from ntt_data.tables import load
from publishing import words
from publishing.code_words import code_word
from publishing.formats import number
from publishing.language import _, current_language
from publishing.sentences.matching import price_support_word
from publishing.sentences.validation import kind_word, verdict_word
from publishing.tables import Column, ReadyTable


def ordered_checks(checks: pd.DataFrame) -> pd.DataFrame:
    """Kind by kind, the independent ones first, the largest difference on top."""
    return checks.assign(
        order=checks["kind"].map(KINDS.index), size=checks["difference_pct"].abs()
    ).sort_values(["order", "used", "size"], ascending=[True, True, False], na_position="last")


def kinds_table(independent: pd.DataFrame) -> ReadyTable:
    """How many comparisons of each kind agree, are near and miss; see ``count_by_kind``."""
    counts = count_by_kind(independent)
    table = counts.assign(
        kind=counts["kind"].map(kind_word),
        agree=[TOLERANCES_PCT[kind][0] for kind in counts["kind"]],
        near_pct=[TOLERANCES_PCT[kind][1] for kind in counts["kind"]],
    )
    columns = {
        "kind": Column(_("Kind")),
        "n": Column(_("Comparisons (n)"), 0, help=_("Independent; a road counts once")),
        "agrees": Column(_("Agree"), 0),
        "near": Column(_("Near"), 0),
        "misses": Column(_("Miss"), 0),
        "agree": Column(_("Agrees up to (%)"), 0),
        "near_pct": Column(_("Near up to (%)"), 0),
    }
    return ReadyTable(table, columns)


def checks_table(checks: pd.DataFrame) -> ReadyTable:
    """Comparisons with published figures, as ``published_checks`` makes them."""
    published = [
        number(low, 0) if low == high else f"{number(low, 0)}–{number(high, 0)}"
        for low, high in zip(checks["published_low"], checks["published_high"], strict=True)
    ]
    table = pd.DataFrame(
        {
            "kind": checks["kind"].map(kind_word),
            "label": checks["label"],
            "published": published,
            "published_low": checks["published_low"],
            "published_high": checks["published_high"],
            "model": checks["model"],
            "unit": checks["unit"],
            "difference": checks["difference_pct"],
            "verdict": checks["verdict"].map(verdict_word),
            "independent": checks["used"].map({True: _("no"), False: _("yes")}),
            "note": checks["note"],
            "source_ids": checks["source_ids"].str.replace(";", ", "),
        }
    )
    columns = {
        "kind": Column(_("Kind")),
        "label": Column(_("Comparison"), width="large"),
        "published": Column(
            _("Published"),
            figures={
                _("Published, from"): "published_low",
                _("Published, to"): "published_high",
            },
        ),
        "model": Column(_("Model"), 0),
        "unit": Column(_("Unit")),
        "difference": Column(_("Difference (%)"), 0, help=_("To the nearer end of a range")),
        "verdict": Column(_("Verdict")),
        "independent": Column(_("Independent"), help=_("Not used to set the model")),
        "note": Column(_("Note"), width="large"),
        "source_ids": Column(_("Source"), help=_("Titles under “Sources” below the table")),
    }
    return ReadyTable(table, columns)


def not_compared_table(reasons: Mapping[str, str]) -> ReadyTable:
    """Published figures that are not held against the model, and why; see ``not_compared``."""
    items = load("transport_costs").set_index("item_id")
    rows = items.loc[list(reasons)]
    table = pd.DataFrame(
        {
            "item": rows["item" if current_language() == "id" else "item_en"],
            "value": rows["value_low"],
            "unit": rows["unit"].map(code_word),
            "why": list(reasons.values()),
        }
    )
    columns = {
        "item": Column(_("Published figure"), width="large"),
        "value": Column(_("Value"), 2),
        "unit": Column(_("Unit")),
        "why": Column(_("Why not compared"), width="large"),
    }
    return ReadyTable(table, columns)


def price_freight_table(points: pd.DataFrame) -> ReadyTable:
    """Price and freight from outside of every regency; see ``price_and_freight``."""
    columns = {
        "name": Column(_("Regency"), codes="regency_code"),
        "freight": Column(_("Freight from outside (Rp/kg)")),
        "price": Column(_("Rice price (Rp/kg)")),
    }
    names = points.index.map(place_name)
    return ReadyTable(points.assign(name=names, regency_code=points.index), columns)


def pair_support_table(pairs: pd.DataFrame) -> ReadyTable:
    """Modelled pairs with what prices say of each; as ``price_flows`` makes them."""
    table = pairs.assign(
        supplier=pairs["origin"].map(place_name),
        receiver=pairs["destination"].map(place_name),
        word=pairs["price_support"].map(price_support_word),
    )
    columns = {
        "supplier": Column(_("Supplier")),
        "receiver": Column(_("Receiver")),
        "tonnes": Column(_("Tonnes"), 0),
        "cost_idr_per_kg": Column(_("Freight (Rp/kg)"), 0),
        "price_gap_idr_per_kg": Column(_("Price difference (Rp/kg)"), 0),
        "word": Column(_("Verdict")),
    }
    return ReadyTable(table, columns, words.modelled_flow())
