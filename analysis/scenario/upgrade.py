"""Documents of older versions: what they meant, brought to today's words, with what changes.

Version 1 had least cost as the default of the match, and two cost parameters for what traders keep
on goods from outside (none on goods of NTT). A document keeps the objective that it meant. Its
margins have no place any more, and what they were is told, since the answer is another without
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

#: What of a document is not as it was.
ChangeKind = Literal["objective_kept", "parameter_removed"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)

#: The parameters that version 1 had beside today's, at the values that held where a document did
#: not change them; rupiah per tonne.
MARGINS_OF_VERSION_1: Mapping[str, float] = {
    "ferry_gateway_margin_idr_per_t": 388_000.0,
    "ship_margin_idr_per_t": 567_000.0,
}

#: No number from here on was ever a margin; also keeps what no float can hold from becoming one.
_NO_MARGIN_IDR_PER_T = 1e12


@dataclass(frozen=True)
class DocumentChange:
    """One thing in which a document opens otherwise than it was written.

    Attributes
    ----------
    kind : str, of ``CHANGE_KINDS``
        ``objective_kept``: it named no objective, and the one of its time is kept.
        ``parameter_removed``: a cost parameter that is none any more.
    name : str
        The objective, or the parameter.
    value : float
        What the parameter was in this document, rupiah per tonne; 0 for an objective.
    was_set : bool
        Whether the document itself set the parameter; else it was at the value of its time.
    """

    kind: ChangeKind
    name: str
    value: float = 0.0
    was_set: bool = False


def upgraded(document: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[DocumentChange, ...]]:
    """A document with today's meaning, and what changed in it; whatever is wrong in it stays.

    >>> document, changes = upgraded({"version": 1, "matching": {"reserve_share": 0.1}})
    >>> document["matching"]
    {'objective': 'least_cost', 'reserve_share': 0.1}
    >>> [change.name for change in changes]
    ['least_cost', 'ferry_gateway_margin_idr_per_t', 'ship_margin_idr_per_t']
    """
    given = dict(document)
    if given["version"] != 1:
        return given, ()
    changes: list[DocumentChange] = []
    matching = given.get("matching", {})
    if isinstance(matching, Mapping) and "objective" not in matching:
        given["matching"] = {"objective": "least_cost", **matching}
        changes.append(DocumentChange("objective_kept", "least_cost"))
    parameters = given.get("cost_parameters", {})
    if isinstance(parameters, Mapping):
        kept = dict(parameters)
        for name, usual in MARGINS_OF_VERSION_1.items():
            value = parameters.get(name, usual)
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if not is_number or not abs(value) < _NO_MARGIN_IDR_PER_T:
                continue  # it stays, to be refused
            kept.pop(name, None)
            if value != 0:  # else the answer had none already
                changes.append(
                    DocumentChange("parameter_removed", name, float(value), name in parameters)
                )
        given["cost_parameters"] = kept
    return given, tuple(changes)
