"""What the shared stock board says: who offers and lacks what, at what cost it would arrive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.matching.ranges import Supply
from geo.places import place_name
from ntt_data.store.collection_records import RoundItem
from publishing import hand_in_words, words
from publishing.formats import number, rupiah, tonnes
from publishing.formats import year as year_text
from publishing.language import _, ngettext
from publishing.names import commodity_name, in_sentence
from publishing.sentences.matching import corridor_line, supply_words

#: Columns in which rows must agree before their amounts may be added up.
_SUMMED_OVER = ["item", "form", "unit", "year", "first_month", "last_month"]
#: Supplies that are named of one offer; more would hide it.
_MOST_SUPPLIES = 2

Row = Mapping[Any, Any]


def unit_word(code: str) -> str:
    """Unit of the amounts of a row, as its column of a table says it."""
    return {"t": _("tonnes"), "head": _("head of livestock")}.get(code, "")


def amount(value: float, unit: str) -> str:
    """``1.200 t`` or ``300 ekor``."""
    if unit == "t":
        return tonnes(value)
    return f"{hand_in_words.plain_number(value)} {unit_word(unit)}".strip()


def good(row: Row) -> str:
    """What it is, with the form in which it is counted."""
    return hand_in_words.item(RoundItem(row["sheet"], row["item"], row["unit"], row["form"]))


def period(row: Row) -> str:
    """The months or the year that a row is about."""
    return hand_in_words.months_of(row["year"], row["first_month"], row["last_month"])


def board_headline(commodity: str, offers: pd.DataFrame, lacks: pd.DataFrame) -> str:
    """How many regencies offer and lack a good, and how much where that can be added up.

    Of periods that are not over. Amounts are added up only of one good in one form, unit and
    period, and where no regency stands in it twice: two offices may count the same tonnes.
    """
    offered, lacked = offers[~offers["is_stale"]], lacks[~lacks["is_stale"]]
    name = in_sentence(commodity_name(commodity))
    if offered.empty and lacked.empty:
        return _("No accepted figure of a running period offers or lacks {good}", good=name)
    what_lacks = _what(lacked, name, "lacking")
    if _adds_up(offered) and _adds_up(lacked) and len(_kinds(pd.concat([offered, lacked]))) == 1:
        what_lacks = _total(lacked, "lacking")  # the good and the period have been said
    told = [
        ngettext(
            "{n} regency offers {what}",
            "{n} regencies offer {what}",
            offered["regency_code"].nunique(),
            what=_what(offered, name, "to_sell"),
        )
        if len(offered)
        else _("No accepted figure of a running period offers {good}", good=name),
        ngettext(
            "{n} regency lacks {what}",
            "{n} regencies lack {what}",
            lacked["regency_code"].nunique(),
            what=what_lacks,
        )
        if len(lacked)
        else _("no accepted figure of a running period lacks it"),
    ]
    return "; ".join(told)


def _kinds(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[_SUMMED_OVER].drop_duplicates()


def _adds_up(rows: pd.DataFrame) -> bool:
    return len(_kinds(rows)) == 1 and not rows["regency_code"].duplicated().any()


def _total(rows: pd.DataFrame, measure: str) -> str:
    return amount(float(rows[measure].sum()), str(rows["unit"].iloc[0]))


def _what(rows: pd.DataFrame, name: str, measure: str) -> str:
    if not _adds_up(rows):
        return name
    row = rows.to_dict("records")[0]
    return _(
        "{amount} of {good} ({period})",
        amount=_total(rows, measure),
        good=in_sentence(good(row)),
        period=period(row),
    )


def not_known_line(known: pd.DataFrame) -> str:
    """How many regencies answered only that they do not know; empty where none did."""
    running = known[~known["is_stale"]]
    answers = running[["to_sell_status", "lacking_status"]]
    knows = answers.isin(["value", "none"]).any(axis=1).groupby(running["regency_code"]).any()
    asks = answers.isin(["not_known"]).any(axis=1).groupby(running["regency_code"]).any()
    n = int((asks & ~knows).sum())
    if not n:
        return ""
    return ngettext(
        "{n} regency does not know what it has to sell or lacks; that is not zero.",
        "{n} regencies do not know what they have to sell or lack; that is not zero.",
        n,
    )


def price_words(row: Row) -> str:
    """The price asked where the goods are, or that none is known."""
    if row["asked_price"] > 0 and row["unit"] == "head":
        return _("{price}/head where it is", price=rupiah(row["asked_price"]))
    if row["asked_price"] > 0:
        return _("{price}/kg where it is", price=rupiah(row["asked_price"]))
    return _("price not said")


def age_words(row: Row) -> str:
    """How old the figure is, and that its period is over."""
    days = row["age_days"]
    told = (
        ngettext("handed in {n} day ago", "handed in {n} days ago", days)
        if days > 0
        else _("handed in today")
    )
    return _("{age}; its period is over", age=told) if row["is_stale"] else told


def arrival_line(row: Row, reader: str, to_reader: bool = True) -> str:
    """What it would cost to bring an offer to the reader, or the reader's goods to a lack."""
    mine, theirs = place_name(reader), place_name(row["regency_code"])
    ends = (theirs, mine) if to_reader else (mine, theirs)
    match row["reach"]:
        case "own":
            return _("Your own regency")
        case "not_by_weight":
            return _("Not counted in tonnes: the model knows no freight of it")
        case "no_path":
            return _("No path from {origin} to {destination}", origin=ends[0], destination=ends[1])
    told = _(
        "freight {origin} → {destination} {freight}/kg (model, assumption; path: {basis})",
        origin=ends[0],
        destination=ends[1],
        freight=rupiah(row["freight_idr_per_kg"]),
        basis=words.distance_basis(row["path_basis"]),
    )
    if row["reach"] == "freight":
        return told[:1].upper() + told[1:]
    return _(
        "Delivered to {place} {delivered}/kg = {price}/kg asked by {seller} + {freight}",
        place=ends[1],
        delivered=rupiah(row["delivered_idr_per_kg"]),
        price=rupiah(row["price_idr_per_kg"]),
        seller=ends[0],
        freight=told,
    )


