"""A card of the shared stock board: an offer or a lack in words, and the line to send on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.places import place_name
from publishing import hand_in_words
from publishing.language import _
from publishing.markdown_text import plain
from publishing.sentences import stock_board as sentences


@dataclass(frozen=True)
class Card:
    """What a card says, in Markdown; between ``said`` and the end stands the link to the receipt.

    ``line`` is plain text to be sent on, without the address of the board.
    """

    said: str
    receipt: str
    receipt_no: str
    line: str
    is_stale: bool


def stock_card(
    row: sentences.Row, reader: str | None, is_offer: bool, serving: Sequence[str]
) -> Card:
    """Of a row of offers or lacks; ``serving`` is what the balance says of it, a line each."""
    amount = sentences.amount(row["to_sell" if is_offer else "lacking"], row["unit"])
    head = f"**{plain(place_name(row['regency_code']))}: {plain(amount)}**"
    if is_offer:
        head += f" · {plain(sentences.price_words(row))}"
    facts = [sentences.good(row), sentences.period(row), hand_in_words.sheet(row["sheet"])]
    lines = [head, plain(" · ".join(facts))]
    if reader is not None:
        lines.append(plain(sentences.arrival_line(row, reader, is_offer)))
    lines += map(plain, serving)
    lines.append(f"{plain(row['office'])} · {plain(sentences.age_words(row))} · ")
    return Card(
        said="  \n".join(lines),
        receipt=plain(_("receipt {receipt}", receipt=row["receipt_no"])),
        receipt_no=row["receipt_no"],
        line=(sentences.offer_line if is_offer else sentences.lack_line)(row),
        is_stale=row["is_stale"],
    )
