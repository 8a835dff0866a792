"""Published lengths beside those of the network."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.published_lengths import alternative_lengths
from tests.support.make_network import (
    EDGES,
    NODES,
    small_edges,
    small_nodes,
)


def test_alternative_lengths_worked_out_by_hand() -> None:
    # E8 says 60 km where E1 says 100; C to P is 20 + 100 and is given as 119 by the source from
    # which E6 was derived: it proves nothing.
    edges = small_edges().assign(ratio_ok=True)
    edges.loc[edges["edge_id"] == "E6", "source_ids"] = "R1;R2"
    total = edges[edges["edge_id"] == "E8"].assign(
        edge_id="E10", from_node="C", distance_km=119.0, source_ids="R2", ratio_ok=False
    )
    lengths = alternative_lengths(small_nodes(), pd.concat([edges, total]))
    found = lengths.set_index("edge_id")
    assert found["network_km"].to_dict() == {"E8": 100.0, "E10": 120.0}
    assert found["by_construction"].to_dict() == {"E8": False, "E10": True}
    assert found["plausible"].to_dict() == {"E8": True, "E10": False}
    assert found.at["E10", "n_legs"] == 2
    assert found.at["E10", "source_ids"] == "R1;R2;assumption"


# --- the curated tables --------------------------------------------------------------------------


def test_totals_from_which_a_leg_was_derived_are_known_as_such() -> None:
    found = alternative_lengths(NODES, EDGES).set_index("edge_id")
    assert found.at["E008", "by_construction"]  # Kupang - Atambua 275
    assert found.at["E008", "network_km"] == pytest.approx(275)
    assert not found.at["E014", "by_construction"]  # Labuan Bajo - Bajawa by odometer: 264
    assert found.at["E014", "network_km"] == pytest.approx(263)
    assert found.at["E023", "network_km"] == pytest.approx(142)  # a route planner says 115
    assert not found.at["E044", "plausible"]
