"""One side of a commodity as bars: what each regency needs, or what it produces."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analysis.balance.need_alone import NeedAlone
from analysis.balance.one_sided import Marketed
from geo.places import names_of, regencies
from publishing import palette, words
from publishing.charts.axes import (
    from_zero,
    place_axis,
    told_axis,
    unknown_places,
    values_at,
    word_color,
)
from publishing.charts.frame import chart_spec
from publishing.code_words import code_word
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.maps.one_side import decimals
from publishing.names import commodity_name
from publishing.sentences.commodity_sides import need_unit, need_unit_words

_FRAME_PX = 35  # the axis below: the height given is that of the whole picture


@once_per_language(maxsize=128)
def need_bars(need: NeedAlone, form: str) -> dict[str, Any]:
    """Need of one form, the largest on top; a figure in doubt has a colour of its own."""
    rows = need.of_form(form).rename(columns={"need": "amount"})
    unit = need_unit(need)
    return _bars(
        rows,
        _("Need"),
        unit,
        _(
            "{commodity} ({form}) {year}: need of each regency of NTT, in {unit}",
            commodity=commodity_name(need.commodity),
            form=code_word(form),
            year=year_text(need.year),
            unit=need_unit_words(need),
        ),
    )


@once_per_language(maxsize=64)
def produced_bars(found: Marketed) -> dict[str, Any]:
    """Production by regency, the largest on top; who has no figure is said to be unknown."""
    return _bars(
        found.table.rename(columns={"production_t": "amount"}),
        _("Production"),
        "t",
        _(
            "{commodity} {year}: production of each regency of NTT, in tonnes",
            commodity=commodity_name(found.commodity),
            year=year_text(found.year),
        ),
    )


def _bars(rows: pd.DataFrame, what: str, unit: str, scope: str) -> dict[str, Any]:
    """``rows``: ``regency_code``, ``amount``, ``sound``."""
    known, doubtful = what.lower(), words.balance_class("doubtful")
    table = rows.set_index("regency_code")[["amount", "sound"]]
    table = table.reindex(regencies()["regency_code"]).reset_index()
    places = decimals(table["amount"])
    table = table.assign(
        regency=names_of(table["regency_code"]),
        word=table["sound"].map({True: known, False: doubtful}),
        shown=[number(value, places) for value in table["amount"]],
        zero=0,
    ).sort_values(["amount", "regency"], ascending=[False, True], na_position="last")
    axis = place_axis("regency", table["regency"].tolist())
    columns = ["regency", "amount", "word", "shown", "zero"]
    title = f"{what} ({unit})"
    base = alt.Chart(table.dropna(subset=["amount"])[columns]).encode(
        y=axis,
        tooltip=[
            alt.Tooltip("regency:N", title=_("Regency")),
            alt.Tooltip("shown:N", title=title),
            alt.Tooltip("word:N", title=_("Class")),
        ],
    )
    x = told_axis("amount", title, domain=from_zero(table["amount"]))
    bars = base.mark_bar(height={"band": 0.72}, cornerRadius=1).encode(
        x=x,
        color=word_color("word", {known: palette.AMOUNT[3], doubtful: palette.DOUBTFUL}),
    )
    values = values_at(base, "false", "shown").encode(x=x)
    unknown = unknown_places(table.loc[table["amount"].isna(), "regency"], axis)
    return chart_spec(
        alt.layer(bars, values, *unknown).properties(height=_FRAME_PX + 22 * len(table)), scope
    )
