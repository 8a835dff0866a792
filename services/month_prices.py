"""Consumer prices by month of one commodity, at every place of one survey."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.prices import MonthsCompared, compare_months, median_by_month
from geo.places import gateways, regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from publishing.briefing.basis import weakest
from services.answer import market

#: Form of the one series that the province itself has, of another survey than its regencies'.
_PROVINCE_FORM = "consumer_pihps"
#: Flag of a figure that nothing is built upon.
_DOUBTFUL = "suspect"


@dataclass(frozen=True, eq=False)
class MonthlyPrices:
    """Prices of one commodity and one quality.

    Attributes
    ----------
    commodity, form : str
        The form says which quality, and of which survey.
    by_month : DataFrame of float
        Rupiah per kg, every month from the first to the last ("2024-01") × places; NaN is unknown.
        Doubtful ones are not in it.
    doubtful : Series of int
        Figures of each place that were left out because they are flagged.
    grade : str
        The weakest of the figures.
    source_ids : tuple of str
    """

    commodity: str
    form: str
    by_month: pd.DataFrame
    doubtful: pd.Series
    grade: str
    source_ids: tuple[str, ...]

    @cached_property
    def of_regencies(self) -> pd.DataFrame:
        """The regencies alone, all 22; unknown ones are columns of NaN."""
        return self.by_month.reindex(columns=list(regencies()["regency_code"]))

    @cached_property
    def median(self) -> pd.Series:
        """Median of the regencies by month, see ``median_by_month``."""
        return median_by_month(self.of_regencies)

    @cached_property
    def years(self) -> list[int]:
        """Years with a median, the newest whole one first, then the others from the newest."""
        known = self.median.dropna()
        months = pd.Series([str(month)[:4] for month in known.index]).value_counts()
        return sorted(map(int, months.index), key=lambda y: (months[str(y)] < 12, -y))

    def whole_years(self, year: int) -> pd.Series:
        """Mean price of each regency whose every month of the year is known."""
        of_year = self.of_regencies.loc[self.of_year(year).index]
        return of_year.loc[:, of_year.notna().all()].mean()

    def of_year(self, year: int) -> pd.DataFrame:
        """The months of one year."""
        return self._by_year[year][0] if year in self._by_year else self.by_month.iloc[:0]

    def median_of_year(self, year: int) -> pd.Series:
        """The median in the same months."""
        return self._by_year[year][1] if year in self._by_year else self.median.iloc[:0]

    @cached_property
    def _by_year(self) -> dict[int, tuple[pd.DataFrame, pd.Series]]:
        """Of each year its months and their median: 22 profiles ask for them of every good."""
        years = [int(str(month)[:4]) for month in self.by_month.index]
        parts = self.by_month.groupby(years, sort=False)
        return {int(str(year)): (rows, self.median.loc[rows.index]) for year, rows in parts}


def month_prices(commodity: str) -> MonthlyPrices | None:
    """Prices at regencies and gateways, which one survey observes; None where there is none."""
    # Those without any are many more, and would push out the others.
    return _month_prices(commodity) if commodity in market.priced_by_month() else None


@once_per_tables(maxsize=64)
def _month_prices(commodity: str) -> MonthlyPrices | None:
    found = market.monthly_prices(commodity)
    if found.empty:
        return None
    form = market.form_compared(commodity)
    table = load("monthly_prices")
    rows = table[
        (table["commodity"] == commodity)
        & (table["form"] == form)
        & table["place_kind"].isin(["regency", "gateway"])
    ]
    doubtful = rows[rows["flag"].fillna("").str.contains(_DOUBTFUL)]
    left_out = set(zip(_places(doubtful), _months(doubtful), strict=True))
    kept = found[
        [pair not in left_out for pair in zip(found["place"], found["month"], strict=True)]
    ]
    by_month = kept.pivot(index="month", columns="place", values="price_idr_per_kg")
    return MonthlyPrices(
        *(commodity, form, _every_month(by_month.astype("float64"))),
        _places(doubtful).value_counts(),
        *(weakest(rows["grade"]), tuple(sorted(rows["source_id"].unique()))),
    )


def province_prices(commodity: str) -> MonthlyPrices | None:
    """The province's own series, one column "53"; None where there is none.

    Another survey on other markets: it is never held against the prices of regencies.
    """
    return _province_prices(commodity) if commodity in market.priced_by_month() else None


@once_per_tables(maxsize=64)
def _province_prices(commodity: str) -> MonthlyPrices | None:
    table = load("monthly_prices")
    rows = table[
        (table["commodity"] == commodity)
        & (table["form"] == _PROVINCE_FORM)
        & (table["place_kind"] == "province")
        & (table["unit"] == "IDR/kg")
    ]
    if rows.empty:
        return None
    by_month = rows.assign(month=_months(rows)).pivot(
        index="month", columns="place_code", values="value"
    )
    return MonthlyPrices(
        *(commodity, _PROVINCE_FORM, _every_month(by_month.astype("float64"))),
        pd.Series(dtype="int64"),
        *(weakest(rows["grade"]), tuple(sorted(rows["source_id"].unique()))),
    )


@once_per_tables(maxsize=1)
def all_month_prices() -> list[MonthlyPrices]:
    """Of every commodity with a price of regencies by month, in the order of their codes."""
    codes = sorted(load("monthly_prices")["commodity"].unique())
    return [found for code in codes if (found := month_prices(code)) is not None]


def price_year(year: int | None = None) -> int:
    """The year asked for where any good has prices in it, else the newest whole one."""
    known = all_month_prices()
    if year is not None and any(year in each.years for each in known):
        return year
    return known[0].years[0]


def held_against_median(prices: MonthlyPrices, place: str, year: int) -> MonthsCompared:
    """A place against the median of the regencies in the months of a year."""
    of_year = prices.of_year(year)
    own = of_year[place] if place in of_year else pd.Series(dtype="float64")
    return compare_months(own, prices.median_of_year(year))


@once_per_tables(maxsize=256)
def compared_goods(regency_code: str, year: int) -> pd.DataFrame:
    """One row per good with prices by month: the regency against the median in a year.

    ``commodity``, ``form``, ``mean_idr_per_kg``, ``median_idr_per_kg``, ``difference_pct``,
    ``n_above``, ``n_below``, ``n_months``, ``grade``, ``source_ids``.
    """
    rows = []
    for prices in all_month_prices():
        found = held_against_median(prices, regency_code, year)
        rows.append(
            {
                "commodity": prices.commodity,
                "form": prices.form,
                "mean_idr_per_kg": found.mean_idr_per_kg,
                "median_idr_per_kg": found.other_mean_idr_per_kg,
                "difference_pct": found.difference_pct,
                "n_above": found.n_above,
                "n_below": found.n_below,
                "n_months": found.n_months,
                "grade": prices.grade,
                "source_ids": ";".join(prices.source_ids),
            }
        )
    return pd.DataFrame(rows)


@once_per_tables(maxsize=64)
def compared_places(commodity: str, year: int) -> pd.DataFrame:
    """One row per place with a price of a good in a year, the dearest first.

    ``place``, ``is_gateway``, ``mean_idr_per_kg`` of the months known, ``difference_pct`` beside
    the median over months known on both sides, ``lowest_idr_per_kg``, ``highest_idr_per_kg``,
    ``n_known``.
    """
    prices = month_prices(commodity)
    if prices is None:
        return pd.DataFrame()
    of_year = prices.of_year(year)
    rows = [
        {
            "place": place,
            "is_gateway": place in gateways(),
            "mean_idr_per_kg": of_year[place].mean(),
            "difference_pct": held_against_median(prices, str(place), year).difference_pct,
            "lowest_idr_per_kg": of_year[place].min(),
            "highest_idr_per_kg": of_year[place].max(),
            "n_known": int(of_year[place].notna().sum()),
        }
        for place in of_year.columns
        if of_year[place].notna().any()
    ]
    table = pd.DataFrame(rows)
    return table.sort_values("mean_idr_per_kg", ascending=False, ignore_index=True)


def _places(rows: pd.DataFrame) -> pd.Series:
    return rows["regency_code"].where(rows["place_kind"] == "regency", rows["gateway_node"])


def _months(rows: pd.DataFrame) -> pd.Series:
    return rows["year"].astype(str) + "-" + rows["month"].astype(str).str.zfill(2)


def _every_month(by_month: pd.DataFrame) -> pd.DataFrame:
    """With the months that nobody has: a line is broken there, not drawn across."""
    first, last = str(by_month.index.min()), str(by_month.index.max())
    months = [str(each) for each in pd.period_range(first, last, freq="M")]
    return by_month.reindex(months)
