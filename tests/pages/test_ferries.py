"""The page of ferry loads: what crosses, what less room does, and what is said of both."""

from __future__ import annotations

import json

import pytest

from analysis.matching.crossing_loads import crossing_loads
from analysis.matching.ferry_answer import CapacityLimit
from analysis.matching.match import match
from services.answer import freight
from services.answer.ferries import ferry_answer, ferry_sources, ferry_years
from tests.support.open_page import open_page, words


def test_without_a_limit_the_loads_are_those_of_every_commodity_by_itself() -> None:
    answer = ferry_answer(2022, True, CapacityLimit())
    alone = {
        commodity: match(balance.table, freight.capital_costs(), freight.gateway_costs())
        for commodity, balance in answer.balances.items()
    }
    assert list(alone) == ["chili", "rice"]
    loads = crossing_loads(alone, freight.ferry_crossings())
    assert answer.before.loads["tonnes"].tolist() == pytest.approx(loads["tonnes"].tolist())
    assert answer.after is answer.before


def test_bolok_pantai_baru_of_2022() -> None:
    # Rote Ndao sends its whole surplus of rice (1,167 t). Its chili finds no receiver, since Kota
    # Kupang's figure is doubtful; fish is matched no more.
    loads = ferry_answer(2022, True, CapacityLimit()).before.loads
    loads = loads[loads["edge_id"] == "E061"]
    found = {
        (row.from_node, row.commodity): round(row.tonnes) for row in loads.itertuples(index=False)
    }
    assert found == {
        ("P_PANTAIBARU", "rice"): 1167,
    }


@pytest.mark.parametrize("year", ferry_years())
@pytest.mark.parametrize("outside", [True, False])
def test_less_room_never_helps(year: int, outside: bool) -> None:
    """Over every year: the books are kept, room is kept, and the aims never improve.

    Own surplus placed comes first, then need met, then freight between regencies.
    """
    worst = (-1e12, 0.0, 0.0)
    for pct in (100, 75, 50, 25, 0):
        answer = ferry_answer(year, outside, CapacityLimit(pct))
        for commodity, result in answer.after.many.results.items():
            totals = result.totals
            deficit = answer.before.many.results[commodity].totals.deficit_t
            assert totals.moved_t + totals.external_t + totals.unmet_t == pytest.approx(deficit)
        rooms = answer.capacity_table()
        assert (rooms["used_t"] <= rooms["capacity_t"] + 1e-4).all()
        now = (
            -answer.after.total("moved_t"),
            answer.after.total("unmet_t"),
            answer.after.total("internal_cost_idr"),
        )
        for aim, (before, after) in enumerate(zip(worst, now, strict=True)):
            tolerance = 1e-3 if aim < 2 else 1e-9 * before + 1e3
            assert after >= before - tolerance
            if after > before + tolerance:
                break  # what comes after it may be anything
        worst = now


def test_one_crossing_closed_leaves_the_others_without_a_limit() -> None:
    answer = ferry_answer(2022, True, CapacityLimit(0, "E061"))
    rooms = answer.capacity_table()
    assert rooms["edge_id"].tolist() == ["E061"]
    assert rooms[["capacity_t", "used_t"]].to_numpy().tolist() == [[0, 0]]
    assert "E061" not in answer.after.by_crossing()
    assert "assumption" in ferry_sources(answer)
    assert "assumption" not in ferry_sources(ferry_answer(2022, True, CapacityLimit()))


def test_every_ferry_closed_means_every_one() -> None:
    answer = ferry_answer(2022, True, CapacityLimit(0))
    assert answer.after.crossing_t == 0
    assert set(answer.capacity_table()["edge_id"]) == set(freight.ferry_crossings()["edge_id"])
    # With a share, those that carry nothing have no measure and no limit.
    half = ferry_answer(2022, True, CapacityLimit(50))
    assert set(half.capacity_table()["edge_id"]) == set(half.before.by_crossing().index)


