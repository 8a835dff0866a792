"""The shared stock board: accepted figures row by row, and what reaches whom at what cost.

Nothing is added up here: what two offices of one regency have handed in of the same good stands in
two rows, and a figure that is not known stays so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from math import inf, isnan
from typing import Any, NamedTuple

import pandas as pd

#: One row of the board: one office's figures of one thing in one period.
THING = ("regency_code", "sheet", "item", "form", "unit", "year", "first_month", "last_month")
#: How far freight is known, in the order in which rows are shown: with a price at the place of
#: arrival, with freight alone, without a path, counted otherwise than in tonnes, at home.
REACHES = ("delivered", "freight", "no_path", "not_by_weight", "own")
_UNKNOWN = float("nan")


def board_entries(
    figures: pd.DataFrame,
    versions: pd.DataFrame,
    today: date,
    measures: Sequence[str],
    texts: Sequence[str] = (),
) -> pd.DataFrame:
    """Accepted figures, one row per thing and period.

    Parameters
    ----------
    figures : DataFrame
        Of ``ntt_data.handed_in.accepted_figures``.
    versions : DataFrame
        ``receipt_no``, ``office``, ``channel``, ``handed_in_on`` (date) of every receipt in it.
    today : date
        On the clocks of those who read.
    measures, texts
        Which amounts, and which texts, the board has.

    Returns
    -------
    DataFrame
        ``THING``; for each measure its value in the unit of the row (``asked_price``: Rp per kg, of
        what is counted in head per head),
        ``<measure>_status`` (empty where no answer was accepted) and ``<measure>_receipt``; the
        texts; ``receipts`` (those behind the row, ``;`` between them), of the one accepted last
        ``receipt_no``, ``office``, ``channel``, ``handed_in_on``; ``age_days``
        (from handing in until today) and ``is_stale`` (its period is over). Of several rounds that
        ask for the same in the same period the answer that was accepted last counts. Sorted by
        ``THING``.

    Examples
    --------
    >>> figures = pd.DataFrame([{
    ...     "regency_code": "5311", "sheet": "agriculture", "item": "maize", "form": "dry_shelled",
    ...     "unit": "t", "year": 2026, "first_month": 10, "last_month": 12,
    ...     "measure": "to_sell", "status": "value", "value": 1200.0, "text": "1200",
    ...     "receipt_no": "R1", "review_no": 1}])
    >>> versions = pd.DataFrame([{"receipt_no": "R1", "office": "Dinas Pertanian",
    ...     "channel": "form", "handed_in_on": date(2026, 11, 27)}])
    >>> found = board_entries(figures, versions, date(2026, 11, 30), ["to_sell", "lacking"])
    >>> found[["to_sell", "lacking_status", "age_days", "is_stale"]].values.tolist()
    [[1200.0, '', 3, False]]
    """
    known = figures[figures["measure"].isin([*measures, *texts])]
    in_order = known.sort_values(["review_no", "receipt_no"], kind="stable")
    # By the number of the decision, as clocks of the hall are set right in between. The last round
    # that asks for the same again takes the place of the earlier ones.
    counting = in_order.drop_duplicates([*THING, "measure"], keep="last")
    of_version = versions.set_index("receipt_no").to_dict("index")
    things: dict[tuple[Any, ...], list[dict[Any, Any]]] = {}
    for figure in counting.to_dict("records"):
        figure["form"] = None if pd.isna(figure["form"]) else figure["form"]
        things.setdefault(tuple(figure[name] for name in THING), []).append(figure)
    rows = [
        dict(zip(THING, thing, strict=True))
        | _answers(answers, measures, texts)
        | of_version[answers[-1]["receipt_no"]]
        for thing, answers in things.items()
        # A text left empty is no answer: where there is nothing else, there is nothing to show.
        if any(each["measure"] in measures or pd.notna(each["text"]) for each in answers)
    ]
    entries = pd.DataFrame(rows, columns=_columns(measures, texts))
    entries = entries.astype(dict.fromkeys(measures, "float64"))
    # A column of texts would turn what has no form into NaN, which is a form to whoever words it.
    forms = pd.Series([row["form"] for row in rows], entries.index, dtype=object)
    entries = entries.assign(form=forms)
    ages = [(today - handed_in_on).days for handed_in_on in entries["handed_in_on"]]
    ends = map(_period_end, entries["year"], entries["last_month"])
    return (
        entries.assign(
            age_days=pd.Series(ages, entries.index, dtype="int64"),
            is_stale=pd.Series([end < today for end in ends], entries.index, dtype="bool"),
        )
        .sort_values(list(THING), kind="stable", na_position="first")
        .reset_index(drop=True)
    )


def _answers(
    in_order: Sequence[dict[Any, Any]], measures: Sequence[str], texts: Sequence[str]
) -> dict[str, Any]:
    """Of one thing: its amounts and texts, each with its receipt; the one accepted last is last."""
    answers = {each["measure"]: each for each in in_order}
    row: dict[str, Any] = {}
    for measure in measures:
        answer = answers.get(measure, {})
        row[measure] = answer.get("value", float("nan"))
        row[f"{measure}_status"] = answer.get("status", "")
        row[f"{measure}_receipt"] = answer.get("receipt_no", "")
    row |= {text: answers.get(text, {}).get("text") for text in texts}
    row["receipts"] = ";".join(dict.fromkeys(each["receipt_no"] for each in in_order))
    return row | {"receipt_no": in_order[-1]["receipt_no"]}


def _columns(measures: Sequence[str], texts: Sequence[str]) -> list[str]:
    of_measures = [
        name
        for measure in measures
        for name in (measure, f"{measure}_status", f"{measure}_receipt")
    ]
    last = ["receipts", "receipt_no", "office", "channel", "handed_in_on"]
    return [*THING, *of_measures, *texts, *last]


def _period_end(year: int, last_month: int) -> date:
    return date(int(year), int(last_month), monthrange(int(year), int(last_month))[1])


def amounts_of(entries: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows with an amount above zero of a measure, such as ``to_sell``; nihil is none of them."""
    return entries[entries[measure].gt(0)].reset_index(drop=True)


