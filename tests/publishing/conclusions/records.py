"""Conclusions from rows: agreements, animals, one side of a balance, what tables cover."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from analysis.balance.one_sided import BesideGroup, HouseholdShare, Marketed
from geo.places import place_name, regency_names
from ntt_data.tables import load
from publishing.sentences import agreements, coverage, livestock, one_sided
from services import one_sided as one_side
from services import profile
from tests.publishing.conclusions.case import Conclusion, Said

# --- agreements ---


def _agreements(*levels: str) -> Said:
    rows = profile.agreements("5308").head(len(levels)).assign(level=list(levels))
    return agreements.agreements_headline(rows)


def _partners(**changes: object) -> Said:
    rows = profile.agreements("5308").head(1).assign(**changes)
    return [agreements.agreement_text(row, "5308") for row in rows.to_dict("records")]


def _everybody() -> str:
    return ";".join(regency_names())


AGREEMENTS = [
    Conclusion(
        *("agreements.agreements_headline", "Cooperation: no agreement and no talks were found"),
        said=_agreements,
        not_said=lambda: _agreements("whole_province"),
    ),
    Conclusion(
        *("agreements.agreements_headline", "Cooperation: nothing was found but what all"),
        said=lambda: _agreements("whole_province"),
        not_said=lambda: _agreements("whole_province", "regencies"),
    ),
    Conclusion(
        *("agreements.agreements_headline", "Cooperation: agreements, talks and meetings"),
        said=lambda: _agreements("whole_province", "regencies"),
        not_said=lambda: _agreements("whole_province"),
    ),
    Conclusion(
        *("agreements.partners_of", "all other regencies of NTT"),
        said=lambda: _partners(regency_codes=_everybody()),
        not_said=lambda: _partners(regency_codes="5308;5301"),
    ),
    Conclusion(
        *("agreements.partners_of", "all regencies of NTT"),
        said=lambda: agreements.partners_of({"regency_codes": _everybody(), "other_parties": None}),
        not_said=lambda: agreements.partners_of(
            {"regency_codes": "5308;5301", "other_parties": None}
        ),
    ),
    Conclusion(
        *("agreements.all_agreements_headline", "What exists: {n} declarations"),
        said=lambda: agreements.all_agreements_headline(load("cooperation_agreements")),
        not_said=lambda: agreements.all_agreements_headline(
            load("cooperation_agreements").query("year > 2011")
        ),
        words="22 declarations, agreements and talks found since 2011",
    ),
    Conclusion(
        *("agreements._line", "with {partners}"),
        said=lambda: _partners(regency_codes="5308;5301"),
        not_said=lambda: _partners(regency_codes="5308", other_parties=None),
    ),
    Conclusion(
        *("agreements._line", "partner not named"),
        said=lambda: _partners(regency_codes="5308", other_parties=None),
        not_said=lambda: _partners(regency_codes="5308", other_parties="Bulog"),
    ),
]

# --- animals ---


def _counts(contradicted: bool, n: int = 2) -> pd.DataFrame:
    """So many counts of the same animals in one regency."""
    rows = profile.livestock_herds("5304").head(1)
    return pd.concat([rows] * n, ignore_index=True).assign(contradicted=contradicted)


def _livestock(herds: pd.DataFrame) -> Said:
    return livestock.livestock_headline(profile.livestock_shipments("5304").head(0), herds)


def _herds(**changes: object) -> Said:
    rows = _counts(contradicted=True).assign(**changes)
    return [line.figures for line in livestock.herd_lines(rows)]


LIVESTOCK = [
    Conclusion(
        *("livestock.livestock_headline", "Livestock: no quota, shipment or count was found"),
        said=lambda: _livestock(_counts(contradicted=False, n=2).head(0)),
        not_said=lambda: _livestock(_counts(contradicted=False)),
    ),
    Conclusion(
        *("livestock.livestock_headline", "Livestock: {shipments} figures on quotas"),
        said=lambda: _livestock(_counts(contradicted=False)),
        not_said=lambda: _livestock(_counts(contradicted=False).head(0)),
    ),
    Conclusion(
        *("livestock.livestock_headline", "; sources contradict each other on {n}"),
        said=lambda: _livestock(_counts(contradicted=True)),
        not_said=lambda: _livestock(_counts(contradicted=False)),
    ),
    Conclusion(
        *("livestock._side_by_side", "{one} or {other}"),
        said=_herds,
        not_said=lambda: _herds(contradicted=False),
    ),
    Conclusion(
        *("livestock._side_by_side", " – the sources contradict each other"),
        said=_herds,
        not_said=lambda: _herds(contradicted=False),
    ),
    Conclusion(
        *("livestock._when", "until {month}"),
        said=lambda: _herds(last_month=5, first_month=None, cumulative=True),
        not_said=lambda: _herds(last_month=5, first_month=None, cumulative=False),
    ),
]

# --- one side of a balance ---


@lru_cache
def _pulses() -> BesideGroup:
    found = one_side.beside_group("mung_bean")
    assert found is not None
    return found[0]


def _malaka(verdict: str, **doubts: str) -> BesideGroup:
    none = {"doubts_norm": "", "doubts_production": "", "doubts_population": ""}
    table = _pulses().table.query("regency_code == '5321'")
    return replace(_pulses(), table=table.assign(verdict=verdict, **{**none, **doubts}))


def _lines(verdict: str, **doubts: str) -> Said:
    return one_sided.group_lines(_malaka(verdict, **doubts))


@lru_cache
def _coffee() -> Marketed:
    found = one_side.marketed("coffee")
    assert found is not None
    return found[0]


def _sound() -> Marketed:
    return replace(_coffee(), table=_coffee().table[_coffee().table["sound"]])


@lru_cache
def _maize() -> HouseholdShare:
    found = one_side.provincial_share("maize")
    assert found is not None
    return found[0]


ONE_SIDED = [
    Conclusion(
        *("one_sided.group_headline", "{name} {year}: {who} produce more than is needed"),
        said=lambda: one_sided.group_headline(_malaka("exceeds")),
        not_said=lambda: one_sided.group_headline(_malaka("doubtful")),
    ),
    Conclusion(
        *("one_sided.group_headline", "{name} {year}: in {who} production exceeds the printed"),
        said=lambda: one_sided.group_headline(_malaka("doubtful")),
        not_said=lambda: one_sided.group_headline(_malaka("silent")),
    ),
    Conclusion(
        *("one_sided.group_headline", "{name} {year}: no regency is known to produce more"),
        said=lambda: one_sided.group_headline(_malaka("silent")),
        not_said=lambda: one_sided.group_headline(_malaka("doubtful")),
    ),
    Conclusion(
        *("one_sided.group_lines", "{regency}: {production} of {name}, {per_head}"),
        said=lambda: _lines("exceeds"),
        not_said=lambda: _lines("silent"),
    ),
    Conclusion(
        *("one_sided._doubt", "Need in doubt: {why}"),
        said=lambda: _lines("doubtful", doubts_norm="suspect"),
        not_said=lambda: _lines("doubtful", doubts_production="suspect"),
    ),
    Conclusion(
        *("one_sided._doubt", "Production in doubt: it lies far"),
        said=lambda: _lines("doubtful", doubts_production="suspect"),
        not_said=lambda: _lines("doubtful", doubts_norm="suspect"),
    ),
    Conclusion(
        *("one_sided._doubt", "Population in doubt"),
        said=lambda: _lines("doubtful", doubts_population="suspect"),
        not_said=lambda: _lines("doubtful", doubts_norm="suspect"),
    ),
    Conclusion(
        *("one_sided._doubt", "So no surplus is certain"),
        said=lambda: _lines("doubtful", doubts_norm="suspect"),
        not_said=lambda: _lines("exceeds"),
    ),
    Conclusion(
        *("one_sided.group_note", "In {n} regencies production does not exceed"),
        said=lambda: one_sided.group_note(_malaka("silent")),
        not_said=lambda: one_sided.group_note(_malaka("exceeds")),
    ),
    Conclusion(
        *("one_sided.group_note", "Of {n} a figure is lacking"),
        said=lambda: one_sided.group_note(_malaka("unknown")),
        not_said=lambda: one_sided.group_note(_malaka("silent")),
    ),
    Conclusion(
        *("one_sided.market_headline", "{name} {year}: {total} to market, from {n} regencies"),
        said=lambda: one_sided.market_headline(replace(_sound(), table=_sound().table.head(3))),
        not_said=lambda: one_sided.market_headline(replace(_sound(), table=_sound().table.head(2))),
        words=", from 3 regencies",
    ),
    Conclusion(
        *("one_sided.market_lines", "Left out of the total"),
        said=lambda: one_sided.market_lines(_coffee()),
        not_said=lambda: one_sided.market_lines(_sound()),
    ),
    Conclusion(
        *("one_sided.market_lines", "Most: {who}"),
        said=lambda: one_sided.market_lines(_sound()),
        not_said=lambda: one_sided.market_lines(replace(_sound(), table=_sound().table.iloc[1:])),
        words=lambda: f"Most: {place_name(_sound().table['regency_code'].iloc[0])} ",
    ),
    Conclusion(
        *("one_sided.share_headline", "{name}, all of NTT: households eat"),
        said=lambda: one_sided.share_headline(replace(_maize(), production_t=100.0, eaten_t=40.0)),
        not_said=lambda: one_sided.share_headline(
            replace(_maize(), production_t=100.0, eaten_t=50.0)
        ),
        words="the equivalent of 40 % of production",
    ),
]

# --- what tables cover ---


def _table(**grades: float) -> Said:
    none = {"A": None, "B": None, "C": None, "handed_in": None, "assumption": None}
    return coverage.table_line({**none, **grades, "n_regencies": 3, "years": "2020"})


TABLES = [
    Conclusion(
        *("coverage.tables_headline", "{tables} tables with {rows} rows"),
        said=lambda: coverage.tables_headline(pd.DataFrame({"n_rows": [3, 4]})),
        not_said=lambda: coverage.tables_headline(pd.DataFrame({"n_rows": [3]})),
        words="2 tables with 7 rows",
    ),
    Conclusion(
        *("coverage.table_line", "rows by grade: {grades}"),
        said=lambda: _table(B=5),
        not_said=lambda: _table(B=0),
    ),
]

CASES = [*AGREEMENTS, *LIVESTOCK, *ONE_SIDED, *TABLES]
