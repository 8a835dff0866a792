"""The briefing of the province says what the first screen says, each figure that of the answer."""

import re

import pytest

from publishing.briefing.model import Finding, Note, Picture, Table
from publishing.formats import number, part
from publishing.language import Language, speaking
from publishing.sentences.next_steps import to_ask_for, to_bring_together
from services.answer import evaluation
from services.briefing.province import province_briefing
from services.overview import first_screen


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_says_what_the_first_screen_says(language: Language) -> None:
    with speaking(language):
        told = province_briefing()
        findings = [b.text for s in told.sections for b in s.blocks if isinstance(b, Finding)]
        notes = [b.text for s in told.sections for b in s.blocks if isinstance(b, Note)]
        for step in to_bring_together(first_screen()):
            assert f"{step.text} {step.note}" in findings
        for step in to_ask_for(first_screen()):
            assert any(step.text in note and step.note in note for note in notes)
    assert told.language == language


def test_its_figures_are_those_of_the_answer() -> None:
    answer = evaluation.baseline_answer("rice", evaluation.default_year("rice"))
    table = answer.balance.table
    surplus = table.loc[table["balance_class"] == "surplus", "balance_t"].sum()
    deficit = -table.loc[table["balance_class"] == "deficit", "balance_t"].sum()
    with speaking("en"):
        told = {section.key: section for section in province_briefing().sections}
        covered = told["commodity-rice"].blocks[0]
        assert isinstance(covered, Finding)
        assert f"covers only {part(100 * surplus / deficit)}" in covered.text
        # What comes from outside is what all deficits lack beyond all surplus.
        outside = next(b.text for b in told["commodity-rice"].blocks if "from outside" in b.text)
        assert f"{number(deficit - surplus)} t come from outside NTT" in outside
        suppliers = told["suppliers"].blocks[0]
        assert isinstance(suppliers, Table)
        known = table.sort_values("balance_t", ascending=False)["balance_t"]
        largest = [*known.head(5), *known.tail(5)]
        assert suppliers.ready.texts["Balance (t)"] == [number(value) for value in largest]


def test_two_schemes_are_never_in_one_finding_and_pairs_are_modelled() -> None:
    with speaking("en"):
        told = province_briefing()
    for section in told.sections:
        for block in section.blocks:
            if isinstance(block, Finding):
                assert not re.search("KBLI.*[Tt]raditional|[Tt]raditional.*KBLI", block.text)
                if "can supply" in block.text:
                    assert block.basis.modelled
                    assert "model estimate, not a recorded shipment" in block.text
            if isinstance(block, Picture | Table | Finding):
                assert block.basis.source_ids
                assert block.basis.grade