def by_version_of(rows: pd.DataFrame, measure: str, versions: pd.DataFrame) -> pd.DataFrame:
    """Rows of amounts with receipt, office, channel, day and age of the version of that amount.

    Another figure of the row may have been handed in later, and by another office.

    Parameters
    ----------
    rows : DataFrame
        Of ``board_entries``, with an amount of the measure.
    versions : DataFrame
        As for ``board_entries``.
    """
    own = versions.set_index("receipt_no").loc[rows[f"{measure}_receipt"]].reset_index()
    own = own.set_axis(rows.index)
    later = [
        (last - first).days
        for last, first in zip(rows["handed_in_on"], own["handed_in_on"], strict=True)
    ]
    ages = rows["age_days"] + pd.Series(later, rows.index, dtype="int64")
    return rows.assign(**{str(name): own[name] for name in own}, age_days=ages)


def with_freight(
    rows: pd.DataFrame,
    reader: str | None,
    between: pd.DataFrame,
    prices: pd.Series,
    to_reader: bool = True,
) -> pd.DataFrame:
    """Offers (or lacks) with freight to (or from) the reader's regency, those that fit best first.

    Delivered price = price asked where the goods are + freight of the cheapest path between the
    two capitals; no trader's margin is in it.

    Parameters
    ----------
    rows : DataFrame
        Of ``board_entries``.
    reader : str or None
        The reader's regency; None: no freight, and the order of size.
    between : DataFrame
        ``origin``, ``destination``, ``cost_idr_per_t``, ``weakest_basis`` of every open path.
    prices : Series
        Asked where the goods are, with the index of ``rows``; missing where none is. In Rp/kg of
        what is counted in tonnes, all else is no price per kg.
    to_reader : bool
        Whether the goods come to the reader, or go from there.

    Returns
    -------
    DataFrame
        ``rows`` with ``price_idr_per_kg``, ``freight_idr_per_kg``, ``delivered_idr_per_kg`` (both
        missing where unknown), ``path_basis`` and ``reach`` (of ``REACHES``, empty without a
        reader). Rows whose period is over come last, then by ``reach`` and by what it costs.
    """
    own, other = ("destination", "origin") if to_reader else ("origin", "destination")
    paths = between[between[own].eq(reader or "")]
    path_of = dict(
        zip(
            paths[other],
            zip(paths["cost_idr_per_t"], paths["weakest_basis"], strict=True),
            strict=True,
        )
    )
    told = [
        _told(code, unit == "t", price, path_of.get(code, (_UNKNOWN, None)), reader)
        for code, unit, price in zip(rows["regency_code"], rows["unit"], prices, strict=True)
    ]
    # Row by row, not column by column: of some twenty rows a table for each step is most of it.
    amounts = rows["to_sell" if to_reader else "lacking"]
    things = zip(*(rows[name] for name in THING), strict=True)
    keys = [
        (stale, *_place(each), -amount, *((pd.isna(part), part) for part in thing))
        for stale, each, amount, thing in zip(rows["is_stale"], told, amounts, things, strict=True)
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    found = pd.DataFrame([told[place] for place in order], columns=_Told._fields)
    types = dict.fromkeys(_Told._fields[:3], "float64") | dict.fromkeys(_Told._fields[3:], object)
    return rows.take(order).reset_index(drop=True).assign(**found.astype(types))


class _Told(NamedTuple):
    """What is told beside a row of its price, its path and how far freight is known."""

    price_idr_per_kg: float
    freight_idr_per_kg: float
    delivered_idr_per_kg: float
    path_basis: str | None
    reach: str


def _told(
    code: str, by_weight: bool, price: float, path: tuple[float, str | None], reader: str | None
) -> _Told:
    of_good = price if by_weight and price > 0 else _UNKNOWN
    freight, basis = (path[0] / 1000, path[1]) if by_weight else (_UNKNOWN, None)
    delivered = of_good + freight
    reach = _reach(code, by_weight, freight, delivered, reader)
    return _Told(of_good, freight, delivered, basis, reach)


def _place(told: _Told) -> tuple[int, float]:
    cost = (
        told.freight_idr_per_kg if isnan(told.delivered_idr_per_kg) else told.delivered_idr_per_kg
    )
    return REACHES.index(told.reach) if told.reach else len(REACHES), inf if isnan(cost) else cost


def _reach(
    regency: str, by_weight: bool, freight: float, delivered: float, reader: str | None
) -> str:
    if reader is None:
        return ""
    if regency == reader:
        return "own"
    if not by_weight:
        return "not_by_weight"
    if pd.isna(freight):
        return "no_path"
    return "freight" if pd.isna(delivered) else "delivered"
