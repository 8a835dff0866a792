"""Swapping partners: another of the equally good answers; what is swapped stands in the address.

``5315-5309:most,5313-5310:1200``: pairs in the order in which they were swapped, each with its
tonnes, or ``most`` or ``least``.
"""

from __future__ import annotations

import math

import streamlit as st

from analysis.answer import Answer
from analysis.matching.changes import pair_changes
from analysis.matching.swap import Swap
from geo.places import regency_names
from pages.balance.matcher import parts
from pages.ui import state
from pages.ui.mending import cleaned
from pages.ui.number_field import number_field
from pages.ui.on_demand import Fold, open_on_demand
from pages.ui.tables import draw_short_table
from publishing.formats import tonnes
from publishing.language import _
from publishing.listings.matching import pair_changes_table
from publishing.names import listed_regency
from publishing.sentences import swap as sentences
from publishing.sentences.matching import tie_rule
from services.answer import evaluation, pairs

KEY = parts.SWAPS
_WORDS = {"most": math.inf, "least": 0.0}
# Changes below this are rounding (tonnes).
_CHANGED_T = 0.5


def swapped(best: Answer) -> Answer:
    """The answer with the swaps of the address that it has room for; the address says only those.

    ``best`` is the answer that the rule among equals shows.
    """

    def read(text: str) -> tuple[str, list[str]]:
        asked, unread = _understood(text)
        applied = _that_apply(best, asked)
        return _written(applied), [
            *unread,
            *(_written((one,)) for one in asked if one not in applied),
        ]

    return pairs.swapped(best, _understood(state.chosen_parts(KEY, read, _("Swap partners")))[0])


def _that_apply(best: Answer, asked: tuple[Swap, ...]) -> tuple[Swap, ...]:
    """Those of the swaps that name a pair with a choice."""
    found = pairs.swapped(best, asked).swapped
    if found is None or not asked:
        return ()
    names = {(swap.origin, swap.destination) for swap in found.swaps}
    return tuple(swap for swap in asked if (swap.origin, swap.destination) in names)


def _understood(text: str) -> tuple[tuple[Swap, ...], list[str]]:
    """Swaps of an address, and its parts that are none or name a pair again."""
    found: dict[tuple[str, str], Swap] = {}
    unread = []
    for part in filter(None, map(cleaned, text.split(","))):
        pair, _colon, amount = part.lower().partition(":")
        origin, _dash, destination = pair.partition("-")
        try:
            wanted = _WORDS[amount] if amount in _WORDS else float(int(amount))
        except (ValueError, OverflowError):  # no number, or one that no float can hold
            wanted = math.nan
        known = origin in regency_names() and destination in regency_names()
        if known and wanted >= 0 and (origin, destination) not in found:
            found[origin, destination] = Swap(origin, destination, wanted)
        else:
            unread.append(part)
    return tuple(found.values()), unread


def _written(swaps: tuple[Swap, ...]) -> str:
    words = {tonnes_: word for word, tonnes_ in _WORDS.items()}
    return ",".join(
        f"{swap.origin}-{swap.destination}:{words.get(swap.tonnes) or f'{swap.tonnes:.0f}'}"
        for swap in swaps
    )


def show_swaps(best: Answer, shown: Answer) -> None:
    """What is swapped and what that costs, with the way back; and the choice of another pair."""
    open_on_demand(Fold(_("Swap partners"), "swap", lambda: _choose(shown)))
    if shown.swaps:
        _show_outcome(best, shown)


def _show_outcome(best: Answer, shown: Answer) -> None:
    assert shown.swapped is not None, "an answer without ranges has no swaps"
    asked, reached = shown.swaps, shown.swapped.swaps
    st.info(
        " ".join(
            filter(
                None,
                [
                    sentences.swaps_line(reached, best.match),
                    sentences.asked_line(asked, reached),
                    sentences.cost_line(best.match, shown.match),
                ],
            )
        ),
        icon=":material/swap_horiz:",
    )
    st.button(
        _("Back to the answer of the rule"),
        icon=":material/undo:",
        key="swap-reset",
        on_click=state.choose,
        args=(KEY, ""),
    )
    _show_changes(best, shown)


def _show_changes(best: Answer, shown: Answer) -> None:
    """Every pair that differs from the answer of the rule."""
    changes = pair_changes(best.match, shown.match)
    changes = changes[changes["change_t"].abs() > _CHANGED_T].reset_index(drop=True)
    settings = shown.balance.settings
    draw_short_table(
        pair_changes_table(changes, _("By the rule (t)"), _("Swapped (t)")),
        f"swaps-{settings.commodity}-{settings.year}",
        evaluation.match_sources(shown.balance),
        empty=_("No pair changes: the answer of the rule has these tonnes already."),
        note=sentences.swapped_note(),
    )


def _choose(shown: Answer) -> None:
    """A pair that still can be swapped, and how much it shall trade."""
    st.markdown(tie_rule())
    found = shown.swapped
    if found is None or found.swappable.empty:
        st.info(sentences.why_no_swap(shown.ranges, bool(shown.swaps)))
        return
    rows = {
        f"{row['origin']}-{row['destination']}": row for _place, row in found.swappable.iterrows()
    }
    # The widest choice first.
    codes = sorted(rows, key=lambda code: rows[code]["min_t"] - rows[code]["max_t"])
    picked = st.selectbox(
        _("Pair to swap"),
        codes,
        key="swap-pair",
        format_func=lambda code: " → ".join(map(listed_regency, code.split("-"))),
    )
    row = rows[picked]
    st.caption(sentences.pair_choice(row))
    origin, destination = str(row["origin"]), str(row["destination"])

    def swap_to(wanted: float) -> None:
        state.choose(KEY, _written((*shown.swaps, Swap(origin, destination, wanted))))

    least, most = math.ceil(row["min_t"]), math.floor(row["max_t"])
    typed = number_field(
        _("Tonnes of this pair"),
        min(max(round(row["tonnes"]), least), most),
        (least, most),
        # Another pair, or other limits, begin with their own tonnes.
        key=f"swap-tonnes-{picked}-{least}-{most}",
        is_whole=True,
    )
    amount = typed.value or 0.0
    with st.container(horizontal=True):
        for word, label, wanted in (
            ("most", _("As much as possible"), math.inf),
            ("least", _("As little as possible"), 0.0),
            ("tonnes", _("Swap to {amount}", amount=tonnes(amount)), float(amount)),
        ):
            st.button(
                label,
                key=f"swap-{word}",
                on_click=swap_to,
                args=(wanted,),
                disabled=word == "tonnes" and not typed.is_right,
            )
    if shown.swaps:
        st.caption(_("Pairs swapped before keep their tonnes."))
