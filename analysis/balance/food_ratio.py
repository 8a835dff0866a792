"""The food security atlas (FSVA) beside the rice balance: rice alone, or all staples together.

The atlas divides normative consumption by the net availability of rice, maize, cassava and sweet
potato together: above 1 a regency lacks, below 1 it has more than the norm.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.balance.qualification import disqualifiers
from analysis.errors import require_columns

#: Above it normative consumption exceeds what is available.
ENOUGH_UP_TO = 1.0
#: Editions before it are of another publisher, with values of a parent regency among them.
FIRST_EDITION = 2018
_FEWEST = 3  # a rank correlation of fewer says nothing


def editions(ratios: pd.DataFrame) -> list[int]:
    """Editions that are shown, newest first."""
    years = {int(year) for year in ratios["edition_year"]}
    return sorted((year for year in years if year >= FIRST_EDITION), reverse=True)


def edition_rows(ratios: pd.DataFrame, edition: int) -> pd.DataFrame:
    """Rows of one edition that were worked out for the regency itself.

    Parameters
    ----------
    ratios : DataFrame
        ``regency_code``, ``edition_year``, ``value``, ``value_of``, ``flag`` and what else the
        table ``fsva_ratios`` holds.

    Returns
    -------
    DataFrame
        By ``regency_code``, with ``firm`` (nothing doubts the figure). A ratio that has no
        meaning (flag ``suspect``: a city without fields) keeps its row and loses its ``value``.
    """
    require_columns(
        ratios.columns,
        ("regency_code", "edition_year", "value", "value_of", "flag"),
        "fsva_ratios",
    )
    rows = ratios[(ratios["edition_year"] == edition) & (ratios["value_of"] == "own")]
    rows = rows.set_index("regency_code")
    against = rows["flag"].map(disqualifiers)
    value = rows["value"].astype("float64").mask(against.map(lambda codes: "suspect" in codes))
    firm = value.notna() & against.map(len).eq(0)
    return rows.assign(value=value, firm=firm.astype(bool))


@dataclass(frozen=True)
class RiceAndStaples:
    """One edition beside the rice balance of one year.

    Attributes
    ----------
    edition, balance_year : int
    n : int
        Regencies with a rice balance and a firm ratio.
    correlation : float
        Spearman's rank correlation of the two lacks, the atlas' ratio and rice needed / rice
        available: 1 where both order the regencies alike. NaN below three regencies.
    fed, lacking : tuple of str
        Codes of regencies short of rice whose ratio says that all staples together are enough
        (ratio up to 1), or that they are not.
    n_deficit : int
        Regencies short of rice, those without a firm ratio included.
    """

    edition: int
    balance_year: int
    n: int
    correlation: float
    fed: tuple[str, ...]
    lacking: tuple[str, ...]
    n_deficit: int

    @property
    def n_compared(self) -> int:
        """Regencies short of rice of which the atlas has a firm ratio."""
        return len(self.fed) + len(self.lacking)


def compare_with_rice(
    ratios: pd.DataFrame, edition: int, balance: pd.DataFrame, balance_year: int
) -> RiceAndStaples:
    """Hold an edition of the atlas against a rice balance.

    Parameters
    ----------
    ratios : DataFrame
        As for ``edition_rows``.
    balance : DataFrame
        ``regency_code``, ``balance_class``, ``ratio`` (available / need; missing where unknown).

    Examples
    --------
    >>> ratios = pd.DataFrame({"regency_code": ["5301", "5302", "5371"], "edition_year": 2021,
    ...     "value": [0.7, 1.2, 30.0], "value_of": "own", "flag": [None, None, "suspect"]})
    >>> balance = pd.DataFrame({"regency_code": ["5301", "5302", "5371"],
    ...     "balance_class": ["deficit", "deficit", "deficit"], "ratio": [0.8, 0.5, 0.1]})
    >>> found = compare_with_rice(ratios, 2021, balance, 2021)
    >>> found.fed, found.lacking, found.n_deficit
    (('5301',), ('5302',), 3)
    """
    require_columns(balance.columns, ("regency_code", "balance_class", "ratio"), "balance")
    rows = edition_rows(ratios, edition)
    firm = rows.loc[rows["firm"], "value"]
    table = balance.set_index("regency_code")
    both = pd.DataFrame({"staples": firm, "rice": -table["ratio"].astype("float64")}).dropna()
    correlation = float("nan")
    if len(both) >= _FEWEST and (both.nunique() > 1).all():
        correlation = float(both["staples"].rank().corr(both["rice"].rank()))  # Spearman's
    short = table.index[table["balance_class"] == "deficit"]
    compared = firm[firm.index.isin(short)].sort_index()
    return RiceAndStaples(
        edition=edition,
        balance_year=balance_year,
        n=len(both),
        correlation=correlation,
        fed=tuple(map(str, compared.index[compared <= ENOUGH_UP_TO])),
        lacking=tuple(map(str, compared.index[compared > ENOUGH_UP_TO])),
        n_deficit=len(short),
    )
