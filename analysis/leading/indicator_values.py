"""What an indicator says of every regency, before anybody puts it in words or colours."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analysis.balance.qualification import RATIO_COLUMN, disqualifiers
from analysis.balance.result import Balance
from analysis.leading.standing import Standing


@dataclass(frozen=True, eq=False)
class IndicatorValues:
    """One indicator for one choice of commodity and year.

    Attributes
    ----------
    code : str
        Of the list of indicators.
    values : Series
        By ``regency_code``: a figure, or the code of a sector or class; missing where unknown.
    year : int or None
        None for what has no year, and where no year has a figure.
    source_ids : tuple of str
    commodity : str
        Empty for what is not about one.
    rows : DataFrame
        The rows behind the values, by ``regency_code``: flags, ranks, schemes.
    form : str
        Form in which a quantity is counted, or series of a population.
    balance : Balance or None
        Of which the values are a part.
    """

    code: str
    values: pd.Series
    year: int | None
    source_ids: tuple[str, ...] = ()
    commodity: str = ""
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)
    form: str = ""
    balance: Balance | None = None

    @property
    def doubtful(self) -> list[str]:
        """Regencies whose value rests on a disqualified figure: no title names them."""
        if self.balance is not None:
            return [str(code) for code in self.balance.disqualified["regency_code"]]
        if "flag" not in self.rows.columns:
            return []
        ratio = self.rows.get(RATIO_COLUMN, pd.Series(float("nan"), index=self.rows.index))
        against = zip(self.rows.index, self.rows["flag"], ratio, strict=True)
        return [str(code) for code, flag, far in against if disqualifiers(flag, far)]


@dataclass(frozen=True, eq=False)
class KeyFigure:
    """One indicator of one regency against the province, with grade and flags of its own row."""

    indicator: IndicatorValues
    standing: Standing
    grade: str
    flags: str
