"""The page of scenarios: edit, save, share, compare; and what happens when something is wrong."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis.answer import Answer
from analysis.balance.settings import MissingInputs
from analysis.errors import AnalysisError
from analysis.matching.agreements import AGREEMENT_REASONS
from analysis.matching.options import MatchingOptions
from analysis.scenario.compare import changed_assumptions, compare_pairs
from analysis.scenario.document import from_json, to_dict, to_json
from analysis.scenario.errors import SCENARIO_PROBLEMS, ScenarioError
from analysis.scenario.presets import with_preset
from analysis.scenario.scenario import CHANGE_REASONS, Change, ExtraDemand, Scenario
from geo.closures import event_edges
from ntt_data.store import StoredScenario, StoreError, new_write_key, scenario_store
from ntt_data.store.errors import STORE_PROBLEMS
from ntt_data.tables import load
from publishing import scenario_words
from publishing.language import speaking
from services import scenarios as saved_scenarios
from services.access import Actor, key_hash
from services.answer.evaluation import baseline_of, evaluate
from tests.support.open_page import open_page
from tests.support.open_page import words as texts

MINE, THEIRS = "5a" * 16, "7b" * 16
BASE = Scenario("Dasar", "rice", 2022)
DROUGHT = Scenario(
    *("Kekeringan <b>*", "rice", 2022, "Uji"),
    production_changes=(Change("rice", "all", -30, "drought"),),
)


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", f"sqlite:///{(tmp_path / 'ntt.db').as_posix()}")


@pytest.fixture(autouse=True)
def own_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions without a cookie make a key of their own; here all have the same one."""
    monkeypatch.setattr("pages.ui.actor.new_key", lambda: MINE)


def held(document: Mapping[str, object], key: str | None = MINE) -> StoredScenario:
    """A saved scenario that this key may change."""
    holder = None if key is None else key_hash(key)
    return scenario_store().create(document, holder_hash=holder)


def page(language: str = "id", **query: str) -> AppTest:
    return open_page("scenarios", language, **query)


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def widget(elements: object, ending: str) -> object:
    found = [e for e in elements if e.key and e.key.endswith(ending)]
    assert len(found) == 1, [e.key for e in elements]
    return found[0]


def assumptions_table(at: AppTest) -> pd.DataFrame:
    return next(d.value for d in at.dataframe if d.value.columns[0] in ("Asumsi", "Assumption"))


# Interactions run in Indonesian: AppTest asks for the words of options outside of the session,
# where the language is the default one.
def press(at: AppTest, label: str) -> AppTest:
    (button,) = [b for b in at.button if b.label == label]
    button.click().run()
    assert not at.exception, at.exception
    return at


def new(at: AppTest) -> AppTest:
    at.button(key="scenario-new").click().run()
    assert not at.exception, at.exception
    return at


# --- the page ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_baseline_is_shown_and_cannot_be_changed(language: str) -> None:
    at = page(language)
    assert at.title[0].value == {"id": "Skenario", "en": "Scenarios"}[language]
    # 766,810 t GKG x 0.585728 = 449,142 t available - 592,969 t needed, as on the matcher.
    assert {"id": "−143.826 t", "en": "−143,826 t"}[language] in metrics(at).values()
    assert not [b for b in at.button if b.key == "scenario-save"]
    assert not [e for e in at.text_input if e.key and e.key.endswith("-name")]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_saved_scenario_opens_by_its_link_in_both_languages(language: str) -> None:
    stored = held(to_dict(DROUGHT))
    at = page(language, scenario=stored.link_id)
    # Without Lembata, whose paddy of 2022 is flagged: 442,722 x 0.7 - 569,849
    assert {"id": "−259.944 t", "en": "−259,944 t"}[language] in metrics(at).values()
    assert {"id": "Asumsi yang berbeda", "en": "What is assumed differently"}[language] in texts(at)
    shown = assumptions_table(at)
    assert shown.iloc[:, -1].tolist() == [{"id": "−30,0 %", "en": "−30.0 %"}[language]]


def test_a_new_scenario_is_edited_saved_and_found_again() -> None:
    at = new(page())
    widget(at.text_input, "-name").set_value("Fewer people").run()
    widget(at.text_input, "-growth").set_value("-5").run()
    assert not scenario_store().list(), "nothing is saved before somebody says so"
    # Need falls by 5 % of 592,969 t: -143,826 + 29,648
    assert "−114.178 t" in metrics(at).values()
    at.button(key="scenario-save").click().run()
    assert "Tersimpan: Fewer people" in texts(at)
    (stored,) = scenario_store().list()
    assert stored.document["population_growth_pct"] == -5.0
    assert stored.link_id in at.query_params["scenario"]
    assert at.button(key="scenario-save").disabled

    again = page(scenario=stored.link_id)
    assert "−114.178 t" in metrics(again).values()


