"""The shared stock board: what the bureau has accepted of stocks, of what is to sell and lacking.

Everybody may read it. What is not accepted, and what belongs to a rehearsal, is not on it. Of an
office its name is told; who was responsible for the figures there is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd

from analysis.collection.stock_board import amounts_of, board_entries, by_version_of, with_freight
from analysis.matching.ranges import Supply, named_supplies
from ntt_data.collection import SHEETS
from ntt_data.editions import once_per_edition, once_per_tables
from ntt_data.handed_in import accepted_figures, source_id
from ntt_data.store import StoreError, submission_store
from publishing.formats import WITA
from services.answer import evaluation, freight
from services.hand_in import LONGEST_NAME, one_line

#: The amounts on the board, those that a partner asks for first: of all sheets with stocks.
MEASURES = ("to_sell", "lacking", "asked_price", "stock_start", "stock_end", "own_need")
#: And the texts, whatever is asked; a note is between the office and the bureau.
TEXTS = tuple(
    dict.fromkeys(
        each.code
        for sheet, measures in SHEETS.items()
        if sheet != "investment"
        for each in measures
        if not each.is_number and each.code != "note"
    )
)
#: Item, form and unit; and what a regency asks for some.
Good = tuple[str, str, str]
Asked = tuple[tuple[Good, float], ...]
#: Sheets whose items are goods.
_SHEETS = [sheet for sheet in SHEETS if sheet != "investment"]


@dataclass(frozen=True)
class Served:
    """The pairs and corridors of a balance that an offer or a lack is part of, largest first."""

    year: int
    supplies: tuple[Supply, ...]


def entries(now: datetime) -> pd.DataFrame:
    """Every accepted row, see ``analysis.collection.stock_board.board_entries``.

    Parameters
    ----------
    now : datetime
        In UTC (without a zone, or with one); its day on the clocks of the province says which
        periods are over.

    Raises
    ------
    StoreError
        The database cannot be asked which office has handed in.
    """
    return entries_of(day_there(now))


@once_per_edition(maxsize=2)  # yesterday's, for runs around midnight
def entries_of(today: date) -> pd.DataFrame:
    """The same of a day on the clocks of the province; nobody may change it."""
    return board_entries(_figures(), _versions(), today, MEASURES, TEXTS)


@once_per_edition(maxsize=2)
def commodities_of(today: date) -> tuple[str, ...]:
    """``commodities`` of the board of a day on the clocks of the province."""
    return tuple(commodities(entries_of(today)))


def commodities(known: pd.DataFrame) -> list[str]:
    """Those on the board, the ones with most offers and lacks first.

    Those of a running period go before; where all periods are over, older ones still say more than
    a commodity of which nobody offers or lacks anything.
    """
    weight = known["to_sell"].gt(0).astype(int) + known["lacking"].gt(0).astype(int)
    of_all = weight.groupby(known["item"]).sum()
    running = weight[~known["is_stale"]].groupby(known["item"]).sum()
    return sorted(
        set(known["item"]), key=lambda item: (-int(running.get(item, 0)), -int(of_all[item]), item)
    )


def offers(known: pd.DataFrame, reader: str | None = None) -> pd.DataFrame:
    """What is to sell; for the reader's regency by what it would cost there.

    Receipt, office, day and age are those of the amount. See ``with_freight`` for the columns.
    """
    return reaching(with_amount(known, "to_sell"), reader)


def lacks(known: pd.DataFrame, reader: str | None = None) -> pd.DataFrame:
    """What is lacking; for a reader with goods by what it would cost to bring them there.

    Receipt, office, day and age are those of the amount. The price is the reader's own, where it
    asks one price for the same good in the same form.
    """
    asked = asked_prices(known).get(reader, ()) if reader else ()
    return lacks_reached(with_amount(known, "lacking"), reader, asked)


def with_amount(known: pd.DataFrame, measure: str) -> pd.DataFrame:
    """The rows with an amount of a measure, each with its own version: the same for each reader."""
    return by_version_of(amounts_of(known, measure), measure, _versions())


def reaching(offered: pd.DataFrame, reader: str | None) -> pd.DataFrame:
    """Such rows of ``to_sell`` in the reader's order."""
    return with_freight(offered, reader, freight.capital_costs(), offered["asked_price"])


