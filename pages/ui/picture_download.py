"""A chart or a map as a picture, in three sizes: offered below it, made on the click."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ntt_data.store.clock import now
from pages.ui.on_demand import popover_on_demand
from publishing.files.file_names import file_name
from publishing.files.framed import Framed, content_of
from publishing.files.picture_sizes import DEFAULT, SIZES, SizeName, size_name, size_words
from publishing.files.pictures import Ending, picture_bytes
from publishing.language import _, keep_language


def offer_picture(
    key: str,
    framed: Callable[[], Framed],
    about: str = "",
    named: Callable[[], str] | None = None,
) -> None:
    """A box with the picture of a map; what it opens is made once it is open.

    ``key`` names the files, with ``about`` where it does not say of what they are; a mark of all
    that is drawn tells two pictures apart. ``framed`` is called when the box is open; so is
    ``named``, for the key of the files where what they show changes without this being drawn again.
    """
    popover_on_demand(
        _("Map as a picture"),
        f"picture-{key}",
        ":material/image:",
        lambda: picture_buttons(key if named is None else named(), framed, about),
    )


def picture_buttons(key: str, framed: Callable[[], Framed], about: str = "") -> None:
    """A choice of the size, and a button for each kind of file."""
    chosen = st.segmented_control(
        _("Size of the picture"),
        list(SIZES),
        default=DEFAULT,
        format_func=size_name,
        key=f"{key}-size",
    )
    size: SizeName = chosen or DEFAULT
    st.caption(size_words(size))
    shown = framed()
    mark = content_of(shown)[:4]

    def offer(label: str, ending: Ending, mime: str) -> None:
        st.download_button(
            label,
            keep_language(lambda: picture_bytes(shown, size, ending)),
            file_name(key, ending, now(), mark, about, size_name(size)),
            mime,
            key=f"{key}-{size}-{ending}",
            on_click="ignore",
        )

    offer(_("Picture (PNG)"), "png", "image/png")
    offer(_("Picture (SVG, grows without getting coarse)"), "svg", "image/svg+xml")
