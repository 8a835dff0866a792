"""Network & methods in both languages: what is said about closures, checks and reports."""

import importlib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo import places
from ntt_data.tables import load
from pages.balance.methods import closures, flow_view, formulas, network_map, network_view
from pages.balance.methods.published_checks import not_compared, published_checks
from pages.balance.methods.validation_view import headline
from services.answer import freight
from tests.support.open_page import words

PAGE = str(Path(__file__).parents[2] / "pages/balance/methods/page.py")
SECTIONS = ["network", "costs", "published", "flows", "formulas"]


def _alone(path: str) -> None:
    import runpy

    from pages.ui import state
    from publishing.language import LANGUAGES, QUERY_KEY

    state.read_early(QUERY_KEY, list(LANGUAGES))
    state.begin_page("methods")
    runpy.run_path(path)


def methods(language: str = "id", **query: str) -> AppTest:
    at = AppTest.from_function(_alone, default_timeout=90, kwargs={"path": PAGE})
    for key, value in {"lang": language, **query}.items():
        at.query_params[key] = value
    at.run()
    assert not at.exception, at.exception
    return at


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_in_both_languages(section: str, language: str) -> None:
    at = methods(language, section=section)
    assert at.title[0].value == {"id": "Jaringan & metode", "en": "Network & methods"}[language]
    assert at.header[0].value


def test_mangled_address_shows_the_open_network() -> None:
    at = methods(section="?", closed="E999,<b>", events="strike", origin="1' --", pairs_of="gold")
    assert "22 daerah" in at.header[0].value
    assert not at.warning


# --- network -------------------------------------------------------------------------------------


def test_rote_is_said_to_be_unreachable_and_still_fed_by_ship() -> None:
    at = methods(closed="E061")
    # 21 directions to Rote Ndao and 21 from it.
    assert (
        at.header[0].value == "Rote Ndao tidak terjangkau; 42 dari 462 arah tidak lagi punya jalur"
    )
    said = at.warning[0].value
    assert "Rote Ndao tidak terjangkau" in said
    assert "Tanjung Perak" in said
    assert "Arah tanpa jalur: 42" in words(at)
    table = at.dataframe[0].value
    assert set(table.iloc[:42, -1]) == {"tidak ada jalur"}
    assert table.iloc[:42, 3].isna().all(), "unreachable has no cost, not zero"


def test_an_event_closes_its_edges() -> None:
    by_event = methods("en", events="ferry_in_dock_rote")
    assert by_event.header[0].value.startswith("Rote Ndao cannot be reached; 42 of 462")
    both = methods("en", events="ferry_in_dock_rote,ferry_in_dock_sabu", closed="E022")
    assert both.header[0].value.startswith("Rote Ndao, Sabu Raijua cannot be reached")
    assert "Edges closed: 5" in words(both)


def test_a_detour_is_dearer_and_nobody_is_cut_off() -> None:
    at = methods("en", closed="E022")  # Ende - Maumere
    assert at.header[0].value.startswith("All 22 regencies still reach each other")
    assert not at.warning


def test_closed_edges_stay_in_the_address() -> None:
    at = methods()
    at.multiselect(key="closed-choice").select("E061").run()
    at.multiselect(key="closed-choice").select("E001").run()
    assert at.query_params["closed"] in ("E001,E061", ["E001,E061"])
    at.multiselect(key="closed-choice").unselect("E001").unselect("E061").run()
    assert "closed" not in at.query_params
    assert not at.warning


def test_pattern_tells_the_mode_and_paleness_what_is_computed() -> None:
    picture = network_map.network_picture(closures.closure(frozenset({"E061"})), "")
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


def test_groups_are_told_apart_in_words() -> None:
    everything = frozenset(freight.used_edges().query("mode == 'ferry'")["edge_id"])
    said = network_view.cut_off_sentences(closures.closure(everything))
    assert any("hanya saling terjangkau" in sentence for sentence in said)
    assert any("tidak dapat masuk" in sentence for sentence in said)  # Sumba has no ship


# --- costs ---------------------------------------------------------------------------------------


def test_cost_table_has_all_pairs_and_filters() -> None:
    assert methods(section="costs").dataframe[0].value.shape[0] == 462
    assert methods(section="costs", origin="5314").dataframe[0].value.shape[0] == 21
    table = methods("en", section="costs", origin="5304").dataframe[0].value
    row = table[table["To"] == "Kupang"].iloc[0]
    assert row["Cost (Rp/kg)"] == pytest.approx(75 * 1260 / 1000)  # Soe - Oelamasi, 75 km


