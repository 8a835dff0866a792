"""The three findings of a card: none of a doubtful figure, each with its year and its sources."""

from __future__ import annotations

import pytest

from publishing.briefing.card import FINDINGS
from publishing.briefing.model import Finding
from publishing.language import Language, speaking
from services.briefing.regency_card import regency_card
from services.briefing.regency_exchange import balances, partners, sound_balances


@pytest.mark.parametrize("language", ["id", "en"])
def test_its_findings_are_those_of_the_profile(language: Language) -> None:
    with speaking(language):
        card = regency_card("5315")
        told = [
            each.text
            for section in (balances("5315", None), partners("5315", None))
            for each in section.blocks
            if isinstance(each, Finding)
        ]
    assert len(card.findings) == FINDINGS
    assert card.findings[0].text == told[0]
    assert card.findings[1].text in told
    assert [each.basis.modelled for each in card.findings] == [False, True, False]
    for each in card.findings:
        assert each.basis.years
        assert each.basis.unit
        assert each.basis.source_ids
    assert card.title in ("Kabupaten Manggarai Barat", "Manggarai Barat Regency")
    assert card.where.picture.fills["5315"] not in {
        fill for code, fill in card.where.picture.fills.items() if code != "5315"
    }


def test_a_doubtful_figure_is_no_finding() -> None:
    """Kota Kupang's chilies of 2024 are far off its other years."""
    with speaking("id"):
        told = [each.text for each in sound_balances("5371")]
        assert told
        assert all("cabai" not in each.casefold() for each in told)
