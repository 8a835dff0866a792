"""Tables whose cells are shown by texts that are given: numbers in the session's language.

pandas' own Styler takes 0.8 s for 4,000 rows, because it renders every cell. Streamlit needs of it
only the texts; ready ones are sent in a hundredth of the time. The figures stay numbers
underneath, so that a click on a header sorts them rightly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pandas as pd
from pandas.io.formats.style import Styler


class _Worded(pd.DataFrame):
    """Figures to sort by, with the texts to read."""

    _metadata: ClassVar[list[str]] = ["texts"]

    def astype(self, dtype: Any, *args: Any, **kwargs: Any) -> pd.DataFrame:
        """Asked for cells as texts, those that were given."""
        return self.texts if dtype is str else super().astype(dtype, *args, **kwargs)


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
    cells = _Worded(data)
    cells.texts = pd.DataFrame(
        {
            column: pd.Series(list(texts[column]), dtype="str", index=data.index)
            if column in texts
            else data[column].astype(str)
            for column in data.columns
        }
    )
    styler = Styler(cells)
    # Set on the object: Streamlit knows a Styler by its exact class, so that a subclass would
    # not be taken for one.
    styler._compute = lambda: styler
    styler._translate = lambda *_args: {"body": [], "cellstyle": []}
    return styler