# --- published figures ---------------------------------------------------------------------------


def test_every_published_cost_is_compared_or_explained() -> None:
    checks = published_checks()
    every = set(load("transport_costs")["item_id"])
    compared = set(checks["check_id"]) & every
    assert compared | set(not_compared()) == every
    assert not compared & set(not_compared())


def test_checks_by_hand() -> None:
    checks = published_checks().set_index("check_id")
    # (74.1 km x 1,400 + 121,500) x 8 t
    assert checks.at["TC28", "model"] == pytest.approx(1_801_920)
    assert checks.at["TC28", "used"]
    # T-13 to Kalabahi: 1,325 km x 200 x 16 t = 4.24 m against 3.579 m.
    assert checks.at["TC06", "difference_pct"] == pytest.approx(18.47, abs=0.01)
    # 800 km x 1,260 x 8 t = 8.064 m against 6.5 m.
    assert checks.at["TC03", "difference_pct"] == pytest.approx(24.06, abs=0.01)
    # 1.8 m x 250,000 / 65,000 = 6.923 m against (372.2 x 1,400 + 121,500) x 8 = 5.141 m.
    assert checks.at["TC36", "difference_pct"] == pytest.approx(-25.75, abs=0.01)
    assert checks.at["E008", "used"], "Kupang - Atambua is 275 km by construction"
    assert checks.at["E044", "verdict"] == "not_comparable"


def test_headline_counts_independent_checks_alone() -> None:
    checks = published_checks()
    free = checks[~checks["used"] & checks["verdict"].ne("not_comparable")]
    misses = int((free["verdict"] == "misses").sum())
    assert misses > 0, "the misses are shown"
    assert headline(checks).startswith(f"Dari {len(free)} pembanding mandiri")
    assert headline(checks).endswith(f"{misses} meleset")


# --- reported flows ------------------------------------------------------------------------------


def test_reported_flows_against_the_model() -> None:
    checked = flow_view.checked_flows().set_index("flow_id")
    assert len(checked) == len(load("reported_flows"))
    assert checked.at["RF46", "verdict"] == "hit"  # rice, Nagekeo to Ende, 2021
    assert checked.at["RF46", "year"] == 2021
    assert checked.at["RF08", "verdict"] == "miss"  # chili, Ngada to Manggarai Barat
    assert checked.at["RF37", "verdict"] == "hit"  # rice, Sulawesi to Lembata
    said = words(methods(section="flows"))
    assert "Cabai rawit, Ngada → Manggarai Barat: meleset" in said.replace("\\", "")


def test_every_report_has_a_reason_in_words() -> None:
    for _i, row in flow_view.checked_flows().iterrows():
        sentence = flow_view.reason_sentence(row)
        assert sentence
        assert "{" not in sentence
        assert "nan" not in sentence


def test_silence_names_what_is_missing() -> None:
    # Tomato: no coefficient, and production of one regency alone.
    tomato = flow_view.why_not_modelled("tomato")
    assert "koefisien konversi" in tomato
    assert "1 dari 22 daerah" in tomato
    assert flow_view.why_not_modelled("ginger").endswith("belum ada produksi")


def test_every_named_origin_outside_is_known_or_left_open() -> None:
    into = load("reported_flows").query("scope == 'into_ntt'")
    open_origins = {"Belawan", "Banyuwangi, Surabaya, Bali, Bima, Sulawesi"}
    assert set(into["origin_literal"]) <= set(flow_view.gateway_of()) | open_origins
    gateways = set(flow_view.gateway_of().values()) - {"*"}
    assert gateways <= set(places.gateways())


# --- formulas ------------------------------------------------------------------------------------


def test_places_in_the_code_exist() -> None:
    for formula in formulas.formulas():
        for name in formula.code:
            module, attribute = name.rsplit(".", 1)
            assert hasattr(importlib.import_module(module), attribute), name


def test_every_parameter_is_told_with_its_derivation() -> None:
    said = words(methods(section="formulas")).replace("\\", "")
    for row in load("cost_parameters").itertuples():
        assert row.note_id[:40] in said
    assert "anggapan" in said
