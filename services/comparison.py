"""Figures of a version beside what is known already: curated, earlier, accepted, asked about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.collection.known_figures import KnownFigure
from ntt_data import editions
from ntt_data.collection import SHEETS
from ntt_data.handed_in import standing
from ntt_data.store import review_store, round_store
from ntt_data.store.collection_records import Finding, Review, Round, RoundItem, SheetKey, Version
from ntt_data.tables import curated
from services import access
from services.access import Actor, Subject
from services.hand_in import Field
from services.held_against import earlier_years, known_figures


@dataclass(frozen=True)
class Compared:
    """A figure of a version beside what is known already, in the same unit, form and year.

    ``curated`` is the figure of the curated tables with its source and grade, ``accepted`` what
    counts at the moment; None where there is none. ``accepted_round`` is the name of the round
    that it is of, where that is another one. ``findings`` are the questions about it with
    the office's answers; ``others`` what is known of the same thing otherwise: the same year in
    another form, the regency's newest figure of an earlier year, prices, a computed need.
    """

    field: Field
    status: str
    value: float | None
    text: str | None
    unit: str | None
    curated: float | None = None
    curated_source: str | None = None
    curated_grade: str | None = None
    accepted: float | None = None
    accepted_receipt: str | None = None
    accepted_round: str | None = None
    findings: tuple[Finding, ...] = ()
    others: tuple[KnownFigure, ...] = ()

    @property
    def difference(self) -> float | None:
        """How far it is above the curated figure, in its unit."""
        if self.status == "none" and self.curated is not None:
            return -self.curated
        return None if self.value is None or self.curated is None else self.value - self.curated


def compared(actor: Actor, version: Version) -> list[Compared]:
    """Every figure of a version beside the curated one and the one that counts at the moment.

    That is the one accepted last, of whichever round asks for the same in the same period.
    """
    access.require(actor, "read", Subject("review"))
    asked = round_store().load(version.key.round_id)
    decided = [each for each in review_store().of_sheet(version.key) if each.edition is not None]
    counting = standing(decided).get(version.key, {})
    of_others = {
        period: _of_other_rounds(asked.narrowed(period), version.key) for period in asked.numbers
    }
    items = {each.item: each for each in asked.items_of(version.key.sheet)}
    measures = {each.code: each for each in SHEETS[version.key.sheet]}
    found = []
    for figure in version.figures:
        place, then = figure.place, asked.narrowed(figure.period)
        curated = _curated(then, items[figure.item], figure.measure, version.key.regency_code)
        by, round_name, counts = counting.get(place), None, place
        other = of_others[figure.period].get(
            (*place[:2], items[figure.item].form, items[figure.item].unit)
        )
        if other is not None and (by is None or by.no < other[0].no):
            by, round_name, counts = other
        found.append(
            Compared(
                field=place,
                status=figure.status,
                value=figure.value,
                text=figure.text,
                unit=measures[figure.measure].unit_for(items[figure.item].unit),
                curated=None if curated is None else float(curated["value"]),
                curated_source=None if curated is None else str(curated["source_id"]),
                curated_grade=None if curated is None else str(curated["grade"]),
                accepted=None if by is None else _amount(by, counts),
                accepted_receipt=None if by is None else by.receipt_no,
                accepted_round=round_name,
                findings=tuple(each for each in version.findings if each.place == place),
                others=_others(then, items[figure.item], figure.measure, version.key.regency_code),
            )
        )
    return found


def _of_other_rounds(
    asked: Round, key: SheetKey
) -> dict[tuple[str, str, str | None, str], tuple[Review, str, Field]]:
    """By item, measure, form and unit what counts of other rounds about the one period asked.

    Each with the name of its round and the figure's place there; of several the one accepted last.
    """
    known = editions.reviewed()
    (period,) = asked.periods
    rounds = {
        each.round_id: each
        for each, _review in known
        if each.round_id != asked.round_id and period in each.periods
    }
    found = [
        (
            (place.item, place.measure, each.form, each.unit),
            (review, rounds[other.round_id].name, place),
        )
        for other, fields in standing(review for _round, review in known).items()
        if other.round_id in rounds and other[1:] == key[1:]
        for place, review in fields.items()
        if rounds[other.round_id].periods[place.period - 1] == period
        for each in rounds[other.round_id].items_of(other.sheet)
        if each.item == place.item
    ]
    return dict(sorted(found, key=lambda each: each[1][0].no))


def _amount(review: Review, place: Field) -> float | None:
    figure = next(each for each in review.figures if each.place == place)
    return 0.0 if figure.status == "none" else figure.value


def _curated(asked: Round, item: RoundItem, measure: str, regency_code: str) -> pd.Series | None:
    """The row of the curated tables for the same thing, regency, form and year."""
    if measure != "production" or item.form is None or not asked.whole_year:
        return None
    table = curated("production")
    rows = table[
        table["regency_code"].eq(regency_code)
        & table["commodity"].eq(item.item)
        & table["measure"].eq("production")
        & table["form"].eq(item.form)
        & table["unit"].eq(item.unit)
        & table["year"].eq(asked.year)
    ]
    return None if rows.empty else rows.iloc[0]


def _others(
    asked: Round, item: RoundItem, measure: str, regency_code: str
) -> tuple[KnownFigure, ...]:
    return (
        *(_in_other_forms(asked, item, regency_code) if measure == "production" else ()),
        *earlier_years(item, regency_code, asked.year).get(measure, [])[-1:],
        *known_figures(asked, item, regency_code, [measure]).get(measure, []),
    )


def _in_other_forms(asked: Round, item: RoundItem, regency_code: str) -> list[KnownFigure]:
    """Production of the round's year that the curated tables count otherwise.

    Of a round of some months the year's own form too: the months are a part of it.
    """
    table = curated("production")
    rows = table[
        table["regency_code"].eq(regency_code)
        & table["commodity"].eq(item.item)
        & table["measure"].eq("production")
        & table["unit"].eq(item.unit)
        & table["year"].eq(asked.year)
        & table["value"].notna()
    ]
    if asked.whole_year:
        rows = rows[rows["form"].ne(item.form or "")]
    return [
        KnownFigure(
            *("own_year", float(row["value"]), item.item, asked.year),
            *((str(row["source_id"]),), str(row["grade"])),
            form=str(row["form"]),
            flag="" if pd.isna(row["flag"]) else str(row["flag"]),
            regency_code=regency_code,
        )
        for row in rows.to_dict("records")
    ]