def supply_lines(year: int, supplies: tuple[Supply, ...]) -> list[str]:
    """The identified pairs and corridors that would serve it, of the balance of a year."""
    told = [
        _(
            "By the model, balance of {year}: {supply}",
            year=year_text(year),
            supply=supply_words(each) if each.is_pair else corridor_line(each),
        )
        for each in supplies[:_MOST_SUPPLIES]
    ]
    more = len(supplies) - _MOST_SUPPLIES
    if more > 0:
        told.append(_("and {n} more of that balance", n=number(more)))
    return told


def offer_line(row: Row, link: str = "") -> str:
    """An offer in one line of plain text, to be sent on."""
    return _sent(
        row,
        link,
        _(
            "{regency} offers {amount} of {good} ({period}), {price}",
            regency=place_name(row["regency_code"]),
            amount=amount(row["to_sell"], row["unit"]),
            good=in_sentence(good(row)),
            period=period(row),
            price=price_words(row),
        ),
    )


def lack_line(row: Row, link: str = "") -> str:
    """A lack in one line of plain text, to be sent on."""
    return _sent(
        row,
        link,
        _(
            "{regency} lacks {amount} of {good} ({period})",
            regency=place_name(row["regency_code"]),
            amount=amount(row["lacking"], row["unit"]),
            good=in_sentence(good(row)),
            period=period(row),
        ),
    )


def _sent(row: Row, link: str, told: str) -> str:
    parts = [
        *(told, row["office"]),
        _("receipt {receipt}", receipt=row["receipt_no"]),
        *([_("its period is over")] if row["is_stale"] else []),
    ]
    return with_link("; ".join(parts), link)


def with_link(line: str, link: str) -> str:
    """Such a line with the address of the board, where there is one."""
    return line + "; " + _("board: {link}", link=link) if link else line


def freight_note() -> str:
    """How a delivered price is worked out."""
    return _(
        "Delivered price = price asked + freight between the two capitals by the model, whose "
        "rates are assumptions; without a trader's margin, packing or losses on the way."
    )


def board_note() -> str:
    """What stands on the board, and what does not."""
    return _(
        "Only figures that the bureau has accepted, each with its receipt. Two offices of one "
        "regency stand in two rows, which are never added up. Grey: the period is over."
    )
