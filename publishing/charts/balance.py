"""The balance of every regency as diverging bars."""

from __future__ import annotations

import json
from typing import Any

import altair as alt

from analysis.balance.compute import BALANCE_CLASSES
from analysis.balance.result import Balance
from geo.places import names_of, place_name
from publishing import palette, words
from publishing.charts.axes import (
    chosen_row,
    class_color,
    place_axis,
    told_axis,
    unknown_places,
    values_at,
    word_color,
    zero_rule,
)
from publishing.charts.frame import chart_spec
from publishing.formats import number, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name

#: Stands for the name of whoever is marked, until it is known.
_SOMEBODY = "\N{REPLACEMENT CHARACTER}"
_FRAME_PX = 35  # the axis below: the height given is that of the whole picture
_ROW_PX = 22
#: On paper 22 rows shall leave room on the page for a map.
PAPER_ROW_PX = 12
_VALUES_PX = 58  # "−39.450" at the bar, or "doubtful" on the other side of zero
#: Classes that a bar's side does not tell, so that a word does.
_SAID = ("balanced", "doubtful")


@once_per_language(maxsize=256)
def balance_bars(
    result: Balance, chosen: str | None = None, row_px: int = _ROW_PX, of: str = ""
) -> dict[str, Any]:
    """Diverging bars with their tonnes, the largest surplus on top; what is unknown is said to be.

    Where there is no balance to speak of, what is available. ``chosen``: code of the regency that
    is marked. ``row_px``: height of a regency's row. ``of``: whose regencies these are, if not all
    of NTT.
    """
    if chosen:
        marked: dict[str, Any] = _marking(_bars(result, _SOMEBODY, row_px, of), place_name(chosen))
        return marked
    return _bars(result, "", row_px, of)


def _marking(part: Any, name: str) -> Any:
    """The same bars with this regency marked; to build and validate them anew takes 0.1 s."""
    if isinstance(part, str):
        # Alone it is data; in an expression it is quoted, and so must be whatever a name holds.
        return name if part == _SOMEBODY else part.replace(_quoted(_SOMEBODY), _quoted(name))
    if isinstance(part, dict):
        return {key: _marking(value, name) for key, value in part.items()}
    return [_marking(each, name) for each in part] if isinstance(part, list) else part


def _quoted(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


@once_per_language(maxsize=256)
def _bars(result: Balance, marked: str, row_px: int, of: str) -> dict[str, Any]:
    figure, color = "balance_t", class_color("word")
    title, what = _("Balance (tonnes): deficit ← → surplus"), _("Balance")
    words_of_class = {code: words.balance_class(code) for code in BALANCE_CLASSES}
    if result.suspended:
        what, doubtful = words.available(result.suspended), words.balance_class("doubtful")
        figure, title = "available_t", words.in_tonnes(what)
        words_of_class["not_comparable"] = what.lower()
        color = word_color("word", {what.lower(): palette.AMOUNT[3], doubtful: palette.DOUBTFUL})
    classes = result.table["balance_class"]
    classes = classes.mask(result.table["disqualified_by"] != "", "doubtful")
    table = result.table.assign(
        regency=names_of(result.table["regency_code"]),
        word=classes.map(words_of_class),
        said=classes.where(classes.isin(_SAID)).map(words_of_class),
        shown=result.table[figure].map(tonnes),
        value=result.table[figure].map(number),
        figure=result.table[figure],
        zero=0,
    ).sort_values("figure", ascending=False, na_position="last")
    axis = place_axis("regency", table["regency"].tolist(), marked)
    columns = ["regency", "figure", "word", "said", "shown", "value", "zero"]
    base = alt.Chart(table.dropna(subset=["figure"])[columns])
    tooltip = [
        alt.Tooltip("regency:N", title=_("Regency")),
        alt.Tooltip("shown:N", title=title),
        alt.Tooltip("word:N", title=_("Class")),
    ]
    x = told_axis("figure", title, padding=_VALUES_PX)
    bars = base.mark_bar(height={"band": 0.72}, cornerRadius=1).encode(x=x, color=color)
    values = values_at(base, "datum.figure < 0", "value").encode(x=x)
    # On the other side of zero nothing else can stand.
    said = values_at(
        base.transform_filter("datum.said != null"), "datum.figure >= 0", "said", fontStyle="italic"
    ).encode(x="zero:Q")
    # Names and what hovering says once for the three: each click on the page's map sends it all.
    told = alt.layer(bars, values, said).encode(y=axis, tooltip=tooltip)
    unknown = unknown_places(table.loc[table["figure"].isna(), "regency"], axis)
    scope = (
        _("{commodity} {year}: {what} of each regency of {where}, in tonnes")
        if of
        else _("{commodity} {year}: {what} of each regency of NTT, in tonnes")
    )
    layers = [*chosen_row(marked, axis), zero_rule(), told, *unknown]
    return chart_spec(
        alt.layer(*layers).properties(height=_FRAME_PX + row_px * len(table)),
        scope.format(
            commodity=commodity_name(result.settings.commodity),
            year=year_text(result.settings.year),
            what=what.lower(),
            where=of,
        ),
    )
