"""A chart for a hall: everything that is written in it larger, with the room that this needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: What is measured in pixels of a text, or of the room that it needs.
_LENGTHS = frozenset(
    {
        *("fontSize", "labelFontSize", "titleFontSize", "subtitleFontSize"),
        *("labelLimit", "titleLimit", "limit", "labelPadding", "titlePadding", "labelOffset"),
        *("labelLineHeight", "labelSeparation", "minExtent", "maxExtent", "padding", "yOffset"),
        *("height", "step", "dx", "dy", "offset", "symbolOffset", "rowPadding", "columnPadding"),
    }
)
#: Name of the parameter of a chart that reckons with its own width: how large its letters are.
ENLARGEMENT = "enlargement"
#: In square pixels.
_AREAS = frozenset({"symbolSize"})
#: Vega's own sizes, for texts of which a specification says nothing.
_USUAL = {"text": {"fontSize": 11}, "title": {"fontSize": 13}, "header": {"labelFontSize": 10}}


def enlarged(spec: Mapping[str, Any], factor: float) -> dict[str, Any]:
    """The specification with every text, and the room around it, ``factor`` times as large.

    As wide as before: the page gives the width. The kept specification stays as it is.

    >>> enlarged({"height": {"step": 20}}, 1.5)["height"]
    {'step': 30.0}
    """
    config = spec.get("config", {})
    told = {part: {**usual, **config.get(part, {})} for part, usual in _USUAL.items()}
    grown: dict[str, Any] = _grown({**spec, "config": {**config, **told}}, factor)
    return grown


def _grown(part: Any, factor: float) -> Any:
    if isinstance(part, list):
        return [_grown(value, factor) for value in part]
    if not isinstance(part, Mapping):
        return part
    return {key: _value(key, value, factor) for key, value in part.items()}


def _value(key: str, value: Any, factor: float) -> Any:
    if key in ("datasets", "data"):  # figures, not pixels
        return value
    if key == "params":
        return [{**each, "value": factor} if _is_factor(each) else each for each in value]
    by = factor if key in _LENGTHS else factor**2 if key in _AREAS else 1.0
    if by != 1 and isinstance(value, int | float) and not isinstance(value, bool):
        return value * by
    if by != 1 and isinstance(value, Mapping):
        return _measure(value, by, factor)
    return _grown(value, factor)


def _is_factor(parameter: Mapping[str, Any]) -> bool:
    return parameter.get("name") == ENLARGEMENT


def _measure(value: Mapping[str, Any], by: float, factor: float) -> Any:
    """A length that is an expression, or one for each of several conditions."""
    if "condition" in value:
        cases = value["condition"]
        told = [_measure(case, by, factor) for case in cases]
        return {**_measure({"value": value["value"]}, by, factor), "condition": told}
    if "expr" in value:
        return {**value, "expr": f"{by:g} * ({value['expr']})"}
    if "value" in value:
        return {**value, "value": value["value"] * by}
    return _grown(value, factor)
