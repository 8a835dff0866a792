"""Every link from page to page leads to what it promises: no other year, good or regency.

Where the page behind a link does not know what the link asks for, it says so above; somebody who
has clicked on our own link should never read that.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from geo.places import regency_names
from pages.balance.matcher.ways_on import rows_behind
from pages.ui.addresses import FIRST
from publishing.table_view import table_view
from services.answer import evaluation
from services.rows import RowFilter, matching_rows
from tests.support.open_page import gone_on, open_page, words

#: Pages with links, in the states in which they have others.
BEGINNINGS: list[tuple[str, dict[str, str]]] = [
    ("overview", {"regency": "5302"}),
    ("overview", {}),
    ("map", {"regency": "5302"}),
    ("sectors", {}),
    ("profile", {"regency": "5315"}),
    # Chili alone has a balance of 2024.
    ("profile", {"regency": "5315", "year": "2024"}),
    ("matcher", {"regency": "5315"}),
    ("matcher", {"commodity": "maize"}),
    ("partners", {"product": "maize"}),
    ("guide", {"section": "zones", "regency": "5302"}),
    ("guide", {"section": "flows"}),
]


def links(app: AppTest) -> set[tuple[str, str]]:
    """Page and query of every link in the page's own part."""
    protos = [element.proto for element in app.main if element.type == "page_link"]
    return {(proto.page or FIRST, proto.query_string.lstrip("?")) for proto in protos}


@cache
def arrived(name: str, query: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """What a page shows of what a link has asked for, and what it warns of."""
    app = open_page(name, **dict(parse_qsl(query)))
    said = {key: "".join(value) for key, value in app.query_params.items()}
    # A choice at its default need not stand in the address: there the page's own choice tells.
    for key, _value in parse_qsl(query):
        if key not in said and key in app.session_state:
            said[key] = str(app.session_state[key])
    return said, tuple(str(each.value) for each in app.warning)


@pytest.mark.parametrize(("name", "query"), BEGINNINGS)
def test_what_a_link_asks_for_is_what_is_shown(name: str, query: dict[str, str]) -> None:
    app = open_page(name, **query)
    found = links(app)
    assert found
    for page, asked in found:
        address, warnings = arrived(page, asked)
        assert not [each for each in warnings if "tautan ini" in each], (page, asked)
        for key, value in parse_qsl(asked):
            assert address.get(key) == value, (page, asked, address)


@pytest.mark.parametrize(("commodity", "year"), [("rice", 2022), ("chili", 2024), ("fish", 2023)])
def test_each_input_leads_to_the_rows_that_it_stands_in(commodity: str, year: int) -> None:
    balance = evaluation.baseline_answer(commodity, year).balance
    rows = balance.inputs[balance.inputs["regency_code"] == "5315"].set_index("input")
    behind = rows_behind(balance, "5315")
    inputs = {"production": "production", "population": "population", "norm": "consumption"}
    inputs["conversion"] = "conversions"
    assert set(inputs.values()) == set(behind)
    for name, table in inputs.items():
        row, asked = rows.loc[name], behind[table]
        view = table_view(table)
        wanted = RowFilter(
            asked.get("rows_regency", ""),
            asked.get("rows_commodity", ""),
            first_year=int(asked["from"]) if "from" in asked else None,
            last_year=int(asked["to"]) if "to" in asked else None,
        )
        found = view.raw[matching_rows(view, wanted)]
        assert row["source_id"] in set(found["source_id"]) or ";" in row["source_id"], (name, asked)
        if ";" not in row["source_id"]:  # a norm that was carried over stands in no row
            assert (found["value"] - row["value"]).abs().min() < 0.01, (name, asked)


def test_a_link_to_rows_is_not_narrowed_by_an_earlier_search() -> None:
    app = open_page("tables", table="production", find="zzz", rows_regency="5302")
    app = gone_on(gone_on(app, "map"), "tables", table="production", rows_regency="5315")
    assert app.query_params.get("find") is None
    assert not [each for each in app.info if "Tidak ada baris" in str(each.value)]


def test_a_link_to_a_pair_opens_with_its_card_and_the_table_marks_it() -> None:
    flows = evaluation.baseline_answer("rice", 2022).match.flows
    origin, destination = flows.loc[2, "origin"], flows.loc[2, "destination"]
    pair = f"{origin}-{destination}"
    app = open_page("matcher", commodity="rice", year="2022", pair=pair)
    names = regency_names()
    assert f"Rute dari {names[origin]} ke {names[destination]}" in words(app)
    marked = app.session_state["pairs-rice-2022-table"]["selection"]["rows"]
    assert len(marked) == 1
    # Another page has other pairs, and whoever comes back by the menu begins at the top.
    gone_on(gone_on(app, "partners"), "matcher")
    assert "pair" not in app.query_params
    assert "Rute dari" not in words(app)


def _one_table() -> None:
    import pandas as pd
    import streamlit as st

    from pages.ui import state
    from pages.ui.tables import Openable, draw_table
    from publishing.tables import Column, ReadyTable

    state.begin_page("matcher")
    rows = Openable("pair", "Pair", ["5301-5302", "5302-5303"])

    def click(*marked: int) -> None:  # the browser sends what is marked, then it calls
        st.session_state["some-table"] = {"selection": {"rows": list(marked)}}
        rows.pick("some-table")

    st.button("first", on_click=click, args=(0,))
    st.button("none", on_click=click)
    ready = ReadyTable(pd.DataFrame({"name": ["a", "b"]}), {"name": Column("Name")})
    st.text(f"open: {draw_table(ready, 'some', (), openable=rows)}")


def test_a_click_on_a_row_is_in_the_address_and_a_second_one_takes_it_out() -> None:
    app = AppTest.from_function(_one_table)
    app.query_params["pair"] = "5302-5303"
    assert app.run().text[0].value == "open: 1"
    assert app.button[0].click().run().text[0].value == "open: 0"
    assert "5301-5302" in app.query_params["pair"]
    assert app.button[1].click().run().text[0].value == "open: None"
    assert "pair" not in app.query_params
    # A link to a pair that there is no more opens none.
    app.query_params["pair"] = "5301-5399"
    assert app.run().text[0].value == "open: None"
    assert not app.exception
