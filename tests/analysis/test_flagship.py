from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import InvalidOptionError
from analysis.leading.flagship import OUTLOOK_WEIGHTS, zone_flagships
from analysis.leading.kpju import NOT_JUDGED, VERDICTS
from tests.support.examples import many
from tests.support.make_kpju import held

MEMBERS = pd.DataFrame({"regency_code": ["1", "2", "3", "4"], "zone_id": ["Z1", "Z1", "Z1", "Z2"]})
LISTS = held(
    ("1", "cattle", 1, "livestock", "not_promising"),
    ("1", "maize", 3, "crop", "recommended"),
    ("1", "kiosk_shop", 2, "trade", "recommended"),
    ("2", "maize", 10, "crop", "not_judged"),
    ("2", "cattle", 2, "livestock", "not_urgent"),
    ("4", "fish", 1, "fishery", "good_to_very_good"),
    # Regency 3 has no list.
)


def test_points_by_hand() -> None:
    ranking = zone_flagships(LISTS, MEMBERS).ranking
    table = ranking[ranking["zone_id"] == "Z1"].set_index("product")
    # Points: cattle 10 + 9 = 19, maize 8 + 1 = 9.
    # Weighted: cattle 10 * 0.1 + 9 * 0.4 = 4.6, maize 8 * 1.0 + 1 * 0.7 = 8.7.
    assert table["points"].to_dict() == {"maize": 9, "cattle": 19}
    assert table["weighted_points"].to_dict() == pytest.approx({"maize": 8.7, "cattle": 4.6})
    assert table["zone_rank"].to_dict() == {"maize": 1, "cattle": 2}
    assert table["rank_unweighted"].to_dict() == {"maize": 2, "cattle": 1}
    maize = table.loc["maize"]
    # Two of three members have a list: at most 20 points.
    assert (maize["n_listed"], maize["n_members"], maize["n_regencies"]) == (2, 3, 2)
    assert maize["points_share_pct"] == pytest.approx(100 * 8.7 / 20)
    assert maize["share_regencies_pct"] == 100.0
    assert maize["regency_codes"] == "1;2", "most points first"


def test_reasons_add_up_to_the_points() -> None:
    found = zone_flagships(LISTS, MEMBERS, ("goods", "services", "trade"))
    total = found.reasons.groupby(["zone_id", "product"])["weighted_points"].sum()
    stated = found.ranking.set_index(["zone_id", "product"])["weighted_points"]
    pd.testing.assert_series_equal(total.sort_index(), stated.sort_index())
    assert set(found.ranking["family"]) == {"goods", "trade"}


def test_shops_do_not_compete_unless_asked() -> None:
    assert "kiosk_shop" not in set(zone_flagships(LISTS, MEMBERS).ranking["product"])
    everything = zone_flagships(LISTS, MEMBERS, ("goods", "trade")).flagships()
    # The shop: rank 2, recommended = 9 points, more than 8.7 of maize.
    assert everything.set_index("zone_id").loc["Z1", "product"] == "kiosk_shop"


def test_equal_points_share_the_place() -> None:
    lists = held(
        ("1", "pig", 1, "livestock", "recommended"), ("2", "cattle", 1, "livestock", "recommended")
    )
    assert zone_flagships(lists, MEMBERS).flagships()["product"].tolist() == ["cattle", "pig"]


def test_a_zone_without_a_list_has_no_flagship() -> None:
    lists = LISTS[LISTS["regency_code"] != "4"]
    assert zone_flagships(lists, MEMBERS).flagships()["zone_id"].tolist() == ["Z1"]


def test_every_verdict_has_a_weight_and_none_beats_a_favourable_one() -> None:
    assert set(OUTLOOK_WEIGHTS) == {*VERDICTS, NOT_JUDGED}
    assert max(OUTLOOK_WEIGHTS.values()) == OUTLOOK_WEIGHTS["recommended"] == 1.0


@pytest.mark.parametrize(
    ("weights", "named"),
    [
        ({**OUTLOOK_WEIGHTS, "not_urgent": 1.2}, "not_urgent"),
        ({**OUTLOOK_WEIGHTS, "not_urgent": float("nan")}, "not_urgent"),
        ({k: v for k, v in OUTLOOK_WEIGHTS.items() if k != NOT_JUDGED}, NOT_JUDGED),
    ],
)
def test_weights_out_of_range_are_named(weights: dict[str, float], named: str) -> None:
    with pytest.raises(InvalidOptionError, match=named):
        zone_flagships(LISTS, MEMBERS, weights=weights)


@settings(max_examples=many(20), deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["1", "2", "3", "4"]),
            st.sampled_from(["a", "b", "c"]),
            st.integers(1, 10),
            st.just("crop"),
            st.sampled_from(sorted(OUTLOOK_WEIGHTS)),
        ),
        min_size=1,
        max_size=12,
        unique_by=lambda row: row[:2],
    ),
    st.integers(0, 99),
)
def test_what_always_holds(rows: list, seed: int) -> None:
    lists = held(*rows)
    ranking = zone_flagships(lists, MEMBERS).ranking
    assert (ranking["weighted_points"] <= ranking["points"] + 1e-9).all()
    assert ranking["points_share_pct"].between(0, 100).all()
    assert ranking["share_regencies_pct"].between(0, 100).all()
    for _, zone in ranking.groupby("zone_id"):
        assert zone["zone_rank"].min() == 1
        assert zone["weighted_points"].is_monotonic_decreasing
    even = zone_flagships(lists, MEMBERS, weights=dict.fromkeys(OUTLOOK_WEIGHTS, 1.0)).ranking
    assert (even["zone_rank"] == even["rank_unweighted"]).all()
    again = zone_flagships(lists.sample(frac=1, random_state=seed), MEMBERS[::-1]).ranking
    pd.testing.assert_frame_equal(ranking, again)


def test_zones_led_by_weights_alone_are_those_that_change_without_them() -> None:
    """Worked by hand: maize has more points, cattle the better verdict; elsewhere one leads."""
    lists = held(
        ("1", "cattle", 3, "crop", "recommended"),  # 8 points, all of them count
        ("1", "maize", 1, "crop", "potential_not_prospective"),  # 10 points, half of them
        ("4", "rice", 1, "crop", "not_judged"),
    )
    zones = dict(zip(MEMBERS["regency_code"], MEMBERS["zone_id"], strict=True))
    found = zone_flagships(lists, MEMBERS)
    even = zone_flagships(lists, MEMBERS, weights=dict.fromkeys(OUTLOOK_WEIGHTS, 1.0))
    first = zones["1"]
    assert found.flagships().set_index("zone_id")["product"][first] == "cattle"
    assert even.flagships().set_index("zone_id")["product"][first] == "maize"
    assert found.by_weights_alone() == {first}
    assert even.by_weights_alone() == frozenset()


def test_a_tie_that_weights_break_rests_on_them() -> None:
    lists = held(("1", "cattle", 1, "crop", "recommended"), ("2", "maize", 1, "crop", "not_judged"))
    members = MEMBERS.assign(zone_id="Z1")
    found = zone_flagships(lists, members)
    assert list(found.flagships()["product"]) == ["cattle"]
    assert set(found.unweighted()["product"]) == {"cattle", "maize"}
    assert found.by_weights_alone() == {"Z1"}