def test_eating_out_begins_at_the_table_s_figure_and_adds_to_the_need() -> None:
    at = new(page())
    field = widget(at.text_input, "-eaten-out-rice")
    assert field.value == "0"
    assert "Tidak ada angka untuk NTT" in texts(at)
    assert "Indonesia 2019" in texts(at)
    field.set_value("10").run()
    # 10 % of 592,969 t more: -143,826 - 59,297
    assert "−203.123 t" in metrics(at).values()
    assert "10,0 % dari norma" in assumptions_table(at).iloc[:, -1].tolist()
    at.button(key="scenario-save").click().run()
    (stored,) = scenario_store().list()
    assert stored.document["eaten_out_pct"] == 10.0


def test_a_population_series_is_chosen_and_a_year_without_it_is_not_filled() -> None:
    at = page(scenario=held({**to_dict(BASE), "year": 2020}).link_id)
    choice = widget(at.selectbox, "-series")
    choice.set_value("census").run()
    shown = texts(at)
    # Ende and Nagekeo have no figure of their own, and Lembata's paddy of 2020 is doubtful.
    assert "19 dari 22 daerah" in shown
    assert "sensus penduduk" in assumptions_table(at).iloc[:, -1].tolist()
    widget(at.selectbox, "-year").set_value(2022).run()
    assert "Deret sensus penduduk tidak punya angka 2022" in texts(at)
    assert "Tahun yang ada: 2010, 2020" in texts(at)
    assert not metrics(at)


def test_eating_out_of_one_commodity_is_not_that_of_another() -> None:
    at = page(scenario=held({**to_dict(BASE), "eaten_out_pct": 10.0}).link_id)
    widget(at.selectbox, "-commodity").set_value("chili").run()
    assert widget(at.text_input, "-eaten-out-chili").value == "0"


def test_a_field_changes_the_answer_and_nothing_is_lost_by_looking_elsewhere() -> None:
    stored = held(to_dict(DROUGHT))
    at = page(scenario=stored.link_id)
    widget(at.text_input, "-production_changes-0-pct").set_value("-10").run()
    # 442,722 x 0.9 - 569,849
    assert "−171.399 t" in metrics(at).values()
    at.selectbox(key="scenario").select("baseline").run()
    assert "−143.826 t" in metrics(at).values()
    at.selectbox(key="scenario").select(stored.link_id).run()
    assert "−171.399 t" in metrics(at).values(), "what was not saved is still there"
    press(at, "Batalkan perubahan")
    assert "−259.944 t" in metrics(at).values()
    assert widget(at.text_input, "-production_changes-0-pct").value == "−30"


def test_per_cent_is_typed_as_it_is_written_here_or_changed_in_steps_of_5() -> None:
    """The browser's own field took 7,5 for 75, and -12,25 for -1225."""
    at = page(scenario=held(to_dict(DROUGHT)).link_id)
    field = "-production_changes-0-pct"
    assert "−100 s.d. 1.000" in widget(at.text_input, field).label
    for typed, shown in (
        ("-7,5", "−160.331 t"),  # 442,722 x 0.925 - 569,849
        ("-7.5 %", "−160.331 t"),
    ):
        widget(at.text_input, field).set_value(typed).run()
        assert shown in metrics(at).values(), typed
    widget(at.button, f"{field}-more").click().run()
    assert widget(at.text_input, field).value == "−5", "the next multiple of 5"
    widget(at.button, f"{field}-less").click().run()
    assert widget(at.text_input, field).value == "−10"
    assert "−171.399 t" in metrics(at).values()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("tujuh", "“tujuh” bukan angka"),
        ("-150", "Dibaca −150; tulis angka dari −100 sampai 1.000."),
        ("", "Tidak boleh kosong"),
    ],
)
def test_what_is_no_per_cent_is_told_at_its_field_and_cannot_be_saved(
    typed: str, said: str
) -> None:
    stored = held(to_dict(DROUGHT))
    at = page(scenario=stored.link_id)
    widget(at.text_input, "-name").set_value("Lain").run()
    widget(at.text_input, "-production_changes-0-pct").set_value(typed).run()
    assert not at.exception
    assert said in texts(at)
    assert "−259.944 t" in metrics(at).values(), "the last right answer stays"
    assert at.button(key="scenario-save").disabled
    assert widget(at.text_input, "-match-min_shipment_t").value == "0", "the form stays whole"
    widget(at.text_input, "-production_changes-0-pct").set_value("-30").run()
    assert said not in texts(at)
    assert not at.button(key="scenario-save").disabled


