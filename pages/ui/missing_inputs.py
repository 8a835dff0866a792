"""What a commodity's balance lacks in a year: which inputs, for which regencies, how to supply."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.balance.settings import MissingInputs
from geo import places
from pages.ui.one_sided import commodities, show_one_sided
from pages.ui.site_map import script
from pages.ui.tables import draw_table
from publishing.formats import number
from publishing.language import _
from publishing.listings.coverage import missing_inputs_table
from publishing.sentences.balance import no_balance
from publishing.sentences.coverage import how_to_supply, missing_title
from publishing.sentences.one_sided import nature_note
from services import coverage, partners


def show_no_balance(missing: MissingInputs) -> None:
    """Instead of a balance that there is not: what can be said, what lacks, how to supply it."""
    st.warning(no_balance(missing))
    if missing.commodity in commodities():
        st.header(_("What can be said already"))
        st.caption(nature_note())
        show_one_sided(missing.commodity)
    show_missing(missing.commodity, missing.year, st.header)
    _show_ways_on(missing.commodity)


def _show_ways_on(commodity: str) -> None:
    """To what there is of a commodity all the same: its figures, and partners without tonnes."""
    with st.container(horizontal=True):
        st.page_link(
            script("tables"),
            label=_("The figures that there are"),
            query_params={
                "section": "tables",
                "table": "production",
                "rows_commodity": commodity,
            },
        )
        pairs = partners.complementary()
        if commodity in set(pairs.loc[pairs["family"] == "goods", "product"]):
            st.page_link(
                script("partners"),
                label=_("Possible partners, without tonnes"),
                query_params={"view": "complementary", "family": "goods", "product": commodity},
            )


def show_missing(
    commodity: str, year: int, heading: Callable[[str], object] = st.subheader
) -> None:
    """Table of the inputs that are missing, for whom, and how to supply each.

    ``heading`` is ``st.header`` where no header stands above it.
    """
    heading(missing_title(commodity, year))
    report = coverage.missing(commodity, year)
    if report.empty:
        st.success(
            _(
                "Nothing: all four inputs are there for the {n} regencies.",
                n=number(len(places.regencies())),
            )
        )
        return
    ready = missing_inputs_table(report)
    draw_table(ready, f"missing-{commodity}-{year}", ())
    st.info(how_to_supply(dict(zip(ready.table["code"], ready.table["who"], strict=True))))
