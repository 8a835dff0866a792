"""The need of a commodity without a production: heads times norm, and what is in doubt."""

import pandas as pd
import pytest

from analysis.balance.need_alone import need_alone
from analysis.errors import AnalysisError

PEOPLE = pd.DataFrame(
    {
        "regency_code": ["5301", "5302", "5303"],
        "value": [1000.0, 2000.0, 4000.0],
        "form": "bps_projection",
        "flag": None,
    }
)


def _norms(**changes: object) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "regency_code": ["5301", "5302", "5303", "5301", "5302"],
            "form": ["fresh", "fresh", "fresh", "dried", "dried"],
            "value": [2.0, 3.0, 0.0, 10.0, 20.0],
            "unit": "kg/capita/year",
            "flag": [None, None, "suspect", "suspect", "suspect"],
            "grade": "B",
            "source_id": "T01",
            "year": 2024,
            "note": None,
            "note_en": None,
        }
    )
    return table.assign(**changes)


def test_need_is_heads_times_norm_form_by_form_and_never_added_up() -> None:
    found = need_alone("anchovy", PEOPLE, _norms())
    assert found is not None
    # 1000 x 2 kg = 2 t, 2000 x 3 kg = 6 t; the zero in doubt is in no total.
    assert found.of_form("fresh")["need"].tolist() == [6.0, 2.0, 0.0]
    assert found.total("fresh") == 8.0
    assert found.n_sound("fresh") == 2
    # Of dried every figure is in doubt: unknown, not zero.
    assert pd.isna(found.total("dried"))
    assert found.forms == ["fresh", "dried"], "what is known best goes first, not what is most"


def test_a_head_count_in_doubt_makes_the_need_doubtful() -> None:
    people = PEOPLE.assign(flag=["suspect", None, None])
    found = need_alone("anchovy", people, _norms())
    assert found is not None
    assert found.total("fresh") == 6.0


def test_pieces_are_not_tonnes() -> None:
    found = need_alone("chicken_egg", PEOPLE, _norms(unit="piece/capita/year"))
    assert found is not None
    assert found.unit == "thousand_pieces"


def test_without_a_norm_or_people_there_is_no_need() -> None:
    assert need_alone("anchovy", PEOPLE, _norms(value=float("nan"))) is None
    assert need_alone("anchovy", PEOPLE[1:], _norms()[:1]) is None
    with pytest.raises(AnalysisError):
        need_alone("anchovy", PEOPLE.drop(columns="form"), _norms())
