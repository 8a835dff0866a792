"""What is said, drawn and tabulated of ferry loads, without the page around it."""

from dataclasses import replace

import pytest

from analysis.matching.ferry_answer import CapacityLimit, FerryAnswer
from publishing.charts.ferries import ferry_loads
from publishing.language import Language, speaking
from publishing.listings import ferries as listings
from publishing.maps.ferries import ferry_picture
from publishing.sentences import ferries as sentences
from services.answer.ferries import ferry_answer

BALANCED = ("chili", "rice")


@pytest.fixture(scope="module")
def half() -> FerryAnswer:
    return ferry_answer(2022, True, CapacityLimit(50))


@pytest.mark.parametrize(
    ("outside", "room", "said"),
    [
        (
            *(True, CapacityLimit()),
            "Seba – Waingapu carries most: 6,243 t of the 7,485 t that cross",
        ),
        (True, CapacityLimit(50), "Room for 50 % on every crossing in use: "),
        (True, CapacityLimit(0), "Every ferry closed: 0 t cross by ferry instead of 7,485 t"),
        (False, CapacityLimit(0, "E061"), "Bolok – Pantai Baru closed: "),
    ],
)
def test_headline(outside: bool, room: CapacityLimit, said: str) -> None:
    with speaking("en"):
        assert sentences.headline(ferry_answer(2022, outside, room)).startswith(said)


def test_headline_tells_what_goes_before_money(half: FerryAnswer) -> None:
    with speaking("en"):
        unmet = sentences.headline(ferry_answer(2022, False, CapacityLimit(0)))
        less = sentences.headline(half)
        dearer = sentences.headline(ferry_answer(2022, True, CapacityLimit(50, "E065")))
        same = sentences.headline(replace(half, after=half.before))
    assert "more stays unmet" in unmet
    # Rote Ndao's 1,167 t cross at Bolok - Pantai Baru, and room for half of them is left.
    assert less.endswith("and 583 t comes from outside instead of from regencies of NTT")
    assert "freight between regencies rises by" in dearer
    assert same.endswith("at the same freight between regencies")


def test_a_year_without_crossings_is_said_to_have_none(half: FerryAnswer) -> None:
    nothing = replace(half.before, loads=half.before.loads.head(0))
    with speaking("en"):
        unlimited = replace(half, room=CapacityLimit(), before=nothing, after=nothing)
        said = sentences.headline(unlimited)
    assert said == "No pair of 2022 crosses by ferry"


def test_sentences_are_made_from_the_figures(half: FerryAnswer) -> None:
    with speaking("en"):
        assert sentences.loads_sentence(half).startswith(
            "8 crossings carry something in 2022; the fullest: Seba – Waingapu"
        )
        assert sentences.room_headline(half) == (
            "More room would place more of NTT's own surplus: Bolok – Pantai Baru"
        )
        dearer = ferry_answer(2022, True, CapacityLimit(50, "E065"))
        assert sentences.room_headline(dearer).startswith("One more tonne of room is worth most on")
        pairs = sentences.pairs_headline(half)
    assert "Tanjung Perak → Flores Timur loses most: 2,870 t of rice" in pairs


def test_what_more_room_would_do(half: FerryAnswer) -> None:
    with speaking("en"):
        needed = sentences.room_headline(ferry_answer(2022, False, CapacityLimit(25)))
        plenty = sentences.room_headline(ferry_answer(2022, True, CapacityLimit()))
        unchanged = sentences.pairs_headline(replace(half, after=half.before))
    assert needed.startswith("More room would meet need that stays unmet: ")
    assert plenty == "More room would save no freight"
    assert unchanged == "No pair changes"


def test_commodities_without_a_balance_are_named(half: FerryAnswer) -> None:
    with speaking("en"):
        said = sentences.commodities_sentence(half, [*BALANCED, "maize"])
        assert said.endswith("No balance for 2022: maize.")
        landed = sentences.commodities_sentence(half, BALANCED, ["fish"])
        assert landed.endswith("Not in it, because no pairs are formed: fish landed.")
        assert "No balance" not in sentences.commodities_sentence(half, BALANCED)


def test_changes_add_up(half: FerryAnswer) -> None:
    table = listings.load_table(half).table
    assert table["before_t"].sum() == pytest.approx(half.before.by_crossing().sum())
    assert table["now_t"].sum() == pytest.approx(half.after.by_crossing().sum())
    changed = sentences.changed_pairs(half)
    moved = half.after.total("moved_t") + half.after.total("external_t")
    first = half.before.total("moved_t") + half.before.total("external_t")
    assert changed["change_t"].sum() == pytest.approx(moved - first, abs=20)


@pytest.mark.parametrize("language", ["id", "en"])
def test_tables_in_both_languages(half: FerryAnswer, language: Language) -> None:
    with speaking(language):
        rooms = listings.rooms_table(half).readable()
        pairs = listings.changed_pairs_table(half).readable()
        unmet = listings.unmet_table(ferry_answer(2022, False, CapacityLimit(25))).readable()
        loads = listings.load_table(half).readable()
    assert ("Carries (t)" in rooms.columns) == (language == "en")
    nodes = {*half.after.loads["from_node"], *half.before.loads["from_node"]}
    assert set(loads["From (code)" if language == "en" else "Dari (kode)"]) <= nodes
    assert len(rooms) == len(half.capacity_table())
    assert len(pairs) == len(sentences.changed_pairs(half))
    assert len(unmet) > 0


def test_map_and_chart_show_every_crossing(half: FerryAnswer) -> None:
    with speaking("en"):
        light, dark = ferry_picture(half, is_dark=False), ferry_picture(half, is_dark=True)
        spec = ferry_loads(half, BALANCED)
    assert len(light.lines) == len(half.crossings())
    assert {line.color for line in light.lines}.isdisjoint(line.color for line in dark.lines)
    full = half.capacity_table()["is_full"].sum()
    assert sum(line.dash is not None for line in light.lines) == full > 0
    _bars, _before, values = spec["layer"]  # and marks of what it was without a limit
    told = spec["datasets"][values["data"]["name"]]
    assert len(told) == len(values["encoding"]["y"]["sort"]) == len(half.crossings())
    assert told[0]["text"] == "3,121 (6,243)"


def test_a_commodity_keeps_its_colour_in_a_year_without_the_others(half: FerryAnswer) -> None:
    with speaking("en"):
        scale = ferry_loads(half, BALANCED)["layer"][0]["encoding"]["color"]["scale"]
        alone = ferry_loads(ferry_answer(2016, True, CapacityLimit()), BALANCED)
    assert alone["layer"][0]["encoding"]["color"]["scale"] == scale