def test_the_price_of_room_is_what_a_tonne_more_saves() -> None:
    # Against a second solve with a little more room on the only crossing that is limited. Rice for
    # Sabu Raijua then comes by a dearer path, and none of the own surplus stays behind.
    from analysis.matching.crossing_loads import capacity_for_share
    from analysis.matching.multicommodity import match_commodities
    from analysis.matching.options import MatchingOptions

    answer = ferry_answer(2022, True, CapacityLimit(50, "E065"))
    room = capacity_for_share(answer.before.loads, 0.5, "E065")
    more = match_commodities(
        {name: balance.table for name, balance in answer.balances.items()},
        *(freight.capital_costs(), freight.gateway_costs(), MatchingOptions()),
        room.assign(capacity_t=room["capacity_t"] + 10),
        freight.ferry_crossings(),
    )
    cost = sum(result.totals.internal_cost_idr for result in more.results.values())
    saved = (answer.after.total("internal_cost_idr") - cost) / 10
    assert saved > 0
    assert answer.capacity_table()["saves_idr_per_t"].iloc[0] == pytest.approx(saved, rel=1e-3)


def test_room_that_places_own_surplus_is_said_to_and_has_no_price() -> None:
    # Only the ferry to Pantai Baru leads from Rote Ndao to a receiver.
    rooms = ferry_answer(2022, True, CapacityLimit(50, "E061")).capacity_table()
    assert rooms["places_surplus"].tolist() == [True]
    assert rooms["saves_idr_per_t"].isna().all()


def test_where_need_stays_unmet_no_price_is_named() -> None:
    answer = ferry_answer(2022, False, CapacityLimit(25))
    rooms = answer.capacity_table()
    needed = rooms[rooms["meets_need"]]
    assert len(needed)
    assert needed["saves_idr_per_t"].isna().all()
    assert rooms["saves_idr_per_t"].max() < 5_000_000  # freight, not the penalty


def test_the_page_says_what_crosses_and_that_it_is_modelled() -> None:
    text = words(open_page("ferries", year="2022"))
    assert "Seba – Waingapu membawa paling banyak: 6.243 t dari 7.485 t" in text
    assert "Perkiraan model, bukan pengiriman tercatat" in text
    assert "Kapasitas feri tidak diterbitkan" in text
    assert "**Beras**: " in text
    assert "Angka diragukan" in text  # the outlier of Malaka
    assert "Tidak ikut, karena tidak dibentuk pasangan: ikan didaratkan." in text


def test_a_link_with_less_room_opens_with_it() -> None:
    app = open_page("ferries", "en", room="50", crossing="E061", outside="closed")
    text = words(app)
    assert "Room for 50 % on Bolok – Pantai Baru" in text
    assert "more stays unmet" in text
    assert "More room would meet need that stays unmet: Bolok – Pantai Baru" in text
    assert app.selectbox(key="crossing").value == "E061"
    before = [frame.value for frame in app.dataframe]
    assert "Room, assumed (t)" in before[1].columns


def test_a_mangled_link_shows_the_page_without_a_limit() -> None:
    app = open_page("ferries", "en", room="-5", crossing="<b>", year="1")
    assert "carries most" in app.header[0].value


def test_a_year_with_one_commodity_says_which_lack() -> None:
    text = words(open_page("ferries", year="2016"))
    assert "Pasangan beras tahun 2016" in text
    assert "Belum ada neraca 2016: cabai rawit." in text


def test_chart_has_every_crossing_its_unit_and_a_sentence() -> None:
    app = open_page("ferries", "en", room="25", year="2022")
    charts = app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    spec = json.loads(charts[0].proto.spec)
    assert spec["layer"][0]["encoding"]["x"]["title"] == "Tonnes a year"
    answer = ferry_answer(2022, True, CapacityLimit(25))
    shown = spec["layer"][0]["encoding"]["y"]["sort"]
    assert len(shown) == len(answer.crossings())
