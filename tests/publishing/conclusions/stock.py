"""Conclusions from what regencies have reported of their stocks and the bureau has accepted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analysis.matching.ranges import Supply
from publishing.sentences import stock_board
from tests.publishing.conclusions.case import Conclusion, Said

ROW: dict[str, Any] = {
    "regency_code": "5302", "sheet": "agriculture", "item": "maize", "form": "dry_shelled",
    "unit": "t", "year": 2026, "first_month": 10, "last_month": 12, "to_sell": 1200.0,
    "lacking": 300.0, "asked_price": 5000.0, "to_sell_status": "value", "lacking_status": "value",
    "receipt_no": "ABCD1234", "office": "Dinas Pertanian", "age_days": 3, "is_stale": False,
    "handed_in_on": date(2026, 11, 26), "reach": "delivered", "price_idr_per_kg": 5000.0,
    "freight_idr_per_kg": 712.0, "delivered_idr_per_kg": 5712.0, "path_basis": "published",
}  # fmt: skip


def _row(**changes: Any) -> dict[str, Any]:
    return {**ROW, **changes}


def _rows(*changes: dict[str, Any]) -> pd.DataFrame:
    rows = pd.DataFrame([_row(**each) for each in changes], columns=list(ROW))
    return rows.astype({"is_stale": "bool"})


def _headline(offers: pd.DataFrame, lacks: pd.DataFrame | None = None) -> Said:
    return stock_board.board_headline("maize", offers, _rows() if lacks is None else lacks)


ONE, OTHER = {"regency_code": "5302"}, {"regency_code": "5311", "to_sell": 4000.0}
STALE = {"is_stale": True}


def _arrival(reach: str = "delivered", **more: Any) -> Said:
    return stock_board.arrival_line(_row(reach=reach), "5371", **more)


def _supplies(n: int) -> Said:
    pairs = [Supply(("5302",), (code,), 10.0, 10.0) for code in ("5371", "5301", "5303", "5304")]
    return stock_board.supply_lines(2023, tuple(pairs[:n]))


CASES = [
    Conclusion(
        *("stock_board.board_headline", "No accepted figure of a running period offers or lacks"),
        said=lambda: _headline(_rows(STALE)),
        not_said=lambda: _headline(_rows(ONE)),
    ),
    Conclusion(
        *("stock_board.board_headline", "{n} regency offers {what}"),
        said=lambda: _headline(_rows(ONE, {**OTHER, **STALE})),
        not_said=lambda: _headline(_rows(ONE, OTHER)),
    ),
    Conclusion(
        *("stock_board.board_headline", "{n} regencies offer {what}"),
        said=lambda: _headline(_rows(ONE, OTHER)),
        not_said=lambda: _headline(_rows(ONE, {**ONE, "sheet": "trade_stock"})),
    ),
    Conclusion(
        *("stock_board.board_headline", "No accepted figure of a running period offers {good}"),
        said=lambda: _headline(_rows(), _rows(ONE)),
        not_said=lambda: _headline(_rows(OTHER), _rows(ONE)),
    ),
    Conclusion(
        *("stock_board.board_headline", "{n} regency lacks {what}"),
        said=lambda: _headline(_rows(OTHER), _rows(ONE)),
        not_said=lambda: _headline(_rows(OTHER), _rows({**ONE, **STALE})),
    ),
    Conclusion(
        *("stock_board.board_headline", "{n} regencies lack {what}"),
        said=lambda: _headline(_rows(), _rows(ONE, OTHER)),
        not_said=lambda: _headline(_rows(), _rows(ONE)),
    ),
    Conclusion(
        *("stock_board.board_headline", "no accepted figure of a running period lacks it"),
        said=lambda: _headline(_rows(ONE)),
        not_said=lambda: _headline(_rows(ONE), _rows(OTHER)),
    ),
    Conclusion(  # added up only where it can be
        *("stock_board._what", "{amount} of {good} ({period})"),
        said=lambda: _headline(_rows(ONE, OTHER)),
        not_said=lambda: "\n".join(
            str(_headline(_rows(ONE, {**OTHER, **other})))
            for other in (
                {"form": "on_the_cob"},
                {"unit": "head"},
                {"last_month": 11},
                {"regency_code": "5302", "sheet": "trade_stock"},
            )
        ),
    ),
    Conclusion(
        *("stock_board.not_known_line", "{n} regency does not know"),
        said=lambda: stock_board.not_known_line(
            _rows({"to_sell_status": "not_known", "lacking_status": "not_known"})
        ),
        # Its other office knows.
        not_said=lambda: stock_board.not_known_line(
            _rows({"to_sell_status": "not_known", "lacking_status": "not_known"}, ONE)
        ),
    ),
    Conclusion(
        *("stock_board.not_known_line", "{n} regencies do not know"),
        said=lambda: stock_board.not_known_line(
            _rows(
                {"to_sell_status": "not_known", "lacking_status": ""},
                {**OTHER, "to_sell_status": "not_known", "lacking_status": ""},
            )
        ),
        not_said=lambda: stock_board.not_known_line(
            _rows({"to_sell_status": "none", "lacking_status": ""}, OTHER)
        ),
    ),
    Conclusion(
        *("stock_board.price_words", "{price}/kg where it is"),
        said=lambda: stock_board.price_words(_row()),
        not_said=lambda: stock_board.price_words(_row(asked_price=float("nan"))),
    ),
    Conclusion(
        *("stock_board.price_words", "{price}/head where it is"),
        said=lambda: stock_board.price_words(_row(unit="head")),
        not_said=lambda: stock_board.price_words(_row()),
    ),
    Conclusion(
        *("stock_board.price_words", "price not said"),
        said=lambda: stock_board.price_words(_row(asked_price=0.0)),
        not_said=lambda: stock_board.price_words(_row()),
    ),
    Conclusion(
        *("stock_board.age_words", "handed in {n} day ago"),
        said=lambda: stock_board.age_words(_row(age_days=1)),
        not_said=lambda: stock_board.age_words(_row(age_days=0)),
    ),
    Conclusion(
        *("stock_board.age_words", "handed in {n} days ago"),
        said=lambda: stock_board.age_words(_row(age_days=3)),
        not_said=lambda: stock_board.age_words(_row(age_days=1)),
    ),
    Conclusion(
        *("stock_board.age_words", "handed in today"),
        said=lambda: stock_board.age_words(_row(age_days=0)),
        not_said=lambda: stock_board.age_words(_row(age_days=1)),
    ),
    Conclusion(
        *("stock_board.age_words", "{age}; its period is over"),
        said=lambda: stock_board.age_words(_row(**STALE)),
        not_said=lambda: stock_board.age_words(_row()),
    ),
    Conclusion(
        *("stock_board.arrival_line", "Your own regency"),
        said=lambda: _arrival("own"),
        not_said=_arrival,
    ),
    Conclusion(
        *("stock_board.arrival_line", "Not counted in tonnes"),
        said=lambda: _arrival("not_by_weight"),
        not_said=_arrival,
    ),
    Conclusion(
        *("stock_board.arrival_line", "No path from {origin} to {destination}"),
        said=lambda: _arrival("no_path"),
        not_said=_arrival,
        words="No path from Sumba Timur to Kota Kupang",
    ),
    Conclusion(
        *("stock_board.arrival_line", "freight {origin} → {destination}"),
        said=_arrival,
        not_said=lambda: _arrival("no_path"),
    ),
    Conclusion(
        *("stock_board.arrival_line", "Delivered to {place}"),
        said=_arrival,
        not_said=lambda: _arrival("freight"),
    ),
    Conclusion(
        *("stock_board.supply_lines", "By the model, balance of {year}"),
        said=lambda: _supplies(1),
        not_said=lambda: _supplies(0),
    ),
    Conclusion(
        *("stock_board.supply_lines", "and {n} more of that balance"),
        said=lambda: _supplies(3),
        not_said=lambda: _supplies(2),
    ),
    Conclusion(
        *("stock_board.offer_line", "{regency} offers {amount} of {good}"),
        said=lambda: stock_board.offer_line(_row(), ""),
        not_said=lambda: stock_board.offer_line(_row(to_sell=800.0), ""),
        words="Sumba Timur offers 1,200 t of maize, dry, shelled (October–December 2026), "
        "Rp 5,000/kg where it is; Dinas Pertanian; receipt ABCD1234",
    ),
    Conclusion(
        *("stock_board.lack_line", "{regency} lacks {amount} of {good}"),
        said=lambda: stock_board.lack_line(_row(), ""),
        not_said=lambda: stock_board.lack_line(_row(lacking=800.0), ""),
        words="Sumba Timur lacks 300 t of maize, dry, shelled (October–December 2026); Dinas",
    ),
    Conclusion(
        *("stock_board._sent", "receipt {receipt}"),
        said=lambda: stock_board.offer_line(_row(), ""),
        not_said=lambda: stock_board.offer_line(_row(receipt_no="EFGH5678"), ""),
        words="receipt ABCD1234",
    ),
    Conclusion(
        *("stock_board._sent", "its period is over"),
        said=lambda: stock_board.offer_line(_row(**STALE), ""),
        not_said=lambda: stock_board.offer_line(_row(), ""),
    ),
    Conclusion(
        *("stock_board.with_link", "board: {link}"),
        said=lambda: stock_board.offer_line(_row(), "http://10.0.0.5/stock"),
        not_said=lambda: stock_board.offer_line(_row(), ""),
    ),
]
