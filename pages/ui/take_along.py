"""The button "Take along" above every page: its subject on paper, by link, and its tables.

A page says what it is about (``offer``); the tables are told by what draws them
(``pages/ui/provenance.py``). What the box holds is drawn once it is open, and each file is made
when somebody asks for it, by the address that can be sent to a phone as well
(``pages/routes/files.py``; ``static/page/take_along.js`` waits for it beside the page).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import quote, urlencode

import pandas as pd
import streamlit as st

from ntt_data.store.clock import now
from pages.ui.fragments import fragment
from pages.ui.local_network import origin_for_others
from pages.ui.on_demand import popover_on_demand
from pages.ui.place import PRESENTATION, origin_of_page, served
from pages.ui.qr import qr_address
from publishing.briefing.model import Kind
from publishing.files.file_names import file_name
from publishing.files.page_workbook import PageTable, page_workbook
from publishing.language import DEFAULT, _, current_language, keep_language
from publishing.names import commodity_name
from services.answer import evaluation
from services.briefing.catalogue import IN_ADDRESS
from services.briefing.catalogue import KINDS as BRIEFING_KINDS
from services.deck.catalogue import KINDS as DECK_KINDS

#: The box's key among what opens on demand.
KEY = "take-along"
_OFFERED = "_take_along"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: The words of an address: Indonesian, as people read it to each other.
_IN_ADDRESS = {kind: word for word, kind in IN_ADDRESS.items()}


@dataclass
class _Offered:
    """What the page that is open has to take along."""

    page: str
    kind: Kind = "province"
    key: str = "ntt"
    title: str = ""
    year: int | None = None
    note: str = ""
    tables: dict[str, PageTable] = field(default_factory=dict)


def _offered() -> _Offered:
    found: _Offered = st.session_state.setdefault(_OFFERED, _Offered(""))
    return found


def begin(page: str) -> None:
    """A page is drawn; until it says something else, it is about the whole province."""
    st.session_state[_OFFERED] = _Offered(page or "overview")


def begin_again() -> None:
    """A part of the page turns to another choice: the tables of the one before are not its own."""
    _offered().tables.clear()


def offer(kind: Kind, key: str, title: str, year: int | None = None, note: str = "") -> None:
    """What this page is about; ``note`` says what of the screen is not in the file."""
    offered = _offered()
    offered.kind, offered.key, offered.title = kind, key, title
    offered.year, offered.note = year, note


def offer_commodity(commodity: str, year: int | None, note: str = "") -> None:
    """The page is about a commodity; a year without a balance is not that of its briefing."""
    balanced = evaluation.two_sided().get(commodity, [])
    of_year = year if year in balanced else None
    title = " ".join(filter(None, [commodity_name(commodity), str(of_year or "")]))
    offer("commodity", commodity, title, of_year, note)


def note_table(
    key: str, table: Callable[[], pd.DataFrame], source_ids: Sequence[str], note: str
) -> None:
    """A table with a download of its own that the page shows."""
    _offered().tables[key] = PageTable(key, table, tuple(source_ids), note)


@fragment
def show_button() -> None:
    """The button; it stands in the line above the page."""
    with st.container(key="screen-only-take-along"):
        popover_on_demand(_("Take along"), KEY, ":material/ios_share:", _draw_box)


def _draw_box() -> None:
    offered = _offered()
    st.markdown("**" + _("To print or send") + "**")
    st.text(offered.title or _("Nusa Tenggara Timur, all 22 regencies"))
    links = _links(offered)
    st.html(_files_html(links))
    if offered.note:
        st.caption(offered.note)
    _offer_presentation(offered)
    if links:
        _draw_link(links[0])
    if offered.tables:
        st.markdown("**" + _("Tables of this page") + "**")
        tables = list(offered.tables.values())
        st.download_button(
            _("All {n} tables in one workbook (XLSX)", n=len(tables)),
            keep_language(lambda: page_workbook(tables)),
            file_name(f"page-{offered.page}", "xlsx", now(), about=offered.title),
            _XLSX,
            key="take-along-tables",
            icon=":material/download:",
            on_click="ignore",
        )


def _links(offered: _Offered) -> list[_Link]:
    """Its files by link, the one that a phone is sent first."""
    kinds = {
        "pdf": (_("Summary as PDF (A4)"), offered.kind in BRIEFING_KINDS),
        "png": (_("Its first page as picture (PNG)"), offered.kind in BRIEFING_KINDS),
        "xlsx": (_("Figures and formulas (XLSX)"), offered.kind in BRIEFING_KINDS),
        "kartu.png": (_("Card for WhatsApp (PNG)"), offered.kind == "regency"),
        "pptx": (_("Slides that can be edited, with notes (PPTX)"), offered.kind in DECK_KINDS),
        "salindia.pdf": (_("Slides with notes, to print (PDF)"), offered.kind in DECK_KINDS),
    }
    place, query = _place(offered), _query(offered)
    return [
        _Link(f"{place}.{ending}", query, label)
        for ending, (label, is_there) in kinds.items()
        if is_there
    ]


def _offer_presentation(offered: _Offered) -> None:
    """Where there is a deck of such a thing: it is shown over the whole screen, in a new tab."""
    if offered.kind in DECK_KINDS:
        place = f"{PRESENTATION}/{_IN_ADDRESS[offered.kind]}/{quote(offered.key, safe='')}"
        st.link_button(
            _("Present (full screen)"),
            served(place) + _query(offered),
            icon=":material/slideshow:",
            key="take-along-present",
        )


def _draw_link(file: _Link) -> None:
    """The address for others, as text and as QR code; or why there is none."""
    st.markdown("**" + _("To a phone") + "**")
    reached = origin_for_others(origin_of_page(st.context.url or ""))
    if not reached:
        st.caption(
            _(
                "This server answers on this machine only, so no phone can open the file. Send "
                "the file itself, or let the hall in: python -m pages.hall."
            )
        )
        return
    link = f"{reached}{served(file.path)}{file.query}"
    alt = escape(_("QR code of the address below"), quote=True)
    st.html(f'<img class="ntt-take-qr" src="{qr_address(link)}" alt="{alt}">')
    st.code(link, language=None, wrap_lines=True)


@dataclass(frozen=True)
class _Link:
    path: str
    query: str
    label: str


def _place(offered: _Offered) -> str:
    return f"/berkas/{_IN_ADDRESS[offered.kind]}/{quote(offered.key, safe='')}"


def _query(offered: _Offered) -> str:
    asked: dict[str, object] = {}
    if offered.year is not None:
        asked["year"] = offered.year
    if current_language() != DEFAULT:
        asked["lang"] = current_language()
    return f"?{urlencode(asked)}" if asked else ""


def _files_html(links: Sequence[_Link]) -> str:
    """The links, and the words that stand below them while a file is made."""
    words = {
        "making": _("The file is being made …"),
        "busy": _("Many files are being made just now. Asking again in {n} seconds …"),
        "failed": _("The file could not be made; try again."),
        "offline": _("The server does not answer; try again."),
        "done": _("The file has been downloaded."),
        "cancel": _("Cancel"),
        "cancelled": _("Cancelled."),
    }
    text = escape(json.dumps(words, ensure_ascii=False), quote=True)
    buttons = "".join(
        f'<a class="ntt-take-file" href="{escape(served(each.path) + each.query, quote=True)}" '
        f"download>{escape(each.label)}</a>"
        for each in links
    )
    told = '<p class="ntt-take-told" role="status" aria-live="polite"></p>'
    return f'<div class="ntt-take" data-words="{text}">{buttons}{told}</div>'
