"""What stands below every figure: where it comes from, and files to take away."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd
import streamlit as st

from ntt_data.store.clock import now
from pages.ui.fragments import fragment
from pages.ui.on_demand import popover_on_demand
from pages.ui.picture_download import picture_buttons
from pages.ui.take_along import note_table
from publishing.files.file_names import content_mark, file_name
from publishing.files.framed import Framed
from publishing.files.spreadsheets import csv_bytes, xlsx_bytes
from publishing.language import _, keep_language
from publishing.sources import own_and_network, register_text, source_line

#: Makes the figures for a file, with readable headers, once somebody asks for it: outside of any
#: session, so that all it may depend on is the language.
Table = Callable[[], pd.DataFrame]
#: Key that names the files, table and note as they are by now.
Renewed = Callable[[], tuple[str, Table, str]]

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Cited:
    """Ids of the sources of the figures, and of those of the transport network alone."""

    own: Sequence[str]
    network: Sequence[str]

    @property
    def label(self) -> str:
        """What the button says."""
        if self.network:
            n, m = len(self.own), len(self.network)
            return _("Sources ({n} + {m} of the network)", n=n, m=m)
        return _("Sources ({n})", n=len(self.own))


def cited_ids(source_ids: Iterable[object]) -> list[str]:
    """Ids of the sources, each once, those of the network last."""
    own, network = own_and_network(source_ids)
    return [*own, *network]


@fragment
def show_provenance(
    key: str,
    source_ids: Iterable[object] = (),
    table: Table | None = None,
    chart: Callable[[], Framed] | None = None,
    note: str = "",
    named: bool = False,
    about: str = "",
    renewed: Renewed | None = None,
) -> None:
    """A button for sources and one for files; what either opens is made once it is open.

    ``key`` is unique on the page and names the files, with ``about`` where it does not say of what
    they are. Without ``source_ids`` there is no button for sources, without ``table`` and
    ``chart`` none for files; ``chart`` is what is drawn, in its frame, ``note`` is written into
    the tables beside the sources.
    ``renewed`` answers key, table and note as they are when the box for files is opened, where
    they change without this being drawn again.
    On paper a line names the sources; ``named``: it stands above already, for the screen too.
    """
    cited = Cited(*own_and_network(source_ids))
    if table is not None:
        note_table(key, table, [*cited.own, *cited.network], note)

    def offer() -> None:
        named, now, said = (key, table, note) if renewed is None else renewed()
        _offer_files(named, now, cited, chart, said, about)

    with st.container(horizontal=True):
        if cited.own:
            popover_on_demand(
                cited.label,
                f"sources-{key}",
                ":material/menu_book:",
                lambda: st.markdown(register_text(cited.own, cited.network)),
            )
        if table is not None or chart is not None:
            popover_on_demand(
                _("Download"),
                f"files-{key}",
                ":material/download:",
                offer,
            )
    if cited.own:
        line = "" if named else source_line(cited.own)
        st.html(_line_on_paper([*cited.own, *cited.network], line))


def _line_on_paper(ids: Sequence[str], line: str) -> str:
    """The sources where nothing can be opened; ``static/page/print.js`` gathers the ids."""
    marks = " ".join(dict.fromkeys(one.split("_")[0] for one in ids))
    return f'<p class="ntt-paper-source" data-sources="{escape(marks)}">{escape(line)}</p>'


def _offer_files(
    key: str,
    table: Table | None,
    cited: Cited,
    chart: Callable[[], Framed] | None,
    note: str,
    about: str,
) -> None:
    """A button for each file; the file itself is made on the click."""
    if table is not None:
        _offer_table(key, table, cited, note, about)
    if chart is not None:
        picture_buttons(key, chart, about)


def _offer_table(key: str, table: Table, cited: Cited, note: str, about: str) -> None:
    mark = content_mark(table())

    def offer(label: str, ending: str, mime: str, make: Callable[[], bytes]) -> None:
        st.download_button(
            label,
            keep_language(make),
            file_name(key, ending, now(), mark, about),
            mime,
            key=f"{key}-{ending}",
            on_click="ignore",
        )

    offer(
        _("Table with sources (XLSX)"),
        "xlsx",
        _XLSX,
        lambda: xlsx_bytes(table(), cited.own, note, cited.network),
    )
    offer(_("Table (CSV)"), "csv", "text/csv", lambda: csv_bytes(table()))
