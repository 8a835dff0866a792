"""The answer as one picture for a wall: below a map, made on the click."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ntt_data.store.clock import now
from pages.ui.on_demand import popover_on_demand
from pages.ui.provenance import Table
from publishing.files.file_names import content_mark, file_name
from publishing.files.slides import Slide, slide_png, slide_svg_bytes
from publishing.language import _, keep_language


def offer_picture(key: str, slide: Callable[[], Slide], table: Table, about: str = "") -> None:
    """A box with the picture as PNG and SVG; what it opens is made once it is open.

    ``key`` names the files with ``about``, and the figures of ``table``, which are drawn, mark
    them: what else tells two pictures apart (the regency that is marked, an option) ``about`` has
    to say. ``slide`` is called outside of any session.
    """
    popover_on_demand(
        _("Picture for a wall"),
        f"picture-{key}",
        ":material/image:",
        lambda: _offer(key, slide, table, about),
    )


def _offer(key: str, slide: Callable[[], Slide], table: Table, about: str) -> None:
    mark = content_mark(table())
    st.caption(_("Title, map with legend, key figures, date and source; 1920 × 1080."))

    def offer(label: str, ending: str, mime: str, draw: Callable[[Slide], bytes]) -> None:
        st.download_button(
            label,
            keep_language(lambda: draw(slide())),
            file_name(key, ending, now(), mark, about),
            mime,
            key=f"{key}-wall-{ending}",
            on_click="ignore",
        )

    offer(_("Picture (PNG)"), "png", "image/png", slide_png)
    svg = _("Picture (SVG, grows without getting coarse)")
    offer(svg, "svg", "image/svg+xml", slide_svg_bytes)
