"""What all sessions share is kept for each language by itself, and made once."""

from collections.abc import Callable

import pytest

from analysis.balance.result import Balance
from publishing.charts.balance import balance_bars
from publishing.language import speaking
from publishing.listings.balance import balance_table, inputs_table
from publishing.listings.matching import unmet_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.sentences.balance import headline
from publishing.tables import ReadyTable
from services.answer import evaluation


def _balance() -> Balance:
    return evaluation.baseline_answer("rice", 2022).balance


@pytest.mark.parametrize(
    "make",
    [
        lambda: balance_table(_balance()),
        lambda: inputs_table(_balance(), "5371"),
        lambda: unmet_table(evaluation.baseline_answer("rice", 2022).match),
    ],
    ids=["balance", "inputs", "unmet"],
)
def test_a_table_is_made_once_per_language(make: Callable[[], ReadyTable]) -> None:
    with speaking("id"):
        indonesian = make()
        assert make() is indonesian
        words = indonesian.markdown
    with speaking("en"):
        english = make()
        assert english is not indonesian
        assert english.markdown != words
        assert "Daerah" not in english.markdown
    with speaking("id"):
        assert make().markdown == words


@pytest.mark.parametrize(
    "make",
    [
        lambda: balance_bars(_balance()),
        lambda: balance_choropleth(_balance(), None),
        lambda: flow_lines(
            evaluation.baseline_answer("rice", 2022).match,
            evaluation.baseline_answer("rice", 2022).ranges,
            True,
        ),
        lambda: headline(_balance()),
    ],
    ids=["bars", "map", "flows", "headline"],
)
def test_charts_maps_and_sentences_too(make: Callable[[], object]) -> None:
    with speaking("id"):
        indonesian = make()
        assert make() is indonesian
    with speaking("en"):
        assert make() != indonesian
