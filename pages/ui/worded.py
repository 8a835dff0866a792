"""Tables whose cells are shown by texts that are given: numbers in the session's language.

pandas' own Styler takes 0.8 s for 4,000 rows, because it renders every cell. Streamlit needs of it
only the texts; ready ones are sent in a hundredth of the time. The figures stay numbers
underneath, so that a click on a header sorts them rightly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from pandas.io.formats.style import Styler


def worded(data: pd.DataFrame, texts: Mapping[str, Sequence[str | None]]) -> Styler:
    """Styler that shows given texts in some columns and the values themselves in the others.

    ``texts`` holds for a column its texts, one for each row; ``None`` where nothing is known.

    Streamlit first turns all cells into texts and then asks the Styler for those that it has worked
    out, in the two methods set here.

    Raises ``ValueError`` when a column's texts are not as many as the rows.
    """
    for column, shown in texts.items():
        if len(shown) != len(data):
            raise ValueError(f"{column}: {len(shown)} texts for {len(data)} rows")
    cells = data.copy(deep=False)
    given = pd.DataFrame(
        {
            # A text that is the cell itself would travel twice: without one the cell is shown.
            column: pd.Series(
                [
                    None if isinstance(cell, str) and text == cell else text
                    for text, cell in zip(shown, data[column], strict=True)
                ],
                dtype=object,  # pandas' own text is sent with eight bytes more for each cell
                index=data.index,
            )
            for column in data.columns
            for shown in [texts.get(column, data[column].astype(str))]
        }
    )

    def as_type(dtype: Any, *args: Any, **kwargs: Any) -> Any:
        return given if dtype is str else data.astype(dtype, *args, **kwargs)

    styler = Styler(cells)
    # Set on the objects: Streamlit knows a Styler by its exact class, so that a subclass would
    # not be taken for one, and ``DataFrame.astype`` may not be overridden.
    vars(cells)["astype"] = as_type
    vars(styler)["_compute"] = lambda: styler
    vars(styler)["_translate"] = lambda *_args: {"body": [], "cellstyle": []}
    return styler
