"""The one place where a scenario is answered: balance, pairs, firmness and totals.

The baseline is a scenario like any other. Answers are kept per edition of the data and shared
between sessions: a page may read them, and copies before it changes one.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.balance.result import Balance, make_balance
from analysis.balance.settings import BalanceTables, MissingInputs, usable_rows
from analysis.balance.yearly_norms import provincial_levels, with_yearly_norms
from analysis.matching.options import MatchingOptions
from analysis.scenario.apply import AppliedScenario, apply_scenario
from analysis.scenario.references import KnownNames, require_known
from analysis.scenario.scenario import EVERYWHERE, Scenario, baseline
from geo import places
from geo.places import regencies
from ntt_data import handed_in
from ntt_data.editions import once_per_tables
from ntt_data.tables import load
from services.answer import freight

DEFAULT_COMMODITY = "rice"


def baseline_of(
    commodity: str, year: int, matching: MatchingOptions | None = None, name: str = "-"
) -> Scenario:
    """The scenario that everybody starts from, for a commodity and year."""
    made = baseline(name, commodity, year)
    return made if matching is None else replace(made, matching=matching)


def evaluate(scenario: Scenario, commodity: str | None = None) -> Answer | MissingInputs:
    """The answer for the scenario's commodity (or another); its name plays no part.

    Parameters
    ----------
    scenario : Scenario
    commodity : str, optional
        Another commodity than the scenario's own.

    Returns
    -------
    Answer or MissingInputs
        Shared between sessions; what is missing where there is no balance.

    Raises
    ------
    ScenarioError
        It names a place, parameter, edge or event that is not known.
    """
    return _evaluated(scenario.without_name(), commodity or scenario.commodity)


@once_per_tables(maxsize=512)
def standard(commodity: str, year: int) -> Answer | MissingInputs:
    """The answer of the baseline, or what is missing for one.

    Kept by commodity and year: each part of a page asks for it, and to make a scenario, to check
    it and to compare it with all those answered before costs more than anything else about that.
    """
    return evaluate(baseline_of(commodity, year))


def balance(commodity: str, year: int) -> Balance | MissingInputs:
    """The balance of the baseline, or what is missing for one."""
    found = standard(commodity, year)
    return found if isinstance(found, MissingInputs) else found.balance


def baseline_answer(commodity: str, year: int, matching: MatchingOptions | None = None) -> Answer:
    """The answer of the baseline; only for a commodity and year that have a balance."""
    found = (
        standard(commodity, year)
        if matching is None
        else evaluate(baseline_of(commodity, year, matching))
    )
    assert isinstance(found, Answer), f"no balance of {commodity} in {year}"
    return found


def answer_sources(answer: Answer) -> list[str]:
    """What an answer's figures rest on; what differs from the baseline is an assumption."""
    options = answer.scenario.matching
    untouched = baseline_of(answer.scenario.commodity, answer.scenario.year, options)
    own = () if answer.scenario == untouched.without_name() else ("assumption",)
    return [*match_sources(answer.balance), *own]


def match_sources(*balances: Balance) -> list[str]:
    """What the pairs of these balances rest on: their figures, and the freight of every path."""
    figures = [cell for balance in balances for cell in balance_sources(balance)]
    return [*figures, *freight.network_sources()]


@once_per_tables(maxsize=512)
def balance_sources(balance: Balance) -> tuple[str, ...]:
    """The sources of each regency's balance, in the order of its table."""
    return tuple(balance.table["source_ids"])


@once_per_tables(maxsize=1)
def balance_tables() -> BalanceTables:
    """The tables from which every balance is made; norms of every year that is produced in."""
    levels = provincial_levels(load("provincial_figures"))
    return BalanceTables(
        regencies=regencies(),
        production=load("production"),
        conversions=load("conversions"),
        population=load("population"),
        consumption=with_yearly_norms(load("consumption"), levels, produced_commodities()),
        not_comparable=_not_comparable(),
    )


def _not_comparable() -> dict[str, str]:
    """Commodities whose production and norm count different things, each with its reason."""
    rows = load("commodities").dropna(subset=["not_comparable"])
    return dict(zip(rows["commodity"], rows["not_comparable"], strict=True))


@once_per_tables(maxsize=1)
def produced_commodities() -> dict[str, list[int]]:
    """Commodities with a production figure in any regency, and their years, newest first."""
    production = load("production")
    rows = production[(production["measure"] == "production") & production["value"].notna()]
    years = rows.groupby("commodity")["year"].unique()
    return {str(name): sorted(map(int, found), reverse=True) for name, found in years.items()}


@once_per_tables(maxsize=1)
def balanced_commodities() -> dict[str, list[int]]:
    """Commodities that have a balance for enough of the regencies, with those years.

    Those whose production and norm are not comparable are not among them.
    """
    suspended = balance_tables().not_comparable
    return {name: years for name, years in two_sided().items() if name not in suspended}


