"""A table that is kept is turned into Arrow's form once, and no other is taken for it."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import tables
from publishing.tables import Column, ReadyTable


def _script(several: list) -> None:  # type: ignore[type-arg]
    from pages.ui.tables import draw_table

    for n, each in enumerate(several):
        draw_table(each, f"table-{n}", [])


def _table(*tonnes: float) -> ReadyTable:
    return ReadyTable(pd.DataFrame({"t": tonnes}), {"t": Column("Ton", decimals=0)})


def _seen(*several: ReadyTable) -> list[list[float]]:
    app = AppTest.from_function(_script, kwargs={"several": list(several)}).run()
    assert not app.exception, app.exception
    return [each.value["Ton"].tolist() for each in app.dataframe]


def test_a_table_is_turned_once_wherever_it_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[ReadyTable] = []
    real = tables.formatted
    monkeypatch.setattr(tables, "formatted", lambda ready: asked.append(ready) or real(ready))
    one, other = _table(1, 2), _table(3)
    assert _seen(one, other) == [[1, 2], [3]]
    assert asked == [one, other]
    assert _seen(one, other) == [[1, 2], [3]]
    assert asked == [one, other], "the second visitor has what was made for the first"
    assert _seen(other, one) == [[3], [1, 2]], "each by what it is, not by where it stands"


def test_one_that_takes_the_place_of_one_that_is_gone_is_drawn_as_it_is() -> None:
    """Python gives the number of an object that is gone to the next one."""
    for tonnes in range(20):
        assert _seen(_table(tonnes)) == [[tonnes]]
