"""The places of the province and where goods enter it: names by code, as people read them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from ntt_data.editions import once_per_tables
from ntt_data.regency_names import RegencyNames
from ntt_data.tables import load


@once_per_tables(maxsize=1)
def regencies() -> pd.DataFrame:
    """The 22 regencies in the order of their codes; shared, so copy it before a change."""
    return load("regencies").sort_values("regency_code", ignore_index=True)


@once_per_tables(maxsize=1)
def regency_records() -> Mapping[str, Mapping[str, Any]]:
    """The row of each regency by its code, column by column."""
    return {
        str(row["regency_code"]): MappingProxyType({str(name): row[name] for name in row})
        for row in regencies().to_dict("records")
    }


@once_per_tables(maxsize=1)
def regency_names() -> dict[str, str]:
    """Short usual name by code, as on the map."""
    table = regencies()
    return dict(zip(table["regency_code"], table["name_on_map"], strict=True))


@once_per_tables(maxsize=1)
def full_names() -> dict[str, str]:
    """Full official name by code."""
    table = regencies()
    return dict(zip(table["regency_code"], table["name"], strict=True))


@once_per_tables(maxsize=1)
def abbreviations() -> dict[str, str]:
    """What is short enough for the map of a phone, by code: "TTS", "S. Barat"."""
    table = regencies()
    return dict(zip(table["regency_code"], table["abbreviation"], strict=True))


@once_per_tables(maxsize=1)
def names_known() -> RegencyNames:
    """Which regency a text means, however it writes its name or code."""
    return RegencyNames(regencies(), load("regency_names"))


@once_per_tables(maxsize=1)
def gateways() -> tuple[str, ...]:
    """Nodes where goods enter NTT from outside: those of the table that a cargo edge reaches.

    The freight starts at the gateway's quay. Outside places without such an edge (Bima) are none.
    """
    nodes, edges = load("transport_nodes"), load("transport_edges")
    edges = edges[edges["preferred"].eq(1) & edges["cargo"].astype(bool)]
    reached = {*edges["from_node"], *edges["to_node"]}
    outside = nodes[nodes["external"].astype(bool)]["node_id"]
    return tuple(node for node in outside if node in reached)


@once_per_tables(maxsize=1)
def gateway_entries() -> dict[str, tuple[float, float]]:
    """Where the arrow of a gateway enters the map of NTT: latitude and longitude in degrees."""
    nodes = load("transport_nodes").set_index("node_id").loc[list(gateways())]
    entries = zip(nodes.index, nodes["entry_lat"], nodes["entry_lon"], strict=True)
    return {str(node): (float(lat), float(lon)) for node, lat, lon in entries}


@once_per_tables(maxsize=1)
def gateways_of_place() -> dict[str, tuple[str, ...]]:
    """Gateways by place outside NTT, as reports name it; a province may have several."""
    nodes = load("transport_nodes").dropna(subset=["stands_for"])
    found: dict[str, tuple[str, ...]] = {}
    for node, listed in zip(nodes["node_id"], nodes["stands_for"], strict=True):
        for place in str(listed).split(";"):
            found[place] = (*found.get(place, ()), str(node))
    return found


@once_per_tables(maxsize=1)
def place_names() -> dict[str, str]:
    """Names of regencies by code and of gateways by node."""
    nodes = load("transport_nodes").set_index("node_id")["name"]
    return {**regency_names(), **{node: str(nodes[node]).split(" (")[0] for node in gateways()}}


def names_of(codes: pd.Series) -> pd.Series:
    """Short names of regencies for a column of codes; a gateway keeps its own name."""
    return codes.map(regency_names()).fillna(codes)


def place_name(code: str) -> str:
    """Name of a regency or a gateway; what is neither keeps its code."""
    return place_names().get(code, code)
