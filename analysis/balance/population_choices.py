"""What a balance's need would be with every other population series of its year."""

from __future__ import annotations

import pandas as pd

from analysis.balance.compute import need_tonnes
from analysis.balance.result import Balance
from analysis.balance.settings import POPULATION_SERIES, measured_rows

CHOICE_COLUMNS = (
    *("series", "is_used", "n_regencies", "people", "used_people"),
    *("need_t", "used_need_t", "difference_t", "source_ids"),
)


def population_choices(result: Balance) -> pd.DataFrame:
    """Every series with figures of the year of the population, beside the one that is used.

    A series is held against the one used over the regencies that both know, so that a regency that
    a series lacks makes no difference; nothing is filled in.

    Returns
    -------
    DataFrame
        ``CHOICE_COLUMNS``, in the order of ``POPULATION_SERIES``: ``n_regencies`` (known in both),
        ``people`` and ``used_people`` of those, ``need_t`` of the inhabitants (extra demand apart)
        by either, ``difference_t`` = need_t - used_need_t, ``source_ids`` joined by ";".
    """
    people = result.tables.population
    people = measured_rows(
        people[
            (people["indicator"] == "population")
            & (people["year"] == result.settings.population_year)
        ],
        result.tables.regencies,
    )
    known = result.table.dropna(subset=["population", "norm_kg_per_capita_year"])
    known = known.set_index("regency_code")
    rows = []
    for series in POPULATION_SERIES:
        rows_of = people[people["form"] == series]
        own = rows_of.set_index("regency_code")["value"]
        codes = known.index.intersection(own.index)
        if codes.empty:
            continue
        both = known.loc[codes]
        need, used = (
            float(
                need_tonnes(
                    heads,
                    both["norm_kg_per_capita_year"],
                    eaten_out=both["eaten_out"].fillna(0.0),
                ).sum()
            )
            for heads in (own.loc[codes], both["population"])
        )
        rows.append(
            (
                *(series, series == result.settings.population_series, len(codes)),
                *(float(own.loc[codes].sum()), float(both["population"].sum())),
                *(need, used, need - used),
                ";".join(sorted(set(rows_of["source_id"]))),
            )
        )
    return pd.DataFrame(rows, columns=list(CHOICE_COLUMNS))