@once_per_tables(maxsize=1)
def two_sided() -> dict[str, list[int]]:
    """Commodities with production and need of half of the regencies or more, with those years.

    One regency is enough where the bureau has accepted its figure: the others are unknown then.
    """
    enough = len(regencies()) / 2
    reported = _reported()
    convertible = set(load("conversions")["commodity"])
    found: dict[str, list[int]] = {}
    for commodity, years in produced_commodities().items():
        if commodity not in convertible:
            continue  # without a coefficient there is no balance in any year
        usable = []
        for year in years:
            result = balance(commodity, year)
            if isinstance(result, Balance) and (
                result.summary.n_with_figures >= (1 if (commodity, year) in reported else enough)
            ):
                usable.append(year)
        if usable:
            found[commodity] = usable
    return found


def _reported() -> set[tuple[str, int]]:
    """Commodities and years of which a regency's own figure was accepted."""
    production = load("production")
    rows = production[production["grade"].eq(handed_in.GRADE)]
    return set(zip(rows["commodity"], rows["year"].astype("int64"), strict=True))


@once_per_tables(maxsize=1)
def newest_full_years() -> dict[str, int]:
    """Commodity -> the newest year in which both sides are known of all regencies, or of most."""

    def preference(commodity: str, year: int) -> tuple[int, int]:
        found = balance(commodity, year)
        return (found.summary.n_with_figures if isinstance(found, Balance) else 0), year

    return {
        commodity: max(years, key=lambda year: preference(commodity, year))
        for commodity, years in two_sided().items()
    }


def default_year(commodity: str = DEFAULT_COMMODITY) -> int:
    """The year one sees first: the newest that is known in full; older ones are chosen.

    Of a commodity without a balance, the newest year with a figure.
    """
    return newest_full_years().get(commodity) or produced_commodities()[commodity][0]


def reference_balance(commodity: str) -> Balance | None:
    """The balance of the year one sees first: every map of the commodity has its classes."""
    if commodity not in newest_full_years():
        return None
    found = balance(commodity, default_year(commodity))
    return found if isinstance(found, Balance) else None


def usual_year() -> int:
    """The year one sees first where all commodities are shown: the newest full one of each."""
    return min(default_year(commodity) for commodity in balanced_commodities())


@once_per_tables(maxsize=512)
def usual_eaten_out_pct(commodity: str, year: int) -> float:
    """What the baseline adds to the norm for eating out, in per cent; 0 where nothing is known."""
    found = balance(commodity, year)
    if isinstance(found, MissingInputs):
        return 0.0
    known = found.table["eaten_out"].dropna()
    return 0.0 if known.empty else float(known.iloc[0]) * 100.0


@once_per_tables(maxsize=1)
def known_names() -> KnownNames:
    """What a scenario may refer to, from the curated tables."""
    return KnownNames(
        commodities=frozenset(load("commodities")["commodity"]),
        scopes=frozenset([EVERYWHERE, *load("zones")["zone_id"], *regencies()["regency_code"]]),
        suppliers=frozenset(places.place_names()),
        receivers=frozenset(places.regency_names()),
        cost_parameters=frozenset(load("cost_parameters")["parameter"]),
        closed_edges=frozenset(load("transport_edges")["edge_id"]),
        closure_events=frozenset(load("closure_events")["event"]),
    )


@once_per_tables(maxsize=192)
def _evaluated(scenario: Scenario, commodity: str) -> Answer | MissingInputs:
    require_known(scenario, known_names())
    # How goods move plays no part in the balance: answers that differ only in that share it.
    figures = replace(
        *(scenario,),
        matching=MatchingOptions(),
        cost_parameters=(),
        closed_edges=(),
        closure_events=(),
    )
    found = _balanced(figures, commodity)
    if isinstance(found, MissingInputs):
        return found
    made, demand = found
    return Answer(
        scenario=scenario,
        balance=made,
        demand=demand,
        costs=freight.transport_costs(scenario),
        places=regencies(),
    )


@once_per_tables(maxsize=192)
def _balanced(scenario: Scenario, commodity: str) -> tuple[Balance, pd.DataFrame] | MissingInputs:
    applied: AppliedScenario = apply_scenario(
        balance_tables(), scenario, commodity, _usable_rows(commodity)
    )
    if isinstance(applied.settings, MissingInputs):
        return applied.settings
    made = make_balance(applied.tables, applied.settings, applied.extra_need_t)
    return made, applied.demand


@once_per_tables(maxsize=64)
def _usable_rows(commodity: str) -> dict[str, pd.DataFrame]:
    """What a balance of the commodity could use, the same for all its years and scenarios."""
    return usable_rows(balance_tables(), commodity)
