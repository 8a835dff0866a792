"""The first screen: each commodity's newest answer, with what is known beside it."""

from __future__ import annotations

from dataclasses import replace

from analysis.balance.result import Balance
from analysis.balance.year_change import year_change
from analysis.overview import Brief, Overview, overview
from ntt_data.editions import once_per_tables
from ntt_data.handed_in import GRADE
from ntt_data.tables import load
from services.answer import certainty, evaluation, market
from services.province import balances_of_the_province_alone
from services.rounds import sheet_of


@once_per_tables(maxsize=1)
def first_screen() -> Overview:
    """Every commodity of which production and need are known, in its newest full year.

    First the usual one, last those whose production and need cannot be compared.
    """
    suspended = evaluation.balance_tables().not_comparable
    order = sorted(
        evaluation.two_sided(),
        key=lambda name: (name != evaluation.DEFAULT_COMMODITY, name in suspended, name),
    )
    briefs = [brief(commodity, evaluation.default_year(commodity)) for commodity in order]
    return overview(briefs, load("kpju"))


@once_per_tables(maxsize=128)
def brief(commodity: str, year: int) -> Brief:
    """What is known of a commodity; it must have a balance in ``year``."""
    answer = evaluation.baseline_answer(commodity, year)
    balance = answer.balance
    newer = {
        each: _n_known(commodity, each)
        for each in evaluation.two_sided().get(commodity, [])
        if each > year
    }
    before = _year_before(balance)
    is_alike = before is not None and _forms(before) == _forms(balance)
    known = Brief(
        answer,
        office(commodity),
        change=year_change(before, balance) if before and is_alike else None,
        differs_in_form=before is not None and not is_alike,
        of_province=next(
            (each for each in balances_of_the_province_alone(commodity) if each.year > year), None
        ),
        newer=newer,
        n_accepted=int(balance.inputs[balance.inputs["grade"].eq(GRADE)]["regency_code"].nunique()),
    )
    if balance.suspended:
        return known
    delivered = market.delivered(answer)
    cheaper = delivered[delivered["gateway_is_cheaper"].astype(bool)]
    return replace(
        known,
        total=certainty.total_interval(balance),
        firmness=certainty.firmness(answer),
        carried=tuple(market.carried(answer)[1:]),
        cheaper_outside=frozenset(zip(cheaper["origin"], cheaper["destination"], strict=True)),
    )


def office(commodity: str) -> str:
    """Sheet of a round (of ``ntt_data.collection.SHEETS``) whose office knows its production."""
    return _offices()[commodity]


@once_per_tables(maxsize=1)
def _offices() -> dict[str, str]:
    table = load("commodities")
    return dict(zip(table["commodity"], map(sheet_of, table["group"]), strict=True))


def _n_known(commodity: str, year: int) -> int:
    found = evaluation.balance(commodity, year)
    return found.summary.n_with_figures if isinstance(found, Balance) else 0


def _year_before(balance: Balance) -> Balance | None:
    """Of the same commodity; None where both sides are known of too few regencies."""
    settings = balance.settings
    before = settings.year - 1
    if before not in evaluation.two_sided().get(settings.commodity, []):
        return None
    found = evaluation.balance(settings.commodity, before)
    return found if isinstance(found, Balance) else None


def _forms(balance: Balance) -> tuple[str, str]:
    return balance.settings.production_form, balance.settings.need_form
