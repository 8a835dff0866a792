"""Network & methods in both languages: what is said about closures, checks and reports."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ntt_data.tables import load
from services.answer.reported_flows import checked_flows
from tests.support.open_page import words

PAGE = str(Path(__file__).parents[2] / "pages/balance/methods/page.py")
SECTIONS = ["network", "costs", "published", "flows", "staples", "words", "formulas"]


def _alone(path: str) -> None:
    import runpy

    from pages.ui import state
    from publishing.language import LANGUAGES, QUERY_KEY

    state.read_early(QUERY_KEY, list(LANGUAGES), "id")
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


# --- costs ---------------------------------------------------------------------------------------


def test_cost_table_has_all_pairs_and_filters() -> None:
    assert methods(section="costs").dataframe[0].value.shape[0] == 462
    assert methods(section="costs", origin="5314").dataframe[0].value.shape[0] == 21
    table = methods("en", section="costs", origin="5304").dataframe[0].value
    row = table[table["To"] == "Kupang"].iloc[0]
    assert row["Cost (Rp/kg)"] == pytest.approx(75 * 1260 / 1000)  # Soe - Oelamasi, 75 km


# --- reported flows ------------------------------------------------------------------------------


def test_reported_flows_against_the_model() -> None:
    checked = checked_flows().set_index("flow_id")
    assert len(checked) == len(load("reported_flows"))
    assert checked.at["RF46", "verdict"] == "hit"  # rice, Nagekeo to Ende, 2021
    assert checked.at["RF46", "year"] == 2021
    assert checked.at["RF08", "verdict"] == "miss"  # chili, Ngada to Manggarai Barat
    assert checked.at["RF37", "verdict"] == "hit"  # rice, Sulawesi to Lembata
    said = words(methods(section="flows"))
    assert "Cabai rawit, Ngada → Manggarai Barat: meleset" in said.replace("\\", "")


# --- formulas ------------------------------------------------------------------------------------


def test_every_parameter_is_told_with_its_derivation() -> None:
    said = words(methods(section="formulas")).replace("\\", "")
    for row in load("cost_parameters").itertuples():
        assert row.note_id[:40] in said
    assert "asumsi" in said
