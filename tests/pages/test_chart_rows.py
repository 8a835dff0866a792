"""The rows of a chart as they travel: whole, and nothing beside them."""

from __future__ import annotations

import pyarrow as pa

from pages.ui.charts import arrow_rows


def test_rows_travel_whole_and_without_the_notes_of_pandas() -> None:
    rows = [
        {"regency": "Ende", "figure": -16275.5, "said": None, "zero": 0},
        {"regency": "Sikka", "figure": 12.0, "said": "seimbang", "zero": 0},
    ]
    table = pa.ipc.open_stream(arrow_rows(rows)).read_all()
    assert table.to_pylist() == rows
    assert table.schema.metadata is None
    assert arrow_rows([])
