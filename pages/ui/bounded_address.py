"""What a link may ask for has an end: no page reads a megabyte of it."""

from __future__ import annotations

import streamlit as st

from publishing.language import _

#: Every pair of regencies closed (462 of them) makes 4,600 characters; no page writes more.
LONGEST_VALUE = 6_000
#: No page reads half as many.
MOST_VALUES = 100


def shorten_address() -> bool:
    """Take out of the address what no page has ever written there; whether there was anything.

    Call it once in a run, before anything reads the address.
    """
    given = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    kept = [
        (key, value)
        for key, value in given
        if len(key) <= LONGEST_VALUE and len(value) <= LONGEST_VALUE
    ][:MOST_VALUES]
    if len(kept) == len(given):
        return False
    values: dict[str, list[str]] = {}
    for key, value in kept:
        values.setdefault(key, []).append(value)
    st.query_params.from_dict(values)
    return True


def tell_shortened() -> None:
    """Say it, above the page."""
    st.warning(
        _("The link is longer than any that this application makes: a part of it was not read.")
    )
