"""The guide to cooperation in words, tables and maps, in both languages."""

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.cooperation.model_choice import TRAITS, choose_models
from geo.places import regencies
from ntt_data.tables import load
from publishing.language import Language, speaking
from publishing.listings import guide as listings
from publishing.listings.guide import flow_pairs, flow_reports
from publishing.maps import zones
from publishing.maps.reported_flows import flow_picture
from publishing.sentences import guide as sentences
from publishing.sentences import reported_flows as flows
from publishing.sentences.first_steps import path_text
from publishing.tables import ReadyTable


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_code_of_the_tables_has_words(language: Language) -> None:
    with speaking(language):
        for kind, traits in TRAITS.items():
            assert sentences.body_word(kind)
            assert all(sentences.reason_sentence(kind, question) for question in traits)
        assert all(map(sentences.compensation_word, load("cooperation_forms")["compensation"]))
        assert all(map(sentences.programme_word, load("programmes")["kind"]))
        assert all(map(flows.unit_word, load("reported_flows")["unit"].dropna()))
        assert set(flows.scope_words()) == set(load("reported_flows")["scope"])


def test_headline_of_the_chooser_in_its_cases() -> None:
    models = load("cooperation_models")

    def headline(**answers: bool) -> str:
        return sentences.models_headline(models, choose_models(models, answers))

    with speaking("en"):
        assert headline() == "Five models, from a handshake to a regional body"
        fits = headline(binding=True, body=False, payment=True)
        assert fits == "Fits best: Fee-for-service contract"
        against = pd.DataFrame({"model": models["model"], "verdict": "against"})
        assert "No single model" in sentences.models_headline(models, against)
        possible = pd.DataFrame({"model": models["model"], "verdict": "possible"})
        assert "says too little" in sentences.models_headline(models, possible)
    with speaking("id"):
        assert headline(binding=True, body=False, payment=True) != fits


def test_names_are_joined_as_the_language_does() -> None:
    with speaking("id"):
        assert sentences.join_names(["A", "B", "C"]) == "A, B, dan C"
        assert sentences.join_names(["A", "B"], "or") == "A atau B"
    with speaking("en"):
        assert sentences.join_names(["A", "B", "C"]) == "A, B, and C"


def test_a_note_is_plain_text_for_files() -> None:
    with speaking("en"):
        notes = sentences.principles_numbering_notes(load("principles"))
    assert "Transparency; Fairness" in notes[0]
    assert not [note for note in notes if "\\" in note]


@pytest.mark.parametrize(
    ("make", "table"),
    [
        (listings.models_table, "cooperation_models"),
        (listings.forms_table, "cooperation_forms"),
        (listings.principles_table, "principles"),
        (listings.stages_table, "stages"),
        (listings.guidance_table, "guidance"),
        (listings.criteria_table, "kpju_criteria"),
        (listings.affairs_table, "priority_affairs"),
    ],
)
def test_every_table_to_take_away_holds_the_wording(
    make: Callable[[pd.DataFrame], ReadyTable], table: str
) -> None:
    rows = load(table)
    with speaking("en"):
        english = make(rows).readable()
        assert english["Wording as printed"].tolist() == rows["literal"].tolist()
    with speaking("id"):
        assert not set(make(rows).readable().columns) & (set(english.columns) - {"No.", "Model"})


def test_the_table_of_laws_holds_both_the_printed_and_the_present_rule() -> None:
    laws = listings.laws_beside(load("legal_basis"), load("legal_basis_now"))
    with speaking("id"):
        rows = listings.laws_table(laws).readable()
    assert rows["Bunyi naskah"].tolist() == load("legal_basis")["literal"].tolist()
    assert rows["Yang berlaku sekarang"].notna().all()
    unread = laws["wording"].isin(["quoted", "reported", "not_found"])
    assert rows["Konfirmasi"].eq("Belum dikonfirmasi biro").tolist() == unread.tolist()


def test_the_steps_as_text_say_all_that_the_page_says() -> None:
    """A text that is sent on without its condition or its doubt is taken for the law."""
    steps = load("first_steps").sort_values("order", ignore_index=True)
    with speaking("id"):
        text = path_text(steps)
    for row in steps.itertuples():
        assert f"{row.order}. {row.name_id}\n" in text
        for said in (row.who_id, row.paper_id, row.basis_id):
            assert said in text
    assert "Syarat: Hanya bila rencana membebani" in text
    unread = steps["wording"].isin(["quoted", "reported", "not_found"]).sum()
    assert text.count("Belum dikonfirmasi biro") == unread
    assert "nan" not in text.split()
    assert "(H03)" in text


def test_reported_flows_on_the_map_and_in_the_table() -> None:
    table = load("reported_flows")
    with speaking("en"):
        pairs = flow_pairs(table)
        picture = flow_picture(pairs)
        assert flows.reported_headline(pairs).startswith(f"{len(pairs)} supply links")
        rows = listings.reported_flows_table(flow_reports(table)).readable()
    assert len(picture.lines) == len(pairs)
    assert all(line.dash for line in picture.lines)
    assert picture.tooltips["5305"][1] == "No reported flow known"
    assert rows["Quantity reported, from"].isna().any(), "most reports have no tonnage"


def test_zones_hold_every_regency_once() -> None:
    table = zones.described_zones(load("zones"), regencies())
    assert table["n_members"].tolist() == [4, 1, 3, 4, 3, 4, 2, 1]
    picture = zones.zone_picture(table, regencies(), "5311", "Z6")
    assert len(picture.fills) == 22
    assert len(set(picture.fills.values())) == 8
    faint = set(picture.opacities)
    assert faint == set(regencies().query("zone_id != 'Z6'")["regency_code"])
    assert len(picture.points) == 7  # Sabu Raijua's seat is not printed
    notes = sentences.zones_numbering_notes(table)
    assert "7" in notes[0]
    assert "6" in notes[1]


def test_reported_flows_are_grouped_but_never_added_up() -> None:
    table = load("reported_flows")
    reports = flow_reports(table)
    assert len(reports) < len(table)
    # Garlic and shallot of one report have quantities of their own and stay two rows.
    assert len(reports[reports["source_ids"] == "O24"]) == 2
    assert reports["quantity_low"].dropna().sum() == pytest.approx(
        table["quantity_low"].dropna().sum()
    )
    assert table["quantity_low"].isna().mean() > 0.5  # the page says "most without tonnes"
    pairs = flow_pairs(table)
    assert {("5314", "5371"), ("5312", "5315")} <= set(
        zip(pairs["origin_code"], pairs["destination_code"], strict=True)
    )


def test_quantity_of_unknown_is_a_dash() -> None:
    assert flows.quantity_words(float("nan"), float("nan"), None) == "–"
    assert flows.quantity_words(2000, 3000, "fruit/truck") == "2.000–3.000 buah/truk"
    assert flows.quantity_words(4.675, 4.675, "t/day") == "4,675 t/hari"
