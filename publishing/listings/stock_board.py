"""Tables of the shared stock board: everything accepted, and what reaches the reader."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo import places
from publishing import hand_in_words, words
from publishing.formats import date as date_text
from publishing.formats import number
from publishing.language import _
from publishing.sentences import stock_board as sentences
from publishing.tables import Column, ReadyTable


def stock_table(
    entries: pd.DataFrame, measures: Sequence[str], texts: Sequence[str] = ()
) -> ReadyTable:
    """Every row of the board: amounts and answers of all measures, office and age.

    On the screen an amount stands with its unit, and an answer without amount in its words; a file
    has the numbers, and the answers beside them.
    """
    shown = _described(entries)
    columns = _thing_columns()
    for measure in measures:
        title = hand_in_words.measure(measure)
        shown[f"told_{measure}"] = [
            _answer(measure, value, status, unit)
            for value, status, unit in zip(
                *(entries[measure], entries[f"{measure}_status"], entries["unit"]), strict=True
            )
        ]
        shown[f"answer_{measure}"] = [
            hand_in_words.status(each) if each else None for each in entries[f"{measure}_status"]
        ]
        figures = {title: measure}
        if measure == "asked_price":
            shown["price_unit"] = entries["unit"].map(_price_unit)
            figures[_("{measure}: unit", measure=title)] = "price_unit"
        figures[_("{measure}: answer", measure=title)] = f"answer_{measure}"
        columns[f"told_{measure}"] = Column(title, figures=figures)
    columns |= {text: Column(hand_in_words.measure(text)) for text in texts}
    shown["receipt_told"] = entries["receipts"].str.replace(";", ", ")
    return ReadyTable(shown, columns | _office_columns("receipt_told"))


def offers_table(offers: pd.DataFrame, reader: str | None = None) -> ReadyTable:
    """Offers in their order, with freight to the reader's regency and the price there."""
    by_head = offers["unit"].eq("head")
    offers = offers.assign(price_idr_per_head=offers["asked_price"].where(by_head))
    columns = _amounts(to_sell=hand_in_words.measure("to_sell"))
    if by_head.any():
        columns |= _amounts(price_idr_per_head=_price_title("idr_per_head"))
    if not by_head.all() or offers.empty:
        columns |= _amounts(price_idr_per_kg=_price_title("idr_per_kg"))
    if reader is None:
        return _reaching(offers, columns, "")
    columns |= _amounts(
        freight_idr_per_kg=_("Freight to {place} (Rp/kg)", place=places.place_name(reader)),
        delivered_idr_per_kg=_("Delivered to {place} (Rp/kg)", place=places.place_name(reader)),
    )
    return _reaching(offers, columns | {"basis_word": Column(_("Path"))}, sentences.freight_note())


def lacks_table(lacks: pd.DataFrame, reader: str | None = None) -> ReadyTable:
    """Lacks in their order, with freight from the reader's regency and its price there."""
    columns = _amounts(lacking=hand_in_words.measure("lacking"))
    if reader is None:
        return _reaching(lacks, columns, "")
    columns |= _amounts(
        price_idr_per_kg=_("Price asked by {place} (Rp/kg)", place=places.place_name(reader)),
        freight_idr_per_kg=_("Freight from {place} (Rp/kg)", place=places.place_name(reader)),
        delivered_idr_per_kg=_("Delivered from {place} (Rp/kg)", place=places.place_name(reader)),
    )
    return _reaching(lacks, columns | {"basis_word": Column(_("Path"))}, sentences.freight_note())


def _amounts(**titles: str) -> dict[str, Column]:
    return {name: Column(title, 0) for name, title in titles.items()}


def _reaching(rows: pd.DataFrame, columns: dict[str, Column], remark: str) -> ReadyTable:
    shown = _described(rows)
    shown["basis_word"] = [
        words.distance_basis(each) if isinstance(each, str) else None for each in rows["path_basis"]
    ]
    return ReadyTable(shown, _thing_columns() | columns | _office_columns("receipt_no"), remark)


def _described(rows: pd.DataFrame) -> pd.DataFrame:
    records = rows.to_dict("records")
    return rows.assign(
        regency=rows["regency_code"].map(places.regency_names()),
        sheet_word=rows["sheet"].map(hand_in_words.sheet),
        good=pd.Series(map(sentences.good, records), rows.index, dtype=object),
        unit_word=rows["unit"].map(sentences.unit_word),
        period=pd.Series(map(sentences.period, records), rows.index, dtype=object),
        handed_in=pd.Series(map(date_text, rows["handed_in_on"]), rows.index, dtype=object),
        how=rows["channel"].map(hand_in_words.channel),
        age=rows["age_days"].map(number),
        validity=rows["is_stale"].map({True: _("period over"), False: _("running")}),
    )


def _thing_columns() -> dict[str, Column]:
    return {
        "regency": Column(_("Regency")),
        "sheet_word": Column(_("Sheet")),
        "good": Column(_("Commodity"), figures={_("Commodity"): "good", _("Unit"): "unit_word"}),
        "period": Column(
            _("Period"),
            figures={
                _("Year"): "year",
                _("First month"): "first_month",
                _("Last month"): "last_month",
            },
        ),
    }


def _office_columns(receipt: str) -> dict[str, Column]:
    return {
        "office": Column(_("Office to write to")),
        "validity": Column(_("Validity")),
        "age": Column(_("Age (days)"), figures={_("Age (days)"): "age_days"}),
        "handed_in": Column(_("Handed in on"), figures={_("Handed in on"): "handed_in_on"}),
        "how": Column(_("Handed in how")),
        receipt: Column(_("Receipt")),
    }


def _price_title(unit: str) -> str:
    return f"{hand_in_words.measure('asked_price')} ({hand_in_words.unit_word(unit)})"


def _price_unit(of_item: str) -> str:
    return hand_in_words.unit_word("idr_per_head" if of_item == "head" else "idr_per_kg")


def _answer(measure: str, value: float, status: str, unit: str) -> str | None:
    """An amount with its unit, another answer in its words, nothing where none was accepted."""
    if status != "value":
        return hand_in_words.status(status) if status else None
    if measure == "asked_price":
        return f"{number(value)} {_price_unit(unit)}"
    return sentences.amount(value, unit)
