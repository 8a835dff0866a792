"""What a block's figures rest on, in one line below them."""

from __future__ import annotations

from publishing.briefing.model import Basis
from publishing.language import _
from publishing.sources import ASSUMPTION, cited_ids, grade_word, own_and_network, short_id


def model_result() -> str:
    """What is computed under assumptions and was not observed is called, wherever it stands."""
    return _("model result")


def basis_line(basis: Basis, with_sources: bool = False) -> str:
    """Year, unit, coverage and weakest grade, as far as they are known; empty where none is.

    What is modelled says so first. ``with_sources``: with the ids of the register, for paper,
    where nothing can be opened.

    >>> from publishing.language import speaking
    >>> with speaking("en"):
    ...     basis_line(Basis("2023", "t", "C", "14 of 22 regencies", ["S01"], True), True)
    'model result · 2023 · t · 14 of 22 regencies · C: copy, not cross-checked · S01'
    """
    parts = [
        model_result() if basis.modelled else "",
        basis.years,
        basis.unit,
        basis.coverage,
        grade_word(basis.grade),
        _cited(basis) if with_sources else "",
    ]
    return " · ".join(part for part in parts if part)


def _cited(basis: Basis) -> str:
    """The ids; those of the network alone, some fifty wherever there is freight, are counted."""
    own, network = own_and_network(basis.source_ids)
    # Where the grade says that it is an assumption, a second time says nothing.
    named = [each for each in own if each != ASSUMPTION or basis.grade != ASSUMPTION]
    shown = [short_id(str(cited_ids(each))) for each in named]
    if network:
        shown.append(_("{n} sources of the transport network", n=len(network)))
    return ", ".join(shown)
