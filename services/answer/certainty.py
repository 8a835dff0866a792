"""How sure an answer is, each computed once per answer, rules of spread and edition.

``changes`` is what a reader has changed in the table ``uncertainty_spreads``: pairs of (input
group, grade) and per cent. It keys what is kept, so it is a tuple.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from analysis.answer import N_DRAWS, Answer
from analysis.balance.compute import JUDGED_CLASSES
from analysis.balance.qualification import disqualifiers
from analysis.balance.result import Balance
from analysis.uncertainty.calibration import calibrate, word_borne_out
from analysis.uncertainty.changes import yearly_changes
from analysis.uncertainty.draws import (
    BalanceDraws,
    TotalInterval,
    draw_balances,
    summarise_draws,
    summarise_total,
    tornado,
)
from analysis.uncertainty.pair_robustness import PairDraws
from analysis.uncertainty.scatter import Scatter, scatter
from analysis.uncertainty.spreads import Spreads
from analysis.uncertainty.steadiness import outcomes, ratio_changes, steadiness
from geo.places import regencies
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import evaluation

Rule = tuple[str, str]  # input group and grade
Changes = tuple[tuple[Rule, float], ...]

#: What a word may be about: this year's sign, or that next year's is the same.
Promise = Literal["sign", "steady"]
PROMISES: tuple[Promise, ...] = ("sign", "steady")

_NO_FIGURES = pd.DataFrame(
    columns=["regency_code", "year", "value", "available_t", "need_t", "flags", "disqualified_by"]
)


@once_per_tables(maxsize=32)
def own_scatter(commodity: str) -> Scatter:
    """What a commodity's own production figures say of their spread, all years together."""
    found = _balances(commodity, evaluation.two_sided())
    if not found:
        return scatter(yearly_changes(_NO_FIGURES), _islands())
    rows = evaluation.balance_tables().production
    rows = rows[
        (rows["commodity"] == commodity)
        & (rows["measure"] == "production")
        & (rows["form"] == found[0].settings.production_form)
    ]
    against = zip(rows["flag"], rows["median_ratio"], strict=True)
    figures = rows.assign(
        flags=rows["flag"], disqualified_by=[";".join(disqualifiers(*each)) for each in against]
    )
    return scatter(yearly_changes(figures), _islands())


def _balances(commodity: str, years: Mapping[str, Sequence[int]]) -> list[Balance]:
    """Baseline balances of a commodity, the newest first."""
    found = (evaluation.balance(commodity, year) for year in years.get(commodity, []))
    return [each for each in found if isinstance(each, Balance)]


def _islands() -> dict[str, str]:
    places = regencies()
    return dict(zip(places["regency_code"], places["island_group"], strict=True))


def default_rules(commodity: str) -> dict[Rule, float]:
    """Spread in per cent by input group and grade, as table and figures of a commodity say."""
    return dict(spreads(commodity).grade_pct)


@once_per_tables(maxsize=64)
def spreads(commodity: str, changes: Changes = ()) -> Spreads:
    """The rules of the table, with the commodity's own spread and these changes."""
    rules = Spreads.from_table(load("uncertainty_spreads"))
    return rules.of_commodity(own_scatter(commodity)).changed(dict(changes))


@once_per_tables(maxsize=64)
def draws(balance: Balance, changes: Changes = ()) -> BalanceDraws:
    """The balance drawn many times; one balance is one object.

    A regency that is not judged is unknown in them, so that it is in no pair and no total.
    """
    drawn = draw_balances(
        balance.table,
        balance.inputs,
        spreads(balance.settings.commodity, changes),
        n_draws=N_DRAWS,
        tolerance_pct=balance.settings.tolerance_pct,
        islands=_islands(),
    )
    return drawn.without(_not_judged(balance).index)


def _not_judged(balance: Balance) -> pd.Series:
    """Class by regency where it is none that a balance is judged to be in."""
    classes = balance.table.set_index("regency_code")["balance_class"]
    return classes[~classes.isin(JUDGED_CLASSES)]