def test_a_failed_save_is_told_and_keeps_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    at = new(page())
    widget(at.text_input, "-name").set_value("Kept").run()

    def full(*_args: object) -> None:
        raise StoreError("unavailable", reason="database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("ntt_data.store.scenarios.ScenarioStore.create", full)
        at.button(key="scenario-save").click().run()
    assert "disk is full" in texts(at)
    assert "Tersimpan:" not in texts(at)
    assert widget(at.text_input, "-name").value == "Kept"
    at.button(key="scenario-save").click().run()
    assert "Tersimpan: Kept" in texts(at)


def test_of_two_people_the_second_is_told() -> None:
    stored = held(to_dict(DROUGHT))
    at = page(scenario=stored.link_id)
    widget(at.text_input, "-growth").set_value("3").run()
    scenario_store().save(stored.link_id, {**stored.document, "name": "Theirs"}, 1)
    at.button(key="scenario-save").click().run()
    assert "orang lain sudah menyimpan" in texts(at)
    assert scenario_store().load(stored.link_id).name == "Theirs"
    press(at, "Batalkan perubahan")
    assert widget(at.text_input, "-name").value == "Theirs"


def test_duplicate_archive_and_restore() -> None:
    stored = held(to_dict(DROUGHT))
    at = press(page(scenario=stored.link_id), "Gandakan")
    names = {s.name for s in scenario_store().list()}
    assert names == {"Kekeringan <b>*", "Kekeringan <b>* (salinan)"}
    press(at, "Arsipkan")
    assert {s.name for s in scenario_store().list()} == {"Kekeringan <b>*"}
    (archived,) = scenario_store().list(archived=True)
    at = page(scenario=archived.link_id)
    assert "diarsipkan" in texts(at)
    assert "−259.944 t" in metrics(at).values(), "its link still opens it"
    press(at, "Pulihkan")
    assert len(scenario_store().list()) == 2


def _names(count: int) -> None:
    for number in range(count):
        held({**to_dict(DROUGHT), "name": f"Skenario {number}"})


def test_the_holder_deletes_and_the_link_says_so() -> None:
    stored = held(to_dict(DROUGHT))
    at = page(scenario=stored.link_id)
    press(at, "Hapus skenario ini")
    assert "Dihapus: Kekeringan" in texts(at)
    assert f"dengan kode {stored.link_id}" in texts(at)
    assert at.selectbox(key="scenario").options == ["Skenario dasar"]
    assert not scenario_store().count() + scenario_store().count(archived=True)

    by_link = page(scenario=stored.link_id)
    assert "Skenario pada tautan ini telah dihapus" in by_link.warning[0].value
    assert "Kekeringan" not in texts(by_link), "not even its name"
    assert "−143.826 t" in metrics(by_link).values()
    compared = page(**{"with": stored.link_id})
    assert "telah dihapus" in compared.warning[0].value

    scenario_store().undelete(stored.link_id)
    assert "−259.944 t" in metrics(page(scenario=stored.link_id)).values()


def test_who_does_not_hold_it_cannot_delete_it() -> None:
    at = page(scenario=held(to_dict(DROUGHT), THEIRS).link_id)
    assert "Hapus skenario ini" not in {b.label for b in at.button}


def test_what_is_deleted_while_somebody_changes_it_can_still_be_kept() -> None:
    stored = held(to_dict(DROUGHT))
    at = page(scenario=stored.link_id)
    widget(at.text_input, "-name").set_value("Ketikan saya").run()
    scenario_store().delete(stored.link_id)
    press(at, "Simpan")
    assert "sementara itu telah dihapus" in at.error[0].value
    press(at, "Gandakan")
    (copy,) = scenario_store().list()
    assert (copy.name, copy.copied_from) == ("Ketikan saya (salinan)", stored.link_id)


def test_a_list_with_an_end_says_so_and_gives_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list used to stop at 500 without a word."""
    monkeypatch.setattr(saved_scenarios, "PER_PAGE", 2)
    _names(5)
    at = page()
    offered = at.selectbox(key="scenario").options
    assert "Daftar memuat skenario 1 sampai 2 dari 5" in texts(at)
    assert [name for name in offered if name[-1].isdigit()] == ["Skenario 4", "Skenario 3"]
    at.session_state["scenario-page"] = 3
    at.run()
    assert not at.exception
    assert "Skenario 0" in at.selectbox(key="scenario").options
    assert "5 sampai 5 dari 5" in texts(at)
    assert "The list holds 1 to 2 of 5 scenarios" in texts(page("en"))


def test_what_is_open_or_being_edited_stays_in_the_list_on_every_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(saved_scenarios, "PER_PAGE", 2)
    _names(4)
    oldest = saved_scenarios.listed(page=2)[-1]
    at = page(scenario=oldest.link_id)
    assert oldest.name in at.selectbox(key="scenario").options
    widget(at.text_input, "-name").set_value("Diubah").run()
    at.selectbox(key="scenario").set_value(saved_scenarios.listed()[0].link_id).run()
    assert not at.exception
    assert "Diubah (diubah)" in at.selectbox(key="scenario").options


def test_a_list_that_fits_has_no_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_scenarios, "PER_PAGE", 2)
    _names(2)
    assert "Daftar memuat" not in texts(page())


def test_a_page_that_is_gone_shows_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_scenarios, "PER_PAGE", 2)
    _names(5)
    at = page()
    at.session_state["scenario-page"] = 3
    at.run()
    for each in saved_scenarios.listed():  # meanwhile somebody puts two of them away
        scenario_store().archive(each.link_id)
    at.run()
    assert not at.exception
    assert "3 sampai 3 dari 3" in texts(at)
    assert "Skenario 0" in at.selectbox(key="scenario").options


# --- who may change a scenario --------------------------------------------------------------


@pytest.mark.parametrize("key", [THEIRS, None], ids=["somebody else's", "saved without a key"])
def test_who_does_not_hold_it_changes_it_for_himself_and_duplicates(key: str | None) -> None:
    stored = held(to_dict(DROUGHT), key)
    at = page(scenario=stored.link_id)
    assert "Hanya peramban yang menyimpan skenario ini" in texts(at)
    labels = {b.label for b in at.button}
    assert "Gandakan" in labels
    assert not {"Simpan", "Arsipkan"} & labels
    widget(at.text_input, "-production_changes-0-pct").set_value("-10").run()
    assert "−171.399 t" in metrics(at).values()
    press(at, "Gandakan")
    assert "Digandakan: " in texts(at)
    assert "Hanya peramban" not in texts(at)
    (copy,) = [s for s in scenario_store().list() if s.link_id != stored.link_id]
    assert (copy.copied_from, copy.holder_hash) == (stored.link_id, key_hash(MINE))
    assert copy.document["production_changes"][0]["change_pct"] == -10.0
    assert scenario_store().load(stored.link_id) == stored, "the original is as it was"
    labels = {b.label for b in at.button}
    assert {"Simpan", "Arsipkan"} <= labels
    assert {"Kekeringan <b>*"} <= set(at.selectbox(key="scenario").options), "no draft is left"


def test_a_key_that_is_lost_while_the_page_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = held(to_dict(DROUGHT))
    at = page(scenario=stored.link_id)
    widget(at.text_input, "-growth").set_value("3").run()
    at.session_state["_edit_key"] = THEIRS
    at.button(key="scenario-save").click().run()
    assert "Hanya peramban" in at.error[0].value
    assert scenario_store().load(stored.link_id) == stored
    assert widget(at.text_input, "-growth").value == "3", "the input is still there"


def test_somebody_elses_archived_scenario_cannot_be_restored() -> None:
    stored = held(to_dict(DROUGHT), THEIRS)
    scenario_store().archive(stored.link_id)
    at = page(scenario=stored.link_id)
    assert "Gandakan untuk mengubahnya" in texts(at)
    assert "Pulihkan" not in {b.label for b in at.button}
    press(at, "Gandakan")
    assert len(scenario_store().list()) == 1


def test_an_earlier_version_comes_back() -> None:
    stored = held(to_dict(DROUGHT))
    other = replace(DROUGHT, name="Basah", production_changes=())
    saved_scenarios.save(Actor("reader", key_hash(MINE)), stored.link_id, other, 1, new_write_key())
    at = page(scenario=stored.link_id)
    assert "−127.127 t" in metrics(at).values()
    radio = widget(at.radio, "-2")
    (label,) = radio.options
    when, _sep, name = label.removeprefix("1 · ").partition(" WITA · ")
    assert re.fullmatch(r"\d+ \w+ 20\d\d, \d\d\.\d\d", when)
    assert name == r"Kekeringan \<b\>\*"
    press(at, "Kembalikan versi ini")
    assert "Versi 1 dikembalikan sebagai versi 3" in texts(at)
    assert "−259.944 t" in metrics(at).values()
    assert [v.name for v in saved_scenarios.versions(stored.link_id)] == [
        *("Kekeringan <b>*", "Basah", "Kekeringan <b>*"),
    ]


def test_who_does_not_hold_it_sees_its_versions_only() -> None:
    stored = held(to_dict(DROUGHT), THEIRS)
    scenario_store().save(stored.link_id, to_dict(replace(DROUGHT, name="Basah")), 1)
    at = page(scenario=stored.link_id)
    assert [t.value for t in at.text if "WITA" in t.value][1].endswith("Kekeringan <b>*")
    assert not [r for r in at.radio if r.key and "version" in r.key]
    assert "Kembalikan versi ini" not in {b.label for b in at.button}


# --- taking everything along -----------------------------------------------------------------


def backup_button(at: AppTest) -> list[object]:
    return [each for each in at.get("download_button") if each.proto.label.startswith("Cadangkan")]


def test_anybody_may_take_a_backup_along_and_nobody_bring_one_back() -> None:
    at = page()
    assert len(backup_button(at)) == 1
    said = texts(at)
    assert "Angka yang diserahkan dinas tidak disertakan" in said
    assert "siapa pemegang skenario orang lain" in said
    assert "hanya dapat dilakukan di terminal" in said
    assert not [button.label for button in at.button if "ulihkan" in button.label]


def test_a_server_of_postgresql_is_backed_up_by_its_own_programs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("services.backups.is_possible", lambda: False)
    assert not backup_button(page())


# --- what does not work ----------------------------------------------------------------------


@pytest.mark.parametrize("link", ["k7m2", "k7m2x9qa", "new-1", "<script>", "x" * 300])
def test_a_link_that_leads_nowhere_is_told_and_all_else_works(link: str) -> None:
    at = page(scenario=link, **{"with": link, "and": "\x00"})
    assert any("Tidak ada skenario dengan tautan" in each.value for each in at.warning)
    assert "tidak dikenal; ditampilkan Skenario dasar" in at.warning[0].value
    assert "−143.826 t" in metrics(at).values()


def test_without_a_database_the_baseline_still_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", "sqlite:////proc/nowhere/ntt.db")
    at = page("id")
    assert "Basis data tidak menjawab" in at.error[0].value
    assert "−143.826 t" in metrics(at).values()
    new(at)
    at.button(key="scenario-save").click().run()
    assert "Tidak ada yang tersimpan" in texts(at)
    assert widget(at.text_input, "-name").value == "Skenario baru"


def test_a_scenario_of_a_newer_program_is_told() -> None:
    document = {**to_dict(DROUGHT), "version": 99, "rain": 5}
    stored = held(document)
    at = page(scenario=stored.link_id)
    assert "versi 99" in at.error[0].value
    at.selectbox(key="scenario").select("baseline").run()
    assert "−143.826 t" in metrics(at).values()


#: As version 1 wrote it: it names no objective, and one of its two margins.
OLD = {
    **{"version": 1, "name": "Lama", "commodity": "rice", "year": 2022},
    "cost_parameters": {"ship_margin_idr_per_t": 600_000.0},
}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", ["“paling murah", "Rp 600/kg untuk pasokan dengan kapal", "Rp 388/kg untuk barang"]),
        ("en", ["“least total freight", "Rp 600/kg on supply by ship", "Rp 388/kg on goods"]),
    ],
)
def test_a_scenario_of_version_1_opens_with_what_changed(language: str, told: list[str]) -> None:
    stored = held(OLD)
    at = page(language, scenario=stored.link_id)
    assert not at.error
    notes = " ".join(info.value for info in at.info)
    assert all(each in notes for each in told)
    assert widget(at.selectbox, "-objective").value == "least_cost"
    # Nothing was rewritten by opening it.
    assert scenario_store().load(stored.link_id).document == OLD


def test_a_scenario_of_version_1_that_is_compared_with_says_so_too() -> None:
    first, old = held(to_dict(DROUGHT)), held(OLD)
    at = page("en", scenario=first.link_id, **{"with": old.link_id})
    assert any(info.value.startswith("Lama: A trader's margin") for info in at.info)
    assert not [info for info in at.info if info.value.startswith("A trader's margin")]


def test_an_unknown_place_is_told_with_its_field() -> None:
    strange = replace(DROUGHT, production_changes=(Change("rice", "Z9", -5),))
    at = page("id", scenario=held(to_dict(strange)).link_id)
    assert "production_changes[0].scope" in at.error[0].value
    assert "tidak dikenal" in at.error[0].value


def test_a_year_without_figures_says_what_is_missing() -> None:
    stored = held(to_dict(replace(DROUGHT, year=1999)))
    assert "Belum ada neraca beras untuk 1999" in page(scenario=stored.link_id).warning[0].value


def test_an_empty_name_is_told_and_cannot_be_saved() -> None:
    at = new(page())
    widget(at.text_input, "-name").set_value("  ").run()
    assert "Nama" in at.error[0].value
    assert at.button(key="scenario-save").disabled


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (to_json(DROUGHT), "Berkas sudah terbaca"),
        (to_json(DROUGHT)[:200], "tidak terbaca sebagai JSON"),
        (json.dumps({**to_dict(BASE), "rain": 5}), "`rain`"),
        (json.dumps({**to_dict(BASE), "year": "dua ribu"}), "`year`"),
        (json.dumps({**to_dict(BASE), "version": 7}), "versi 7"),
        (json.dumps({**to_dict(BASE), "commodity": "rise"}), "`commodity`): 'rise' tidak dikenal"),
        (json.dumps({**to_dict(BASE), "closed_edges": ["E999"]}), "`closed_edges[0]`"),
        (json.dumps({**to_dict(BASE), "matching": {"forbidden_pairs": [["5301", "1"]]}}), "'1'"),
        (json.dumps({**to_dict(BASE), "year": 10**400}), "`year`"),
        (json.dumps({**to_dict(BASE), "\ud800\0`": 1}), "`` ??` ``"),
        (json.dumps({**to_dict(BASE), "matching": {"x" * 9999: 1}}), "`matching.xxx"),
        ("[" * 100_000, "daftar di dalam daftar"),
        ('{"version":' + "[" * 500 + "]" * 500 + "}", "daftar di dalam daftar"),
        ("é", "tidak terbaca sebagai JSON"),
        ("a" * 20_000_000, "terlalu panjang"),
        ("", "tidak terbaca sebagai JSON"),
        ("null", "bukan skenario"),
    ],
)
def test_import_names_what_is_wrong(content: str, said: str) -> None:
    at = page()
    at.file_uploader(key="scenario-file").set_value(
        ("s.json", content.encode(), "application/json")
    )
    at.run()
    assert not at.exception, at.exception
    assert said in texts(at)
    expected = "−259.944 t" if said == "Berkas sudah terbaca" else "−143.826 t"
    assert expected in metrics(at).values()


@pytest.mark.parametrize("content", ["{}", "[]", '{"type": "FeatureCollection", "features": []}'])
def test_another_kind_of_file_is_called_no_scenario(content: str) -> None:
    """It used to say that the field version (version) was not there."""
    with pytest.raises(ScenarioError) as caught:
        from_json(content)
    with speaking("id"):
        said = scenario_words.problem(caught.value)
    assert said.startswith("Berkas ini bukan skenario dari aplikasi ini. Pilih berkas")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-32"])
def test_import_guesses_no_encoding(encoding: str) -> None:
    at = page()
    content = to_json(replace(DROUGHT, name="El Niño")).encode(encoding)
    at.file_uploader(key="scenario-file").set_value(("s.json", content, "application/json"))
    at.run()
    assert not at.exception, at.exception
    assert "bukan teks UTF-8" in texts(at)


def test_a_ready_made_assumption_begins_a_scenario() -> None:
    at = page()
    at.button(key="scenario-new-preset").click().run()
    # 449,142 x (1 - 0.077) - 592,969
    assert "−178.410 t" in metrics(at).values()
    assert widget(at.text_input, "-name").value == "El Niño seperti 2023/24"


def test_entries_are_added_and_removed() -> None:
    at = new(page())
    for ending in ("-production_changes-add", "-demand-add", "-match-forbidden_pairs-add"):
        widget(at.button, ending).click().run()
        assert not at.exception, at.exception
    widget(at.text_input, "-production_changes-0-pct").set_value("-100").run()
    assert "−592.969 t" in metrics(at).values()
    widget(at.button, "-production_changes-0-remove").click().run()
    assert "−143.826 t" in metrics(at).values()
    widget(at.text_input, "-demand-0-tonnes").set_value("1.000").run()
    assert "−144.826 t" in metrics(at).values()
    widget(at.button, "-demand-0-remove").click().run()
    widget(at.button, "-forbidden_pairs-0-remove").click().run()
    assert "−143.826 t" in metrics(at).values()


def test_three_are_compared() -> None:
    first = held(to_dict(DROUGHT))
    second = held(to_dict(replace(BASE, name="Daerah")))
    at = page(scenario=first.link_id, **{"with": second.link_id, "and": "baseline"})
    assumptions = assumptions_table(at)
    totals = next(d.value for d in at.dataframe if "Angka pokok" in d.value.columns)
    # A scenario called like a column keeps its figures apart, and each says that it is one.
    headers = ["Skenario Daerah", "Skenario Kekeringan <b>*", "Skenario dasar"]
    assert assumptions.columns[1:].tolist() == headers
    assert totals.iloc[0, 1:].tolist() == pytest.approx([-127_127, -259_944, -127_127], abs=1)


def test_an_agreement_that_cannot_be_kept_says_why() -> None:
    agreed = replace(BASE, matching=MatchingOptions(forced_pairs=(("5371", "5310", 500.0),)))
    at = page(scenario=held(to_dict(agreed)).link_id)
    assert "pemasok tidak mempunyai surplus" in texts(at)


# --- words, tables, answers ----------------------------------------------------------------


def test_every_problem_has_words() -> None:
    facts = {"minimum": 1, "maximum": 2, "expected": "number", "choices": ("a", "b")}
    for code in SCENARIO_PROBLEMS:
        assert scenario_words.problem(ScenarioError(code, "year", 5, **facts)), code
    told_in_rounds = {"no_round", "closed", "no_sheet", "other_content"}
    told_in_reviews = {"no_receipt", "no_figure", "undone_before"}
    told_in_decisions = {"no_decision", "withdrawn", "followed_since", "same_status"}
    told_at_the_desk = {"no_case", "no_case_file", "case_moved_on", "choice_moved_on"}
    told_at_the_desk |= {"template_moved_on"}
    elsewhere = told_in_rounds | told_in_reviews | told_in_decisions | told_at_the_desk
    for code in set(STORE_PROBLEMS) - elsewhere:
        facts = dict.fromkeys(("reason", "link_id", "revision", "path", "user", "instead"), "x")
        assert scenario_words.problem(StoreError(code, **facts)), code
    assert all(scenario_words.reason(code) for code in CHANGE_REASONS)
    assert all(scenario_words.agreement_reason(code) for code in AGREEMENT_REASONS if code)


def test_every_matching_option_and_cost_parameter_has_a_name() -> None:
    from pages.balance.scenarios import match_form

    for option in fields(MatchingOptions):
        name = f"matching.{option.name}"
        assert scenario_words.field(name) != name, f"{name} needs a name on the screen"
        assert option.name in {*match_form._WIDGETS, *match_form._PAIRS}, f"{name}: no widget"
    for parameter in load("cost_parameters")["parameter"]:
        assert scenario_words.cost_parameter(parameter) != parameter


def test_every_preset_makes_a_scenario_that_can_be_computed() -> None:
    presets = load("scenario_presets")
    for preset in presets["preset"].unique():
        made = with_preset(BASE, presets, preset, "x")
        assert isinstance(evaluate(made), Answer), preset
        assert not changed_assumptions({"a": BASE, "b": made}).empty, preset
    assert presets.groupby("preset")[["name_id", "name_en"]].nunique().eq(1).all().all()


def test_preset_figures_follow_from_the_tables() -> None:
    """The derived changes are worked out anew from the curated figures."""
    given = load("scenario_presets").set_index(["preset", "order"])["value"]
    figures = load("provincial_figures")

    def total(**conditions: object) -> float:
        rows = figures
        for column, wanted in conditions.items():
            rows = rows[rows[column] == wanted]
        assert len(rows) == 1
        return float(rows["value"].iloc[0])

    def change(before: float, after: float) -> float:
        return round(100 * (after / before - 1), 1)

    ntt = {"geography": "53", "indicator": "production"}
    rice = [total(commodity="rice", form="paddy_gkg", year=y, **ntt) for y in (2023, 2024)]
    maize = [
        total(commodity="maize", form="dry_shelled_14pct", year=y, **ntt) for y in (2022, 2023)
    ]
    eaten = [
        total(indicator="consumption", commodity="rice", year=2024, geography=g)
        for g in ("53", "ID")
    ]
    people = load("population")
    people = people[people["form"] == "dukcapil_s1"].groupby("year")["value"].sum()
    assert given["el_nino", 1] == change(*rice)
    assert given["el_nino", 2] == change(*maize)
    assert given["diet_national", 1] == change(*eaten)
    assert given["population_year_on", 1] == change(people[2022], people[2023])


def test_tourists_are_those_of_a_source_and_both_figures_of_2019_are_offered() -> None:
    presets = load("scenario_presets")
    tourists = presets[presets["preset"].str.startswith("tourists_")]
    visitors = load("social").query("indicator == 'visitors_total' and regency_code == '5315'")
    assert len(tourists) > 1
    for row in tourists.to_dict("records"):
        year = int(row["preset"].split("_")[1])
        known = visitors[(visitors["year"] == year) & (visitors["value"] == row["value"])]
        assert list(known["source_id"]) == [row["source_ids"]], row["preset"]
        # Stay and ration have no source, and both languages say so.
        assert "asumsi" in row["note_id"]
        assert "assumption" in row["note_en"]
    of_2019 = tourists[tourists["preset"].str.contains("2019")]
    assert set(of_2019["value"]) == set(visitors.loc[visitors["year"] == 2019, "value"])
    assert of_2019["value"].nunique() == 2


def test_every_event_closes_edges_and_changes_an_answer() -> None:
    events, edges = load("closure_events"), load("transport_edges")
    used = set(edges.loc[edges["preferred"].eq(1) & edges["cargo"].astype(bool), "edge_id"])
    for event in events["event"]:
        scenario = replace(BASE, closure_events=(event,))
        assert event_edges(events, [event]) & used, f"{event} closes nothing that the network uses"
        assert isinstance(evaluate(scenario), Answer)


def test_a_landslide_parts_flores() -> None:
    """With the only road cut and no ferry named for it, pairs across the cut go or cost more."""
    before = evaluate(BASE)
    after = evaluate(replace(BASE, closure_events=("landslide_ende_maumere",)))
    assert isinstance(before, Answer)
    assert isinstance(after, Answer)
    pairs = compare_pairs({"a": before.result(), "b": after.result()})
    across = pairs[(pairs["destination"] == "5310") & (pairs["origin"] == "5315")]
    cost = {name: answer.match.totals.cost_idr for name, answer in (("a", before), ("b", after))}
    assert cost["b"] > cost["a"]
    assert (across["change"] != "new").all()


@pytest.mark.parametrize(
    "make",
    [
        lambda: replace(BASE, cost_parameters=(("magic", 1.0),)),
        lambda: replace(BASE, closed_edges=("E999",)),
        lambda: replace(BASE, closure_events=("snow",)),
        lambda: replace(BASE, extra_demand=(ExtraDemand("x", "9999", "rice", tonnes=1),)),
    ],
)
def test_what_is_not_known_is_refused_by_name(make: Callable[[], Scenario]) -> None:
    with pytest.raises(AnalysisError) as caught:
        evaluate(make())
    assert isinstance(caught.value, ScenarioError)
    assert caught.value.code == "unknown_reference"


def test_the_name_plays_no_part_in_the_answer() -> None:
    assert evaluate(replace(DROUGHT, name="x", description="y")) is evaluate(DROUGHT)
    assert evaluate(baseline_of("rice", 2022)) is evaluate(BASE)
    assert isinstance(evaluate(replace(BASE, commodity="coffee")), MissingInputs)


def test_the_baseline_answers_as_the_page_of_the_balance() -> None:
    from services.answer import evaluation

    answer = evaluate(BASE)
    assert isinstance(answer, Answer)
    same = evaluation.baseline_answer("rice", 2022).match
    pd.testing.assert_frame_equal(answer.match.flows, same.flows)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_shown_of_a_scenario_says_that_it_is_one(language: str) -> None:
    stored = held(to_dict(replace(DROUGHT, name="Normal")))
    at = page(language, scenario=stored.link_id)
    title = {"id": "Skenario Normal", "en": "Scenario Normal"}[language]
    assert at.header[0].value.startswith(f"{title}, ")
    compared = [h.value for h in at.subheader if h.value.startswith(title)]
    assert len(compared) == 2, "the largest change of a balance, and what became of the pairs"
    kept = {"id": "masih ada, naik ", "en": "still there, up: "}[language]
    assert at.dataframe[-1].value.iloc[:, 2].str.startswith(kept).any()
    measured = page(language).header[0].value
    assert measured.startswith({"id": "Beras", "en": "Rice"}[language])
