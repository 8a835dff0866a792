"""A deck as PPTX: text, tables, charts and maps that can be edited, no picture of a slide."""

from __future__ import annotations

import re
from io import BytesIO
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ntt_data import log
from publishing.deck.model import Deck
from publishing.files.powerpoint.slides import presentation
from publishing.language import Language, speaking

_SAME_DAY = (1980, 1, 1, 0, 0, 0)
#: In the properties of a table of a chart: when the library wrote it.
_WRITTEN, _LONG_AGO = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"), b"1980-01-01T00:00:00Z"


def pptx_bytes(deck: Deck, host: str = "") -> bytes:
    """The deck for PowerPoint and LibreOffice Impress, in its own language.

    Opened and looked at in LibreOffice; Microsoft Office was not at hand. ``host``: where its live
    page is ("http://10.0.0.5:8501"), for the link in the notes. Same deck, same bytes.
    """
    with speaking(cast(Language, deck.language)):
        made = presentation(deck, host)
    written = BytesIO()
    made.save(written)
    log.event("export_made", format="pptx")
    return _without_time_of_making(written)


def _without_time_of_making(made: BytesIO, is_within: bool = False) -> bytes:
    """The same parts, each of the same day: a ZIP otherwise holds when it was written."""
    same = BytesIO()
    with ZipFile(made) as parts, ZipFile(same, "w", ZIP_DEFLATED) as target:
        for name in parts.namelist():
            entry = ZipInfo(name, _SAME_DAY)
            entry.compress_type = ZIP_DEFLATED
            content = parts.read(name)
            # Charts bring the table that PowerPoint edits, a ZIP itself.
            if name.endswith(".xlsx"):
                content = _without_time_of_making(BytesIO(content), is_within=True)
            if is_within and name == "docProps/core.xml":
                content = _WRITTEN.sub(_LONG_AGO, content)
            target.writestr(entry, content)
    return same.getvalue()
