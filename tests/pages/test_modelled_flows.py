"""Every modelled flow is called a model estimate wherever it is shown or taken away."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.matching.ferry_answer import CapacityLimit
from pages.potential.profile.profile_workbook import profile_sheets
from pages.ui import charts, tables
from publishing.files.spreadsheets import csv_bytes, xlsx_bytes
from publishing.language import Language, speaking
from publishing.listings.matching import short_pairs_table
from publishing.maps.ferries import ferry_picture
from publishing.maps.flows import flow_lines
from publishing.sentences.matching import line_legend
from publishing.words import modelled_flow
from services.answer import evaluation
from services.answer.__main__ import main
from services.answer.ferries import ferry_answer
from tests.support.open_page import PAGES, open_page, words

LABEL: dict[Language, str] = {
    "id": "perkiraan model, bukan pengiriman tercatat",
    "en": "model estimate, not a recorded shipment",
}
#: Where modelled flows are shown, or the reader is sent to them.
WITH_FLOWS: list[tuple[str, dict[str, str]]] = [
    ("overview", {}),
    ("profile", {"regency": "5315", "year": "2022"}),
    ("commodity", {"commodity": "rice", "year": "2022"}),
    ("matcher", {"commodity": "rice", "year": "2022"}),
    ("scenarios", {}),
    ("ferries", {"year": "2022", "room": "50"}),
    ("methods", {"section": "published"}),
    ("methods", {"section": "flows"}),
    ("guide", {"section": "flows"}),
]
#: Every other page as it opens.
WITHOUT = [name for name in PAGES if name not in dict(WITH_FLOWS)]
#: Headers over the two ends and the tonnes of a flow, in both languages.
ENDS = [{"Pemasok", "Penerima"}, {"Supplier", "Receiver"}]
#: Files of sums and ranges of flows, by the beginning of their key.
SUMS = ("unmet-", "unsold-", "near-", "alternatives-", "scenario-totals", "ferry-")
Table = Callable[[], pd.DataFrame]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, pd.DataFrame, str]]:
    """What the pages opened meanwhile offer as files: key, table, notes of its picture."""
    found: list[tuple[str, pd.DataFrame, str]] = []

    def keep(key: str, ids: object = (), table: Table | None = None, **given: Any) -> None:
        if table is not None:
            picture = given.get("chart")
            found.append((key, table(), " ".join(picture().notes) if picture else ""))

    for module in (tables, charts):
        monkeypatch.setattr(module, "show_provenance", keep)
    return found


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("name", "query"), WITH_FLOWS)
def test_the_page_says_it_and_each_row_of_its_files(
    name: str,
    query: dict[str, str],
    language: Language,
    offered: list[tuple[str, pd.DataFrame, str]],
) -> None:
    said = words(open_page(name, language, **query))
    assert LABEL[language].lower() in said.lower()
    flows = _flows(offered)
    assert not _unsaid(flows, language)
    if name == "matcher":
        kinds = {key.split("-")[0] for key in flows}
        assert kinds >= {"pairs", "unmet", "unsold", "robust", "near", "alternatives", "market"}
    if name == "ferries":
        (notes,) = [said for key, _table, said in offered if key.startswith("ferry-loads")]
        assert LABEL[language].lower() in notes.lower()


@pytest.mark.parametrize("name", WITHOUT)
def test_no_other_page_offers_flows_without_saying_it(
    name: str, offered: list[tuple[str, pd.DataFrame, str]]
) -> None:
    open_page(name)
    assert not _unsaid(_flows(offered), "id")


def _flows(offered: list[tuple[str, pd.DataFrame, str]]) -> dict[str, pd.DataFrame]:
    return {key: table for key, table, _notes in offered if _has_flows(key, table)}


def _unsaid(flows: dict[str, pd.DataFrame], language: Language) -> list[str]:
    return [key for key, table in flows.items() if not _says_it(table, language)]


def _has_flows(key: str, table: pd.DataFrame) -> bool:
    """Tonnes from one place to another, or sums of them."""
    if key.startswith(SUMS):
        return True
    ends = any(each <= set(table.columns) for each in ENDS)
    # What prices or lists say of a pair has no tonnes and is no flow.
    return ends and any("ton" in str(name).lower() or "(t)" in str(name) for name in table)


def _says_it(table: pd.DataFrame, language: Language) -> bool:
    return all(LABEL[language] in str(row) for row in table.to_numpy().tolist())


@pytest.mark.parametrize("language", ["id", "en"])
def test_spreadsheets_keep_it(language: Language) -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    with speaking(language):
        table = short_pairs_table(answer.match, answer.ranges).readable()
        text, book = csv_bytes(table).decode("utf-8-sig"), xlsx_bytes(table, ["S01"])
    lines = text.splitlines()[1:]
    assert len(lines) == len(answer.match.flows)
    assert all(LABEL[language] in line for line in lines)
    sheet = load_workbook(BytesIO(book)).worksheets[0]
    assert {row[-1].value for row in list(sheet.rows)[1:]} == {LABEL[language]}


@pytest.mark.parametrize("language", ["id", "en"])
def test_maps_say_it_at_every_line_and_in_the_legend(language: Language) -> None:
    answer = evaluation.baseline_answer("rice", 2022)
    with speaking(language):
        assert modelled_flow() == LABEL[language]
        lines = flow_lines(answer.match, answer.ranges, with_external=True)
        ferries = ferry_picture(ferry_answer(2022, True, CapacityLimit()), is_dark=False).lines
        assert LABEL[language] in line_legend(path=False)
    assert lines
    assert ferries
    assert all(LABEL[language] in line.text for line in [*lines, *ferries])


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_command_says_it(
    language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answer.json"
    assert main(["rice", "2022", "--lang", language]) == 0
    text = capsys.readouterr().out
    assert text.lower().count(LABEL[language]) >= 3  # pairs, and both totals
    assert main(["rice", "2022", "--lang", language, "--json", str(file)]) == 0
    flows = json.loads(file.read_text(encoding="utf-8"))["flows"]
    assert flows
    assert {(flow["kind"], flow["remark"]) for flow in flows} == {("modelled", LABEL[language])}


def test_the_workbook_of_a_profile_says_it() -> None:
    with speaking("id"):
        sheets = profile_sheets("5315", 2022)
        partners = sheets["Mitra (hasil model)"]
    assert _says_it(partners, "id")
