"""The first rows of a chart, where all of them would make its letters too small to be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from publishing.charts.drawing import height_of

#: A chart whose rows are none of Vega-Lite says in its ``usermeta`` where each of them ends.
ENDS = "ends"
#: Rows are made for being pressed on a screen: those of one line of text may stand so much nearer,
#: those of two hardly.
_ONE_LINE_PX, _PRESSED, _PRESSED_TWO = 26.0, 0.6, 0.9
_RANKED = "ranked"


def ranked(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The chart, marked as one whose first rows tell the truth without the others.

    Of what is sorted by how far off it is, the first rows alone would tell another story.
    """
    return {**spec, "usermeta": {**spec.get("usermeta", {}), _RANKED: True}}


def least_height(spec: Mapping[str, Any]) -> float:
    """How far the rows of a chart can be pressed together, in its own pixels."""
    found = _ordered(spec)
    tall = height_of(spec)
    return tall if found is None else tall * _pressed(tall / len(found[1]))


def _pressed(row: float) -> float:
    return _PRESSED if row <= _ONE_LINE_PX else _PRESSED_TWO


def first_rows(spec: Mapping[str, Any], room: float) -> tuple[Mapping[str, Any], int]:
    """The chart with the rows that ``room`` has, in its own pixels, and how many it leaves out.

    Rows are in the order in which they are drawn; a chart that is not ``ranked`` stays whole.
    """
    ends = spec.get("usermeta", {}).get(ENDS)
    if ends:
        kept = max(1, sum(end <= room for end in ends))
        return (spec, 0) if kept == len(ends) else (_above(spec, ends[kept - 1]), len(ends) - kept)
    found = _ordered(spec)
    if found is None or not spec.get("usermeta", {}).get(_RANKED):
        return spec, 0
    field, order = found
    row = height_of(spec) / len(order)
    kept = max(1, int(room / (row * _pressed(row))))
    if kept >= len(order):
        return spec, 0
    named = _of_rows(spec, field, order[:kept], set(order[kept:]))
    return {**named, "height": row * kept}, len(order) - kept


def _ordered(part: Any) -> tuple[str, Sequence[str]] | None:
    """The field whose values stand one below the other, and their order."""
    if isinstance(part, Mapping):
        y = part.get("encoding", {}).get("y", {})
        if isinstance(y.get("sort"), list) and y["sort"]:
            return str(y["field"]), y["sort"]
        part = [value for key, value in part.items() if key in ("layer", "spec")]
    if isinstance(part, list):
        return next((found for each in part if (found := _ordered(each))), None)
    return None


def _of_rows(part: Any, field: str, kept: Sequence[str], gone: Collection[str]) -> Any:
    if isinstance(part, list):
        every = [_of_rows(each, field, kept, gone) for each in part]
        return [e for e in every if not (isinstance(e, Mapping) and _value(e, field) in gone)]
    if not isinstance(part, Mapping):
        return part
    made = {key: _of_rows(value, field, kept, gone) for key, value in part.items()}
    if made.get("field") == field and isinstance(made.get("sort"), list):
        made["sort"] = list(kept)
    return made


def _value(row: Mapping[str, Any], field: str) -> str | None:
    value = row.get(field)
    return value if isinstance(value, str) else None


def _above(spec: Mapping[str, Any], end: float) -> dict[str, Any]:
    """Of a chart that is placed by pixels what stands above one of them."""
    whole = spec["height"]

    def cut(part: Any) -> Any:
        if isinstance(part, list):
            every = [cut(each) for each in part]
            return [e for e in every if not (isinstance(e, Mapping) and _below(e, end))]
        if not isinstance(part, Mapping):
            return part
        made = {key: cut(value) for key, value in part.items()}
        if made.get("domain") == [0, whole]:
            made["domain"] = [0, end]
        return made

    made: dict[str, Any] = cut(spec)
    return {**made, "height": end}


def _below(row: Mapping[str, Any], end: float) -> bool:
    y = row.get("y")
    return isinstance(y, int | float) and y > end
