"""Conclusions of the briefings of the province and of scenarios."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from publishing.sentences import province
from services.overview import first_screen
from tests.publishing.conclusions.case import Conclusion, Said


def _suppliers(*steady: str) -> Said:
    return province.suppliers_headline("rice", pd.DataFrame({"steady_word": list(steady)}))


def _years(n: int) -> Said:
    screen = first_screen()
    return province.years_shown(replace(screen, briefs=screen.briefs[:n]))


PROVINCE = [
    Conclusion(
        *("province.suppliers_headline", "{name}: no known regency is in surplus"),
        said=_suppliers,
        not_said=lambda: _suppliers("untested"),
    ),
    Conclusion(
        *("province.suppliers_headline", "{name}: of none of {total} suppliers"),
        said=lambda: _suppliers("untested", "untested"),
        not_said=lambda: _suppliers("untested", "likely"),
    ),
    Conclusion(
        # The strongest word that any of them bears, and only those that bear it.
        *("province.suppliers_headline", "{name}: {n} of {total} suppliers"),
        said=lambda: _suppliers("very_likely", "likely", "untested"),
        not_said=lambda: _suppliers("likely", "likely", "untested"),
        words="1 of 3 suppliers very likely",
    ),
    Conclusion(
        *("province.years_shown", "Of each commodity the newest year"),
        said=lambda: _years(1),
        not_said=lambda: _years(0),
    ),
    Conclusion(
        *("province.nothing_known", "No commodity is known for half"),
        said=lambda: _years(0),
        not_said=lambda: _years(1),
    ),
]

CASES = [*PROVINCE]
