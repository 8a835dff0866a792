"""Two regencies side by side: every pair of cells is of one thing, and unknown stays unknown."""

from itertools import pairwise

import pandas as pd
import pytest

from geo.places import regencies
from publishing.briefing.model import Finding, Note, Section, Table
from publishing.language import speaking
from services import profile
from services.briefing.comparison import compared_prices, comparison
from services.briefing.regency_exchange import partnerships_of
from services.kpju import kpju_of

CODES = list(regencies()["regency_code"])


def sections(one: str, other: str, language: str = "en") -> dict[str, Section]:
    with speaking(language):  # type: ignore[arg-type]
        return {each.key: each for each in comparison(one, other)}


def table(section: Section) -> Table:
    (found,) = (each for each in section.blocks if isinstance(each, Table))
    return found


def test_balances_of_both_stand_as_on_their_profiles() -> None:
    ready = table(sections("5315", "5308")["compared-balances"]).ready
    for n, code in enumerate(("5315", "5308")):
        own = profile.regency_balances(code, None)
        assert ready.table[f"balance_t_{n}"].tolist() == pytest.approx(
            own["balance_t"].tolist(), nan_ok=True
        )


def test_what_is_unknown_on_one_side_says_so_and_is_no_zero() -> None:
    own = profile.regency_balances("5371", 2016)
    unknown = own.loc[own["balance_class"] == "unknown", "commodity"].tolist()
    assert unknown
    with speaking("en"):
        found = {each.key: each for each in comparison("5371", "5315", 2016)}
    ready = table(found["compared-balances"]).ready
    cells = ready.table["words_0"][own["balance_class"] == "unknown"]
    assert cells.str.startswith("no data yet").all()
    assert ready.table["balance_t_0"][own["balance_class"] == "unknown"].isna().all()


def test_ranks_of_different_schemes_are_never_side_by_side() -> None:
    """Of every pair of neighbours: ranks in a table where the scheme is one, else none."""
    seen = set()
    for one, other in pairwise(CODES):
        section = sections(one, other)["compared-sectors"]
        schemes = [set(profile.sectors(code)["scheme"]) for code in (one, other)]
        is_one = schemes[0] == schemes[1] != set()
        assert any(isinstance(each, Table) for each in section.blocks) == is_one
        assert is_one or any(isinstance(each, Note) for each in section.blocks)
        seen.add((is_one, all(schemes)))
    assert {(True, True), (False, False)} <= seen


def test_kpju_in_common_come_first_and_none_is_lost() -> None:
    section = sections("5315", "5308")["compared-kpju"]
    ready = table(section).ready
    lists = [set(kpju_of(code)["item"]) for code in ("5315", "5308")]
    assert set(ready.table["item"]) == lists[0] | lists[1]
    n = len(lists[0] & lists[1])
    assert set(ready.table["item"].head(n)) == lists[0] & lists[1]
    assert section.title.startswith(f"KPJu: {n} in both lists")


def test_where_a_list_is_missing_that_is_said() -> None:
    section = sections("5305", "5315")["compared-kpju"]
    assert "no list of TTU" in section.title
    assert [each.kind for each in section.blocks if isinstance(each, Note)] == ["missing"]


def test_prices_are_of_months_known_in_both() -> None:
    found = compared_prices("5321", "5371", 2024).set_index("commodity")
    assert (found["n_months"] <= 12).all()
    assert found.loc["curly_chili", "n_months"] == 11
    other = compared_prices("5371", "5321", 2024).set_index("commodity")
    pd.testing.assert_series_equal(found["price_0"], other["price_1"], check_names=False)


def test_only_pairs_that_both_are_part_of_are_named_between_them() -> None:
    giver, taker = next(
        (code, each.partners[0])
        for code in CODES
        for each in partnerships_of(code, None)
        if each.side == "supplies"
    )
    said = [
        each.text
        for each in sections(giver, taker)["compared-exchange"].blocks
        if isinstance(each, Finding)
    ]
    assert said
    title = sections("5315", "5308")["compared-exchange"].title
    assert title == "Between the two: no exchange by the model"


@pytest.mark.parametrize("language", ["id", "en"])
def test_nobody_is_called_better(language: str) -> None:
    judging = {"id": ("lebih baik", "unggul dari", "terbaik"), "en": ("better", "worse", "best ")}
    for section in sections("5315", "5308", language).values():
        told = [section.title, *(each.text for each in section.blocks if isinstance(each, Finding))]
        assert not any(word in " ".join(told).casefold() for word in judging[language])
