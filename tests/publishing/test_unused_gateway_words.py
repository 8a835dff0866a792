"""Rice from NTB: reported, never modelled, and said so with its reasons."""

from dataclasses import replace

import pytest

from analysis.matching.unused_gateways import UnusedGateway
from publishing.language import speaking
from publishing.listings.unused_gateways import gateway_reports_table
from publishing.sentences import unused_gateways as sentences
from services.answer.reported_flows import modelled_trade, never_used


@pytest.fixture(scope="module")
def ntb() -> UnusedGateway:
    (found,) = [each for each in never_used() if "X_SAPE" in each.gateways]
    return found


def test_the_miss_is_said_with_the_reports(ntb: UnusedGateway) -> None:
    flows = modelled_trade().flows
    assert not flows.query("commodity == 'rice'")["origin"].isin(ntb.gateways).any()
    with speaking("en"):
        said = sentences.headline(ntb)
        table = gateway_reports_table(ntb.reports).table
    assert said.startswith("Rice from ")
    assert "NTB" in said
    assert "in the model nothing in any year" in said
    assert {"RF42", "RF43", "RF44"} <= set(table["flow"])
    assert "18,200 t" in table.set_index("flow").at["RF42", "quantity"]


def test_each_reason_is_said_only_where_it_holds(ntb: UnusedGateway) -> None:
    with speaking("en"):
        full = " ".join(sentences.reasons(ntb))
        nobody = " ".join(sentences.reasons(replace(ntb, cheapest_for=())))
        dear = " ".join(sentences.reasons(replace(ntb, buying=ntb.buying.iloc[:0])))
        cheap = ntb.buying.assign(extra_idr_per_t=-1.0)
        reverse = " ".join(sentences.reasons(replace(ntb, buying=cheap)))
    assert "freight from outside is least for" not in nobody
    for text in (dear, reverse):
        assert "a kg more" not in text
    for text in (full, nobody, dear, reverse):
        assert text.endswith("The miss stands.")


def test_every_report_has_a_line_with_its_row_and_note(ntb: UnusedGateway) -> None:
    with speaking("id"):
        lines = sentences.report_lines(gateway_reports_table(ntb.reports).table)
    assert len(lines) == len(ntb.reports)
    (of_2021,) = [line for line in lines if line.startswith("RF42")]
    assert of_2021.startswith("RF42, 2021: NTB → NTT, 18.200 t; stok Bulog")
