"""How much a scenario may hold: one place for the form, the file, the link and the database.

What the form offers a document may say, and what a document says the form can show.
"""

from __future__ import annotations

from typing import NamedTuple


class Range(NamedTuple):
    """Smallest and largest value, both allowed."""

    minimum: float
    maximum: float


#: Letters of a name, a description, the code of a scope.
NAME_LETTERS = 80
DESCRIPTION_LETTERS = 1000
SCOPE_LETTERS = 20

#: Entries of one list of changes, demands, agreed or excluded pairs. Each is a small form of its
#: own: with several hundred the page takes more than a few seconds to draw, for everybody who
#: opens the scenario.
ENTRIES = 40
#: Names of closed edges, events and parameters: one box holds them all.
NAMES = 500

YEAR = Range(1900, 2200)
POPULATION_GROWTH_PCT = Range(-50, 100)
CHANGE_PCT = Range(-100, 1000)
EATEN_OUT_PCT = Range(0, 200)
COST_PARAMETER = Range(0.0, 1e9)

#: Of an extra demand, by field.
DEMAND = {
    "tonnes": Range(0.0, 1e7),
    "people": Range(0.0, 1e8),
    "population_pct": Range(0.0, 100.0),
    "days": Range(0.0, 366.0),
    "kg_per_person_day": Range(0.0, 50.0),
}

#: Of the match, by option; what may be left open is not there when it is None.
MATCHING = {
    "unmet_penalty_idr_per_t": Range(1e3, 1e12),
    "reserve_share": Range(0, 1),
    "max_distance_km": Range(1, 1e5),
    "min_shipment_t": Range(0.0, 1e7),
    "max_partners": Range(1, 22),
}
#: Tonnes of an agreed pair.
AGREED_TONNES = Range(0.1, 1e7)
