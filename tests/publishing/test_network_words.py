"""What is said, drawn and tabulated of the network, without the page around it."""

import pandas as pd
import pytest

from geo.closures import Closure
from geo.edges import used_edges
from geo.places import regency_names
from ntt_data.tables import load
from publishing import palette
from publishing.language import Language, speaking
from publishing.listings import network as listings
from publishing.maps.network import network_legend_html, network_picture
from publishing.sentences import network as sentences
from services.answer import freight

OPEN = frozenset[str]()


def _sumba_alone() -> Closure:
    """Every ferry closed, and the one cargo ship to Sumba with them."""
    edges = used_edges()
    lines = edges["mode"].eq("ferry") | edges["to_node"].eq("P_WAINGAPU") & edges["mode"].eq("ship")
    return freight.closure(frozenset(edges.loc[lines, "edge_id"]))


@pytest.mark.parametrize(
    ("edges", "said"),
    [
        (OPEN, "edges join the 22 regencies; the lengths of "),
        (frozenset({"E022"}), "All 22 regencies still reach each other; "),
        (frozenset({"E061"}), "Rote Ndao cannot be reached; 42 of 462 directions"),
    ],
    ids=["open", "a detour", "one cut off"],
)
def test_headline(edges: frozenset[str], said: str) -> None:
    with speaking("en"):
        assert said in sentences.headline(freight.closure(edges))


def test_headline_of_groups_counts_directions() -> None:
    with speaking("en"):
        assert " directions have no path left; " in sentences.headline(_sumba_alone())


def test_groups_are_told_apart_in_words() -> None:
    with speaking("id"):
        said = sentences.cut_off_sentences(_sumba_alone())
    assert any("hanya saling terjangkau" in sentence for sentence in said)
    assert any("tidak dapat masuk" in sentence for sentence in said)
    with speaking("en"):
        (rote,) = sentences.cut_off_sentences(freight.closure(frozenset({"E061"})))
    assert "Goods from outside NTT still come by Tanjung Perak" in rote


def test_supply_from_outside_is_told_only_where_it_changes() -> None:
    before = freight.closure(OPEN)
    with speaking("en"):
        assert sentences.outside_changes(before, before) == ""
        said = sentences.outside_changes(before, _sumba_alone())
    assert ": no supply from outside" in said
    assert "/kg by " in said


def test_the_lack_of_ships_is_told_with_the_ports() -> None:
    reached = set(used_edges().query("mode == 'ship'")["to_node"])
    with speaking("en"):
        said = sentences.ships_note()
    assert said.endswith("as no source names one: Marapokot, Waikelo, Waiwerang.")
    assert not reached & {"P_MARAPOKOT", "P_WAIKELO", "P_WAIWERANG"}
    assert {"P_LARANTUKA", "P_ENDE", "P_WAINGAPU", "P_REO", "P_ATAPUPU", "P_WINI"} <= reached


def test_what_trucks_do_besides_is_told_until_a_parameter_counts_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rates = load("cost_parameters")
    road = rates.set_index("parameter").loc["road_idr_per_t_km"]
    with speaking("en"):
        said = sentences.trucks_note()
        assert f"Rp {road['high']:,.0f} per tonne-km" in said
        assert f"not in the value used (Rp {road['value']:,.0f})" in said
        counted = pd.concat([rates, rates.head(1).assign(parameter="truck_loading_idr_per_t")])
        monkeypatch.setattr(sentences, "load", lambda name: counted)
        assert sentences.trucks_note() == ""


@pytest.mark.parametrize("language", ["id", "en"])
def test_costs_name_the_cheapest_and_the_dearest(language: Language) -> None:
    costs = freight.capital_costs().sort_values("cost_idr_per_t")
    with speaking(language):
        said = sentences.costs_headline(costs)
        table = listings.capital_costs_table(costs).readable()
    assert said.count("Rp ") == 2
    assert len(table) == 462


def test_pattern_tells_the_mode_and_paleness_what_is_computed() -> None:
    with speaking("id"):
        picture = network_picture(freight.closure(frozenset({"E061"})), "", is_dark=False)
        dark = network_picture(freight.closure(OPEN), "", is_dark=True)
    lines = {line.text[0]: line for line in picture.lines}
    road, ferry = lines["Kupang – Oelamasi"], lines["Bolok (Kupang) – Kalabahi"]
    ship, shut = lines["Tanjung Perak (Surabaya) – Kalabahi"], picture.lines[-1]
    assert road.dash is None
    assert len({road.dash, ferry.dash, ship.dash, shut.dash}) == 4
    assert ferry.opacity < road.opacity == shut.opacity
    assert ferry.weight < road.weight
    assert shut.text[-1] == "ditutup"
    assert picture.fills["5314"] != picture.fills["5371"]
    places = {point.text.split(" (")[0] for point in picture.points}
    assert {"Kupang", "Pantai Baru", "Sape"} <= places
    in_dark = {line.text[0]: line for line in dark.lines}["Bolok (Kupang) – Kalabahi"]
    assert in_dark.color != ferry.color
    # Land without a figure is dark there, so that roads have to be light on it too.
    land = palette.area_on_dark(palette.SAND)
    for line in dark.lines:
        assert palette.luminance(line.color) > palette.luminance(land) + 0.2, line.text


def test_legend_names_closed_edges_only_where_there_are_some() -> None:
    with speaking("en"):
        closed, everything_open = (network_legend_html(any_, False) for any_ in (True, False))
    assert palette.CLOSED in closed
    assert palette.CLOSED not in everything_open
    assert "cargo ship from outside NTT" in everything_open
    with speaking("en"):
        dark = network_legend_html(any_closed=True, is_dark=True)
    assert palette.INDIGO not in dark, "it is not seen on the dark ground"


def test_what_is_unreachable_has_no_cost() -> None:
    with speaking("en"):
        table = listings.closure_table(freight.closure(frozenset({"E061"}))).readable()
    lost = table[table["Effect"] == "no path"]
    assert len(lost) == 42
    assert lost["With the closure (Rp/kg)"].isna().all()
    assert set(table["From (code)"]) <= set(regency_names())


def test_registers_are_whole() -> None:
    with speaking("en"):
        edges, nodes = listings.edges_table().readable(), listings.nodes_table().readable()
        parameters = listings.cost_parameters_table().readable()
    assert set(edges["In the model"]) == {
        *("yes", "no: carries passengers", "no: alternative or check value")
    }
    assert edges["Edge"].is_unique
    for column in ("From (code)", "To (code)"):
        assert set(edges[column]) <= set(nodes["Place (code)"])
    assert nodes["Place (code)"].is_unique
    assert "outside NTT" in set(nodes["Regency"])
    assert parameters["Unit"].notna().all()
