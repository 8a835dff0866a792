"""The wall as HTML: a tile for every regency, what the signs mean, and what has changed."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from html import escape

import pandas as pd

from geo.places import abbreviations, full_names, regency_names
from publishing import hand_in_words, palette, wall_words
from publishing.clock_words import clock_is_behind
from publishing.language import current_language
from publishing.sentences.effect import effect_line
from services.rounds import accepts_any
from services.wall import Reading

#: How long each commodity's sentence stands where a round has changed several.
_EACH_S = 10
#: Letters of a name that a tile has room for; longer ones are abbreviated.
_SHORT = 9


def board_style() -> str:
    """The colours of the states, with letters that can be read on each."""
    return "".join(
        f".ntt-wall .{state}{{background:{color};color:{palette.ink_on(color)};border-style:solid}}"
        for state, color in palette.SHEET_STATE.items()
    )


def board_html(reading: Reading) -> str:
    """One screen: how far, which sheet of whom, what the signs mean, what has changed."""
    return _html(reading, reading.is_stale, current_language())


@lru_cache(maxsize=16)  # by the reading itself: one for all who look
def _html(reading: Reading, is_stale: bool, _language: str) -> str:
    asked, far = reading.asked, reading.progress
    done = int((far["no"] > 0).sum())
    kinds = ("ntt-wall", *(("stale",) if is_stale else ()))
    across = ""
    if asked.rehearsal:
        across = (
            f'<p class="unseen">{escape(hand_in_words.rehearsal())}</p>'
            f'<p class="across" aria-hidden="true">{escape(wall_words.across())}</p>'
        )
    return (
        f'<section class="{" ".join(kinds)}" data-at="{reading.at.isoformat()}">'
        f'<div class="line"><p class="round" role="heading" aria-level="2">'
        f"{escape(wall_words.heading(asked))}</p>"
        f'<p class="fresh">{escape(wall_words.as_of(reading.at))}</p>'
        f'<p class="old">{escape(wall_words.last_read(reading.at))}</p></div>'
        f'<div class="line"><p class="total">{escape(wall_words.handed_in(done, len(far)))}</p>'
        f"<p>{escape(wall_words.open_until(asked, accepts_any(asked), reading.at))}</p></div>"
        f"{across}{_tiles(far, len(asked.sheets))}{_legend(reading)}{_below(reading)}</section>"
    )


def _tiles(far: pd.DataFrame, sheets: int) -> str:
    usual, short, full = regency_names(), abbreviations(), full_names()
    tiles = []
    for code in sorted(set(far["regency_code"].astype(str))):
        rows = far[far["regency_code"].eq(code)]
        name = usual[code] if len(usual[code]) <= _SHORT else short[code]
        marks = "".join(
            _mark(state, f"{hand_in_words.sheet(sheet)}: {hand_in_words.state(state)}")
            for sheet, state in zip(rows["sheet"], rows["state"], strict=True)
        )
        tiles.append(
            f'<li><span class="who" title="{escape(full[code])}">'
            f'{escape(name)}</span><span class="marks">{marks}</span></li>'
        )
    return f'<ul class="tiles" style="--sheets:{sheets}">{"".join(tiles)}</ul>'


def _mark(state: str, said: str) -> str:
    """A sign on its colour; ``said`` is what it is for whoever hears the page, or points at it."""
    words = f'role="img" aria-label="{escape(said)}" title="{escape(said)}"'
    return f'<span class="mark {state}" {words}>{wall_words.SIGNS[state]}</span>'


def _legend(reading: Reading) -> str:
    counts = Counter(reading.progress["state"])
    entries = [
        f'<li><span class="mark {state}" aria-hidden="true">{sign}</span> '
        f"{counts[state]} {escape(hand_in_words.state(state))}</li>"
        for state, sign in wall_words.SIGNS.items()
        if counts[state]
    ]
    if order := wall_words.order_of(reading.asked.sheets):
        entries.append(f"<li>{escape(order)}</li>")
    return f'<ul class="legend">{"".join(entries)}</ul>'


def _below(reading: Reading) -> str:
    """What is wrong with the clock, else what the round has changed, one commodity at a time."""
    if reading.clock.newest is not None:
        said = clock_is_behind(reading.clock.code, reading.clock.newest)
        return f'<p class="below wrong">{escape(said)}</p>'
    if not reading.effects:
        return f'<p class="below">{escape(wall_words.nothing_accepted())}</p>'
    turn = int(reading.at.timestamp() // _EACH_S) % len(reading.effects)
    found = reading.effects[turn]
    return f'<p class="below">{escape(effect_line(found, reading.asked.rehearsal))}</p>'