@once_per_tables(maxsize=64)
def certainty(balance: Balance, changes: Changes = ()) -> pd.DataFrame:
    """Probabilities and interval by regency (``summarise_draws``), and two words.

    ``sign_word``: how sure this year's sign is; ``p_steady`` and ``steady_word``: how sure it is
    that next year's is the same. A word is of ``SCALE``, and only one that earlier years have
    tested, else ``untested``; where the balance is not judged its class stands in their place.
    """
    settings = balance.settings
    table = summarise_draws(draws(balance, changes))
    ratio = table["regency_code"].map(balance.table.set_index("regency_code")["ratio"])
    own_class = table["regency_code"].map(_not_judged(balance))
    stays = steadiness(ratio, _ratio_changes(settings.commodity), settings.year)
    table = table.assign(p_steady=stays.mask(own_class.notna()))
    for promise in PROMISES:
        tested = calibration(settings.commodity, promise, changes)
        words = table[f"p_{promise}"].map(lambda p, tested=tested: word_borne_out(p, tested))
        table[f"{promise}_word"] = words.astype(object).mask(own_class.notna(), own_class)
    return table


@once_per_tables(maxsize=32)
def _panel(commodity: str) -> pd.DataFrame:
    """The baseline's balances of all years of a commodity, one under the other."""
    tables = [
        found.table.assign(year=found.settings.year)
        for found in _balances(commodity, evaluation.balanced_commodities())
    ]
    return pd.concat(tables, ignore_index=True) if tables else _NO_FIGURES


@once_per_tables(maxsize=32)
def _ratio_changes(commodity: str) -> pd.DataFrame:
    return ratio_changes(_panel(commodity))


@once_per_tables(maxsize=64)
def cases(commodity: str, changes: Changes = ()) -> pd.DataFrame:
    """What the baseline of every year promised and what the next year brought.

    Returns
    -------
    DataFrame
        As ``outcomes``, with ``p_sign`` and ``island_group``.
    """
    found = outcomes(_panel(commodity))
    drawn = [
        summarise_draws(draws(made, changes)).assign(year=made.settings.year)
        for made in _balances(commodity, evaluation.balanced_commodities())
    ]
    if not drawn:
        return found.assign(p_sign=pd.Series(dtype=float), island_group=pd.Series(dtype=object))
    promised = pd.concat(drawn)[["regency_code", "year", "p_sign"]]
    table = found.merge(promised, on=["regency_code", "year"], how="left")
    return table.assign(island_group=table["regency_code"].map(_islands()))


@once_per_tables(maxsize=64)
def calibration(commodity: str, promise: Promise, changes: Changes = ()) -> pd.DataFrame:
    """Promise and outcome of every word, see ``calibrate``."""
    tested = cases(commodity, changes).rename(columns={f"p_{promise}": "promise"})
    return calibrate(tested, own_scatter(commodity).common_pct / 100.0)


@once_per_tables(maxsize=64)
def total_interval(balance: Balance, changes: Changes = ()) -> TotalInterval:
    """Interval of the balance of all known regencies together."""
    return summarise_total(draws(balance, changes))


@once_per_tables(maxsize=256)
def swings(balance: Balance, regency_code: str | None, changes: Changes = ()) -> pd.DataFrame:
    """By how much each input moves the balance of a regency, or of NTT (None); see ``tornado``."""
    judged = balance.table["balance_class"].isin(JUDGED_CLASSES)
    table = balance.table[judged]
    inputs = balance.inputs[balance.inputs["regency_code"].isin(table["regency_code"])]
    rules = spreads(balance.settings.commodity, changes)
    return tornado(table, inputs, rules, regency_code, n_draws=N_DRAWS, islands=_islands())


@once_per_tables(maxsize=64)
def firmness(answer: Answer, changes: Changes = ()) -> PairDraws:
    """How often each pair appears when the drawn balances are matched."""
    return answer.firmness(draws(answer.balance, changes))
