"""What a block says it rests on is what its figures rest on."""

from publishing.briefing.basis import balance_basis, match_basis, register_basis, weakest
from publishing.language import speaking
from publishing.sources import own_and_network
from services.answer import evaluation


def test_a_balance_covers_whom_nothing_doubts_and_a_match_is_modelled() -> None:
    answer = evaluation.baseline_answer("chili", 2024)
    with speaking("en"):
        balance = balance_basis(answer.balance)
        match = match_basis(answer, evaluation.answer_sources(answer))
    # Four of the 22 have figures that are in no total.
    assert (balance.years, balance.unit, balance.coverage) == (
        *("2024", "tonnes a year"),
        "18 of 22 regencies",
    )
    assert balance.grade == "assumption"
    assert not balance.modelled
    assert match.modelled
    assert match.grade == "assumption"
    # The fifty sources of the network would otherwise hide the few of the figures.
    own, network = own_and_network(match.source_ids)
    assert own
    assert len(network) > len(own)


def test_the_weakest_grade_counts() -> None:
    assert weakest(["A", "handed_in", "B", ""]) == "handed_in"
    assert weakest([]) == ""
    assert register_basis(["S01"]).grade == "B"
