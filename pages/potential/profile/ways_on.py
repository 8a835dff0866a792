"""From a regency's balances and partners on to their inputs, routes and prices."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.ui.site_map import script
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, in_sentence
from services import profile
from services.answer import evaluation
from services.briefing.regency_exchange import partnerships_of


def link_to_inputs(regency_code: str, year: int | None) -> None:
    """Each commodity's inputs and routes, or, where nobody has a balance, what it lacks."""
    with st.container(horizontal=True):
        for row in profile.balances_known(regency_code, year):
            _link_on(regency_code, row.commodity, row.year)


def _link_on(regency_code: str, commodity: str, year: int) -> None:
    asked = {"commodity": commodity, "year": str(year)}
    name = commodity_name(commodity)
    if year in evaluation.two_sided()[commodity]:
        st.page_link(
            script("matcher"),
            label=_("{name} {year}: inputs and routes", name=name, year=year_text(year)),
            query_params={**asked, "regency": regency_code},
        )
        return
    st.page_link(
        script("tables"),
        label=_("{name} {year}: what is missing", name=name, year=year_text(year)),
        query_params={"section": "coverage", "by": "commodity", **asked},
    )
    newest = evaluation.default_year(commodity)
    st.page_link(
        script("matcher"),
        label=_("{name} {year}: inputs and routes", name=name, year=year_text(newest)),
        query_params={"commodity": commodity, "year": str(newest), "regency": regency_code},
    )


def link_to_pairs(regency_code: str, year: int | None) -> None:
    """The first certain pair of each commodity in the matcher, else the heading over all pairs."""
    first: dict[str, dict[str, Any]] = {}
    for each in partnerships_of(regency_code, year):
        asked = first.setdefault(
            each.commodity, {"commodity": each.commodity, "year": str(each.year)}
        )
        if each.supply.is_pair and each.side != "from_outside":
            asked.setdefault("pair", f"{each.supply.origins[0]}-{each.supply.destinations[0]}")
    with st.container(horizontal=True):
        for commodity, asked in first.items():
            st.page_link(
                script("matcher"),
                label=_(
                    "Path, cost and prices of {name}", name=in_sentence(commodity_name(commodity))
                ),
                query_params=asked if "pair" in asked else {**asked, "section": "pairs"},
            )
