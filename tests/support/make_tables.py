"""Small tables in the columns of the curated ones, for tests."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.balance.compute import BalanceSettings, BalanceTables

SETTINGS = BalanceSettings(
    commodity="rice",
    year=2022,
    production_form="paddy_gkg",
    need_form="milled_rice",
    population_series="dukcapil_s1",
    population_year=2022,
    norm_year=2022,
    coefficient_year=2022,
)

_DEFAULTS: dict[str, dict[str, Any]] = {
    "production": {
        **{"regency_code": "5301", "commodity": "rice", "measure": "production"},
        **{"form": "paddy_gkg", "year": 2022, "value": None, "unit": "t"},
        **{"grade": "B", "source_id": "S01", "flag": None, "note": None},
    },
    "conversions": {
        **{"commodity": "rice", "coefficient": "conversion", "from_form": "paddy_gkg"},
        **{"to_form": "milled_rice", "value": None, "unit": "t/t", "region": "53", "year": 2022},
        **{"net_of_seed_feed_loss": False, "basis": "derived", "grade": "B"},
        **{"source_id": "S23", "note": None},
    },
    "population": {
        **{"regency_code": "5301", "indicator": "population", "form": "dukcapil_s1"},
        **{"year": 2022, "value": None, "unit": "persons", "grade": "B", "source_id": "S06"},
        **{"flag": None, "note": None},
    },
    "consumption": {
        **{"regency_code": "5301", "commodity": "rice", "form": "milled_rice", "year": 2022},
        **{"value": None, "unit": "kg/capita/year", "grade": "B", "source_id": "T01"},
        **{"flag": None, "note": None},
    },
}


def rows(table: str, *given: dict[str, Any]) -> pd.DataFrame:
    """Rows of a table; what isn't given is as for rice in 2022."""
    frame = pd.DataFrame([_DEFAULTS[table] | row for row in given], columns=list(_DEFAULTS[table]))
    return frame.astype({"value": "float64", "year": "Int64"})


def tables(
    production: dict[str, float | None],
    population: dict[str, float | None],
    norm: dict[str, float | None],
    conversions: pd.DataFrame | None = None,
    codes: list[str] | None = None,
) -> BalanceTables:
    """Tables for rice in 2022 from figures by regency; a conversion of 0.6 unless given."""
    codes = codes or sorted({*production, *population, *norm})
    if conversions is None:
        conversions = rows("conversions", {"value": 0.6})

    def by_code(table: str, figures: dict[str, float | None]) -> pd.DataFrame:
        return rows(table, *({"regency_code": c, "value": v} for c, v in figures.items()))

    return BalanceTables(
        regencies=pd.DataFrame({"regency_code": codes}),
        production=by_code("production", production),
        conversions=conversions,
        population=by_code("population", population),
        consumption=by_code("consumption", norm),
    )


def balance_of(tonnes: dict[str, float]) -> pd.DataFrame:
    """A balance table from surpluses (positive) and deficits (negative); need twice the size."""
    classes = ["surplus" if t > 0 else "deficit" if t < 0 else "balanced" for t in tonnes.values()]
    return pd.DataFrame(
        {
            "regency_code": list(tonnes),
            "balance_t": [float(t) for t in tonnes.values()],
            "need_t": [2.0 * abs(t) for t in tonnes.values()],
            "balance_class": classes,
        }
    )


def costs_of(cost: dict[tuple[str, str], float], km: dict[tuple[str, str], float] | None = None):
    """A cost table; the distance is a tenth of the cost unless given."""
    km = {} if km is None else km
    return pd.DataFrame(
        [(o, d, float(c), float(km.get((o, d), c / 10))) for (o, d), c in cost.items()],
        columns=["origin", "destination", "cost_idr_per_t", "distance_km"],
    )


def external_of(cost: dict[tuple[str, str], float]) -> pd.DataFrame:
    """A table of freight from gateways."""
    return pd.DataFrame(
        [(g, d, float(c)) for (g, d), c in cost.items()],
        columns=["gateway", "destination", "cost_idr_per_t"],
    )
