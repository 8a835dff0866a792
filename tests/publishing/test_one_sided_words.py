"""What is said of commodities without a balance, and when it is not said."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.balance.one_sided import BesideGroup
from publishing.language import speaking
from publishing.listings import one_sided as listings
from publishing.sentences import one_sided as sentences
from services import one_sided
from services.answer import evaluation


@pytest.fixture(scope="module")
def pulses() -> BesideGroup:
    known = one_sided.beside_group("mung_bean")
    assert known is not None
    return known[0]


def _as(found: BesideGroup, verdict: str) -> BesideGroup:
    table = found.table.query("regency_code == '5321'").assign(verdict=verdict)
    if verdict == "exceeds":
        table = table.assign(doubts_norm="", doubts_production="", doubts_population="")
    return replace(found, table=table)


def test_malaka_and_sikka_exceed_the_printed_need_of_all_pulses(pulses: BesideGroup) -> None:
    # Worked by hand from the rows: 3,656.3 t and 197,531 people at 7.23 kg; 1,496.1 t and 328,199
    # at 2.27 kg. Sumba Tengah's 189.3 t against 186.5 t lie within the tolerance.
    rows = pulses.with_verdict("doubtful").set_index("regency_code")
    assert rows.index.tolist() == ["5321", "5310"]
    assert rows["need_t"].tolist() == pytest.approx([197.531 * 7.23, 328.199 * 2.27])
    assert rows["per_head_kg"].tolist() == pytest.approx([3656.3 / 197.531, 1496.1 / 328.199])


def test_no_surplus_is_certain_while_the_unit_of_the_need_is_in_doubt(pulses: BesideGroup) -> None:
    assert pulses.with_verdict("exceeds").empty
    with speaking("en"):
        assert "but a figure is in doubt" in sentences.group_headline(pulses)
        lines = sentences.group_lines(pulses)
    assert lines
    for line in lines:
        assert "Need in doubt: Unit not in the file" in line
        assert line.endswith("So no surplus is certain.")


def test_without_doubt_the_sentence_names_no_doubt(pulses: BesideGroup) -> None:
    sound = _as(pulses, "exceeds")
    with speaking("en"):
        headline = sentences.group_headline(sound)
        (line,) = sentences.group_lines(sound)
    assert headline.endswith(": Malaka produce more than is needed of all pulses there")
    assert "doubt" not in headline + line
    assert "as long as a head needs less than 18.5 kg" in line


@pytest.mark.parametrize("verdict", ["silent", "unknown"])
def test_nobody_is_named_who_does_not_exceed(pulses: BesideGroup, verdict: str) -> None:
    with speaking("en"):
        assert "no regency is known" in sentences.group_headline(_as(pulses, verdict))
        assert sentences.group_lines(_as(pulses, verdict)) == []
        note = sentences.group_note(_as(pulses, verdict))
    assert ("neither surplus nor deficit" in note) == (verdict == "silent")
    assert ("a figure is lacking" in note) == (verdict == "unknown")


@pytest.mark.parametrize("commodity", one_sided.MARKETED)
def test_a_quantity_to_market_leaves_out_doubtful_figures_and_names_them(commodity: str) -> None:
    known = one_sided.marketed(commodity)
    assert known is not None
    found, sources = known
    assert sources
    assert 0 < found.total_t < found.total_with_doubtful_t
    with speaking("en"):
        text = " ".join([sentences.market_headline(found), *sentences.market_lines(found)])
        sound = replace(found, table=found.table[found.table["sound"]])
        clean = " ".join(sentences.market_lines(sound))
    assert "Left out of the total" in text
    assert "Left out" not in clean
    assert "surplus" not in text


def test_the_total_of_coffee_is_that_of_the_file() -> None:
    known = one_sided.marketed("coffee")
    assert known is not None
    rows = pd.read_csv("ntt_data/curated/production.csv", dtype={"regency_code": str})
    rows = rows[rows["commodity"].eq("coffee") & rows["year"].eq(known[0].year)]
    assert known[0].total_with_doubtful_t == pytest.approx(rows["value"].sum())
    repeated = rows["flag"].eq("repeated_year")
    left_out = set(known[0].table.loc[~known[0].table["sound"], "regency_code"])
    assert set(rows.loc[repeated, "regency_code"]) <= left_out


def test_households_of_the_province_eat_a_part_of_the_maize() -> None:
    known = one_sided.provincial_share("maize")
    assert known is not None
    share, _ = known
    rows = pd.read_csv("ntt_data/curated/consumption.csv", dtype={"regency_code": str})
    people = pd.read_csv("ntt_data/curated/population.csv", dtype={"regency_code": str})
    norms = rows[rows["commodity"].eq("maize") & rows["form"].eq("dry_shelled")]
    heads = people[people["form"].eq("bps_projection") & people["year"].eq(2024)]
    both = norms.merge(heads, on="regency_code", validate="1:1")
    assert share.eaten_t == pytest.approx((both["value_x"] * both["value_y"]).sum() / 1000)
    assert share.share_pct == pytest.approx(100 * share.eaten_t / share.production_t)
    with speaking("en"):
        text = " ".join([sentences.share_headline(share), *sentences.share_lines(share)])
    assert "The rest is no surplus" in text
    assert "no pair" in text


def test_none_of_them_is_offered_as_a_balance() -> None:
    said = {*one_sided.GROUP_NEED, *one_sided.MARKETED, *one_sided.PROVINCIAL}
    assert not said & set(evaluation.two_sided())


def test_tables_hold_every_regency_and_no_code(pulses: BesideGroup) -> None:
    with speaking("id"):
        table = listings.group_table(pulses).table
    assert len(table) == 22
    assert not set(table["verdict"]) & {"exceeds", "doubtful", "silent", "unknown"}