def lacks_reached(lacked: pd.DataFrame, reader: str | None, asked: Asked) -> pd.DataFrame:
    """Such rows of ``lacking`` in the order of a reader who asks these prices."""
    price_of = dict(asked)
    prices = pd.Series(
        [price_of.get(each) for each in _goods_of(lacked)], lacked.index, dtype="float64"
    )
    return with_freight(lacked, reader, freight.capital_costs(), prices, to_reader=False)


def asked_prices(known: pd.DataFrame) -> dict[str, Asked]:
    """Of each regency its own price of each good, unless it asks several."""
    mine = known[~known["is_stale"] & known["to_sell"].gt(0) & known["asked_price"].gt(0)]
    prices: dict[str, dict[Good, set[float]]] = {}
    for code, good, price in zip(
        mine["regency_code"], _goods_of(mine), mine["asked_price"], strict=True
    ):
        prices.setdefault(code, {}).setdefault(good, set()).add(price)
    return {
        code: tuple((good, min(found)) for good, found in of_code.items() if len(found) == 1)
        for code, of_code in prices.items()
    }


def _goods_of(rows: pd.DataFrame) -> Iterator[Good]:
    """Item, form and unit of each row."""
    return zip(rows["item"], rows["form"].fillna(""), rows["unit"], strict=True)


def served(
    commodity: str, year: int, origin: str | None = None, destination: str | None = None
) -> Served | None:
    """Which identified pairs and corridors of the balance would serve it.

    Of the balance of that year or, where there is none, of the newest year that is known in full.

    Parameters
    ----------
    origin, destination : str, optional
        Regency codes that must be among suppliers and receivers.

    Returns
    -------
    Served or None
        None without a balance of the commodity, or where nothing of it is identified for these.
    """
    used = _balance_year(commodity, year)
    if used is None:
        return None
    found = tuple(
        each
        for each in _supplies(commodity, used)
        if origin is None or origin in each.origins
        if destination is None or destination in each.destinations
    )
    return Served(used, found) if found else None


def _balance_year(commodity: str, year: int) -> int | None:
    balanced = evaluation.balanced_commodities().get(commodity, [])
    if not balanced:
        return None
    return year if year in balanced else evaluation.newest_full_years()[commodity]


@once_per_tables(maxsize=16)
def _supplies(commodity: str, year: int) -> tuple[Supply, ...]:
    ranges = evaluation.baseline_answer(commodity, year).ranges
    return () if ranges is None else tuple(named_supplies(ranges))


def board_sources(known: pd.DataFrame) -> list[str]:
    """What the rows themselves rest on: their receipts."""
    receipts = [receipt for cell in known["receipts"] for receipt in cell.split(";")]
    return list(map(source_id, dict.fromkeys(receipts)))


def partner_sources(rows: pd.DataFrame, reader: str | None = None) -> list[str]:
    """The same of offers or lacks with what is told beside them.

    The network where there is a reader, and the balances of which a supply is named.
    """
    found = board_sources(rows)
    if reader is not None:
        found += freight.network_sources()
    for commodity, year in sorted(set(zip(rows["item"], rows["year"], strict=True))):
        used = _balance_year(commodity, int(year))
        if used is not None:
            found += evaluation.match_sources(evaluation.baseline_answer(commodity, used).balance)
    return found


@once_per_edition(maxsize=1)
def _figures() -> pd.DataFrame:
    figures = accepted_figures()
    # A price has a unit of its own, and belongs to what it is asked for.
    return figures[figures["sheet"].isin(_SHEETS)].assign(unit=figures["item_unit"])


@once_per_edition(maxsize=1)
def _versions() -> pd.DataFrame:
    rows = []
    for receipt_no in dict.fromkeys(_figures()["receipt_no"]):
        version = submission_store().by_receipt(receipt_no)
        if version is None:
            raise StoreError("no_receipt", receipt_no=receipt_no)
        rows.append(
            {
                "receipt_no": receipt_no,
                "office": one_line(version.office, LONGEST_NAME),
                "channel": version.channel,
                "handed_in_on": day_there(version.at),
            }
        )
    return pd.DataFrame(rows, columns=["receipt_no", "office", "channel", "handed_in_on"])


def day_there(moment: datetime) -> date:
    """The day of a moment on the clocks of the province."""
    return _there(moment).date()


def _there(moment: datetime) -> datetime:
    """A moment as the clocks of the province say it; without a zone it is in UTC."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(WITA)
