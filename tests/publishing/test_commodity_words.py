"""What is said of a commodity, of figures that bear it and of figures near those that do not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from analysis.balance.known_sides import KnownSides
from analysis.balance.need_alone import NeedAlone
from publishing.language import speaking
from publishing.sentences import commodity as words
from publishing.sentences import commodity_records as records
from publishing.sentences import commodity_sides as sides
from services import commodities
from services.answer import evaluation

CARROT = KnownSides(
    **{"commodity": "carrot", "group": "horticulture", "n_regencies": 22},
    **{"n_need": 22, "need_year": 2024, "n_production": 1, "production_year": 2023},
    producers=("5310",),
)
BARE = KnownSides("teak", "forestry", 22)
RICE = replace(
    CARROT,
    **{"commodity": "rice", "balance_years": (2023, 2022), "n_balance": 22, "balance_year": 2023},
    **{"n_production": 22, "convertible": True, "n_pairs": 6, "n_prices": 22},
    producers=tuple(map(str, range(22))),
)


def test_each_standing_has_its_headline_and_no_more_is_said() -> None:
    said = {
        "Rice: the balance is known for 22 of 22 regencies (2023)": RICE,
        # Four figures in doubt are in no total of the balance: they are not known.
        "Rice: the balance is known for 18 of 22 regencies (2023)": replace(RICE, n_doubted=4),
        "Fish landed: production and need are both known, and cannot be held against each other": (
            replace(RICE, commodity="fish", suspended="landings")
        ),
        "Carrot: the need is known, production of Sikka alone": CARROT,
        "Carrot: the need is known, production of 2 of 22 regencies": replace(
            CARROT, producers=("5310", "5313")
        ),
        "Carrot: Sikka alone reports production": replace(CARROT, n_need=0),
        "Carrot: production of 2 of 22 regencies, the need is not known": replace(
            CARROT, n_need=0, producers=("5310", "5313")
        ),
        "Carrot: the need alone is known, for 22 of 22 regencies (2024)": replace(
            CARROT, producers=()
        ),
        "Cattle: counts, quotas or shipments are known, a balance is not": replace(
            BARE, commodity="cattle", live=True, n_quotas=1
        ),
        "Teak: named or priced in the sources, without an amount by regency": replace(
            BARE, n_listed=1
        ),
        "Teak: beyond its name nothing is known yet": BARE,
    }
    with speaking("en"):
        assert {words.standing_headline(known): known for known in said.values()} == said


def test_the_list_says_in_a_few_words_what_is_known() -> None:
    with speaking("en"):
        hints = [
            words.standing_hint(each)
            for each in (
                *(RICE, replace(RICE, suspended="landings"), CARROT, replace(CARROT, n_need=0)),
                *(replace(CARROT, producers=("5310", "5313")), replace(CARROT, producers=())),
                *(replace(BARE, live=True, n_herds=1), replace(BARE, n_flows=1), BARE),
            )
        ]
    assert hints == [
        *("balance 2022–2023", "two sides, not compared", "need, production of Sikka"),
        *("production of Sikka", "need, production of 2 regencies", "need alone"),
        *("animals, no balance", "named or priced, no amount", "nothing known yet"),
    ]


def test_a_step_says_how_far_it_is_taken_and_who_would_take_it() -> None:
    with speaking("en"):
        assert words.step_known(CARROT, "need") == "22 of 22 regencies (2024)"
        assert words.step_known(CARROT, "conversion") == "not known"
        assert words.step_known(RICE, "conversion") == "a coefficient joins both"
        assert words.step_known(RICE, "pairs") == "6 pairs and corridors that can be named"
        assert words.step_opens(RICE, "production", "agriculture") == ""
        assert "agriculture offices" in words.step_opens(CARROT, "production", "agriculture")
        assert "coefficient" in words.step_opens(CARROT, "conversion", "agriculture")
        doubted = replace(RICE, n_doubted=4)
        assert words.step_known(doubted, "balance") == "18 of 22 regencies (2023)"
        assert "in doubt of 4 regencies" in words.step_opens(doubted, "balance", "agriculture")
        assert words.step_opens(RICE, "balance", "agriculture") == ""
        landed = replace(RICE, suspended="landings")
        assert "count the same thing" in words.step_opens(landed, "conversion", "fisheries")


def test_the_next_step_is_named_only_where_there_is_one() -> None:
    with speaking("en"):
        said = words.next_line(CARROT, "agriculture")
        assert said.startswith("Next step: production of every regency, so far 1 of 22 regencies")
        assert words.next_line(RICE, "agriculture") == ""


def test_unknown_regencies_are_counted_only_beside_known_ones() -> None:
    with speaking("en"):
        assert "Of 21 regencies no production is known" in words.not_zero_line(CARROT)
        assert words.not_zero_line(RICE) == ""
        assert words.not_zero_line(BARE) == ""


def test_the_register_is_counted_by_standing() -> None:
    with speaking("en"):
        said = words.register_line([RICE, CARROT, replace(CARROT, producers=()), BARE])
    assert said.startswith("Of 4 commodities 1 have a balance, 0 has both sides")
    assert "2 have production or need" in said
    assert said.endswith("and of 1 nothing is known.")


# --- need and production -----------------------------------------------------------------------


def _need(commodity: str = "carrot") -> NeedAlone:
    found = commodities.need_of(commodity)
    assert found is not None
    return found


def _doubted(need: NeedAlone, doubt: list[str] | None = None) -> NeedAlone:
    """The same with figures in doubt: of these regencies, or of all."""
    table = need.table
    hit = table["regency_code"].isin(doubt) if doubt else pd.Series(True, table.index)
    return replace(need, table=table.assign(sound=table["sound"] & ~hit))


def test_who_needs_most_is_said_of_figures_that_nothing_doubts() -> None:
    need = _need()
    first = str(need.of_form("fresh")["regency_code"].iloc[0])
    with speaking("en"):
        assert sides.need_headline(need).endswith("Kota Kupang most")
        assert "Kota Kupang" not in sides.need_headline(_doubted(need, [first]))
        assert "every figure of it is in doubt" in sides.need_headline(_doubted(need))
        assert "every figure" not in sides.need_headline(need)
        # Of several forms the headline names its own: they are not added up.
        assert "(fresh, in the husk)" in sides.need_headline(_need("maize"))


def test_each_form_has_its_total_and_says_whom_it_leaves_out() -> None:
    need = _need()
    first = str(need.of_form("fresh")["regency_code"].iloc[0])
    with speaking("en"):
        (whole,) = sides.form_lines(need)
        (without,) = sides.form_lines(_doubted(need, [first]))
        (none,) = sides.form_lines(_doubted(need))
        assert "of 22 of 22 regencies, most in Kota Kupang" in whole
        assert "Left out" not in whole
        assert "of 21 of 22 regencies" in without
        assert "Left out as doubtful: 1 regencies" in without
        assert "all 22 figures are in doubt, so no total" in none
        assert "thousand pieces" in sides.form_lines(_need("chicken_egg"))[0]
        assert "not added up" in sides.need_note(_need("maize"))
        assert "not added up" not in sides.need_note(need)


def test_figures_of_single_regencies_are_called_theirs() -> None:
    carrot, areca = commodities.production_of("carrot"), commodities.production_of("areca_nut")
    with speaking("en"):
        assert sides.reported_headline("carrot", carrot) == (
            "Carrot: figures of Sikka alone, not of the province"
        )
        assert "figures of Sumba Timur and Manggarai alone" in sides.reported_headline(
            "areca_nut", areca
        )
        assert "figures of 4 regencies alone" in sides.reported_headline(
            "seaweed", commodities.production_of("seaweed")
        )
        # 220 t of 2023, the newest of four years.
        assert sides.reported_lines("carrot", carrot) == [
            "Sikka reports 220 t of carrot (fresh) for 2023."
        ]
        doubted = carrot.assign(sound=False)
        assert "the figure is in doubt" in sides.reported_lines("carrot", doubted)[0]


def test_classes_are_counted_and_a_side_has_its_doubtful_total_in_brackets() -> None:
    result = evaluation.baseline_answer("rice", 2023).balance
    with speaking("en"):
        assert sides.classes_line(result) == ("Surplus: 9 regencies, balanced: 0, deficit: 13.")
        assert sides.side_line("Need", 100.0, 100.0) == "Need: 100 t."
        assert sides.side_line("Need", 100.0, 120.0) == "Need: 100 t (120 t)."


def test_prices_of_a_year_say_for_how_many_regencies() -> None:
    rows = commodities.yearly_prices("salt")
    with speaking("en"):
        said = sides.yearly_prices_headline("salt", rows)
        assert said.startswith("Salt: prices of a year are known for 22 of 22 regencies (20")
        assert "3 of 22" in sides.yearly_prices_headline("salt", rows.head(3))


# --- lists, supplies, animals ------------------------------------------------------------------


def test_lists_and_verdicts_are_said_as_they_stand() -> None:
    rice, mung = commodities.listed("rice"), commodities.listed("mung_bean")
    with speaking("en"):
        assert "in 8 of 21 lists, highest in Sumba Barat" in records.listed_headline("rice", rice)
        one = rice.head(1)
        assert records.listed_headline("rice", one).endswith("of Sumba Barat alone, at rank 1")
        said = records.verdict_lines(mung)
        assert said == [
            "The report speaks for it (recommended): Sumba Barat.",
            "The report holds back (not urgent): Flores Timur.",
        ]
        # Manggarai Barat has a verdict on its wetland rice: of the other it is not told as silent.
        silent = records.verdict_lines(rice)[-1]
        assert silent.startswith("Not judged")
        assert "Manggarai Barat" not in silent


def test_a_pair_of_regencies_is_named_only_where_a_report_names_both() -> None:
    with speaking("en"):
        assert "among them Ngada → Manggarai Barat" in records.flows_headline(
            "carrot", commodities.flows("carrot")
        )
        assert "none between two regencies" in records.flows_headline(
            "cattle", commodities.flows("cattle")
        )


def test_quotas_that_sources_contradict_are_named_as_such_and_not_ranked() -> None:
    rows = commodities.animal_shipments("cattle")
    with speaking("en"):
        said = records.largest_quotas_line(records.quotas_compared(rows))
        # 15,000 or 18,000 head for TTS in 2020: more than any other but contradicted.
        ranked, left = said.split(" Not compared")
        assert "Kupang 15,500 head" in ranked
        assert "TTS" not in ranked
        assert "TTS" in left
        # Both have 2,000 head: to name one of them would rank them.
        assert "Nagekeo 2,000 head, Manggarai Timur 2,000 head" in ranked
        sure = rows.assign(contradicted=False, flag=None)
        assert "Not compared" not in records.largest_quotas_line(records.quotas_compared(sure))
        shipped = records.quotas_compared(rows.assign(measure="shipped"))
        assert records.largest_quotas_line(shipped) == ""
        counts = commodities.animal_counts("cattle")
        assert "contradict each other on" in records.animals_headline("cattle", rows, counts)
        assert "contradict" not in records.animals_headline(
            "cattle", sure, counts.assign(contradicted=False)
        )


def test_figures_of_the_province_say_up_to_when() -> None:
    rows = commodities.of_province("maize")
    with speaking("en"):
        assert records.province_headline("maize", rows).endswith(", up to 2024")
        assert "up to" not in records.province_headline("maize", rows.assign(year=pd.NA))
