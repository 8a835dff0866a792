"""Obligations and reported deliveries: worked by hand, and what cannot stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntt_data.store.case_records import CaseEvents, Content, Event, Party
from services.desk.contents import checked_lines
from services.desk.following import lines_of, owed_so_far, warnings
from services.desk.rules import CaseRuleError, LineError
from services.desk.state import HANDSHAKE, Case, Delivery, Obligation, case_of

TODAY = date(2026, 3, 15)
TTS, KUPANG = "5302", "5371"


def _case(
    obligations: Sequence[Obligation] = (),
    deliveries: Sequence[Delivery] = (),
    until: date | None = None,
) -> Case:
    content = Content(
        "Jagung", "jagung", "kurang", (Party("regency", "TTS", TTS), Party("regency", "K", KUPANG))
    )
    opened = Event("opened", "bureau", {"content": content.as_json()}, no=1)
    case = case_of(CaseEvents("c", (opened,)))
    return replace(
        case,
        model=HANDSHAKE,
        stages={**case.stages, "report": "implementation"},
        obligations=tuple(obligations),
        deliveries=tuple(deliveries),
        until=until,
    )


def _owed(month: str, tonnes: float | None = 10.0) -> Obligation:
    return Obligation(month, "Jagung", tonnes, TTS, KUPANG)


def _told(month: str, tonnes: float, reporter: str = TTS, no: int = 2) -> Delivery:
    return Delivery(month, "jagung", tonnes, TTS, KUPANG, "laporan", reporter, no, None)


def test_months_stand_as_they_were_reported() -> None:
    case = _case(
        [_owed("2026-04"), *(_owed(f"2026-0{n}") for n in (3, 2, 1)), _owed("2025-12", None)],
        [
            _told("2026-01", 4.0),
            _told("2026-01", 10.0, no=3),  # the same reporter says it anew
            _told("2026-02", 9.0),
            _told("2025-12", 1.0),
            _told("2026-05", 2.0),
        ],
    )
    assert [(line.month, line.state, line.delivered) for line in lines_of(case, TODAY)] == [
        ("2025-12", "uncounted", 1.0),
        ("2026-01", "met", 10.0),
        ("2026-02", "short", 9.0),
        ("2026-03", "due_later", None),
        ("2026-04", "due_later", None),
        ("2026-05", "not_owed", 2.0),
    ]
    assert owed_so_far(lines_of(case, TODAY)) == (20.0, 19.0, 0)


def test_a_service_is_not_missed_in_tonnes() -> None:
    case = _case([_owed("2026-01", None), _owed("2026-02")])
    assert [line.state for line in lines_of(case, TODAY)] == ["uncounted", "no_report"]
    assert [each.line.month for each in warnings([case], TODAY) if each.line] == ["2026-02"]


def test_a_month_that_runs_is_met_but_not_short() -> None:
    short, met = (
        lines_of(_case([_owed("2026-03")], [_told("2026-03", said)]), TODAY) for said in (4.0, 10.0)
    )
    assert [line.state for line in (*short, *met)] == ["due_later", "met"]
    assert owed_so_far(short) == (0, 0, 0)


def test_two_reports_that_differ_are_both_shown_and_in_no_sum() -> None:
    case = _case([_owed("2026-01")], [_told("2026-01", 10.0), _told("2026-01", 7.0, KUPANG)])
    (line,) = lines_of(case, TODAY)
    assert (line.state, line.delivered) == ("differing", None)
    assert [report.tonnes for report in line.reports] == [10.0, 7.0]
    assert owed_so_far([line]) == (0, 0, 1)


def test_a_month_without_a_report_is_not_a_month_without_a_delivery() -> None:
    case = _case([_owed("2026-01"), _owed("2026-02")], [_told("2026-02", 0.0)])
    silent, nothing = lines_of(case, TODAY)
    assert (silent.state, silent.delivered) == ("no_report", None)
    assert (nothing.state, nothing.delivered) == ("short", 0.0)
    assert owed_so_far([silent, nothing]) == (10.0, 0.0, 1)


@given(
    st.dictionaries(st.integers(1, 12), st.tuples(st.floats(0, 99), st.none() | st.floats(0, 99)))
)
def test_what_is_compared_is_over_the_same_months(
    months: dict[int, tuple[float, float | None]],
) -> None:
    case = _case(
        [_owed(f"2025-{month:02}", owed) for month, (owed, _) in months.items()],
        [
            _told(f"2025-{month:02}", told)
            for month, (_, told) in months.items()
            if told is not None
        ],
    )
    owed, delivered, silent = owed_so_far(lines_of(case, TODAY))
    told = [pair for pair in months.values() if pair[1] is not None]
    assert owed == pytest.approx(sum(pair[0] for pair in told))
    assert delivered == pytest.approx(sum(pair[1] or 0 for pair in told))
    assert silent == len(months) - len(told)


@pytest.mark.parametrize(
    ("until", "kinds"),
    [
        (date(2026, 3, 14), ["ran_out"]),
        (date(2026, 3, 15), ["runs_out"]),
        (date(2026, 6, 13), ["runs_out"]),  # 90 days later
        (date(2026, 6, 14), []),
        (None, []),
    ],
)
def test_the_end_is_warned_of(until: date | None, kinds: list[str]) -> None:
    assert [each.kind for each in warnings([_case(until=until)], TODAY)] == kinds


def test_what_is_not_signed_or_has_ended_is_not_warned_of() -> None:
    case = _case([_owed("2026-01")], until=date(2026, 1, 1))
    assert [each.kind for each in warnings([case], TODAY)] == ["ran_out", "no_report"]
    assert warnings([replace(case, state="ended")], TODAY) == []
    assert warnings([replace(case, model="")], TODAY) == []


@pytest.mark.parametrize(
    ("changed", "code", "column"),
    [
        ({"month": "2026-13"}, "line_month", "month"),
        ({"month": "Januari"}, "line_month", "month"),
        ({"item": "  "}, "line_item", "item"),
        ({"tonnes": -1.0}, "line_tonnes", "tonnes"),
        ({"tonnes": float("nan")}, "line_tonnes", "tonnes"),
        ({"supplier": "5301"}, "line_party", "supplier"),
        ({"receiver": TTS}, "line_same_party", "receiver"),
        ({"month": "2026-01", "item": "JAGUNG"}, "line_twice", "month"),
        ({"price_rule": "x" * 161}, "long_text", "price_rule"),
    ],
)
def test_a_line_that_cannot_stand_names_its_row_and_column(
    changed: dict[str, object], code: str, column: str
) -> None:
    lines = [_owed("2026-01"), replace(_owed("2026-02"), **changed)]  # type: ignore[arg-type]
    with pytest.raises(LineError) as caught:
        checked_lines(_case(), lines)
    assert (caught.value.code, caught.value.row, caught.value.column) == (code, 2, column)


def test_more_lines_than_twenty_years_are_refused() -> None:
    with pytest.raises(CaseRuleError, match="many_lines"):
        checked_lines(_case(), [_owed("2026-01")] * 241)
