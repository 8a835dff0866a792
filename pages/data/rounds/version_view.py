"""One version as the bureau reads it: every figure beside what is known, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ntt_data.collection import SHEETS, Measure, dated
from ntt_data.store.collection_records import Figure, Round, RoundItem, Version
from pages.data.rounds.decisions import Deciding, begin_form, offer_decisions, show_told
from pages.ui.place import served
from pages.ui.provenance import show_provenance
from publishing import hand_in_words, review_words, round_words
from publishing.formats import moment, number
from publishing.language import _, current_language
from publishing.markdown_text import plain
from publishing.words import sentence_of
from services import review, rounds
from services.access import Actor
from services.comparison import Compared, compared
from services.hand_in import Field

#: How a figure is marked about which the office was asked.
_ODD = ":material/flag:"


def show_version(actor: Actor, asked: Round, receipt_no: str, newest_no: int) -> None:
    """Heading, figures to be chosen, and the buttons of a decision."""
    version = review.version_of(actor, receipt_no)
    rows = [each for each in compared(actor, version) if each.status == "value" or _says(each)]
    _show_heading(asked, version, newest_no)
    deciding = Deciding(actor, asked, version, newest_no)
    with begin_form(deciding):
        chosen = _show_figures(asked, version, rows, deciding)
        offer_decisions(deciding, chosen)
        show_told()  # where the button was pressed
    sources = {
        source
        for each in rows
        for source in (
            each.curated_source,
            *(source_id for other in each.others for source_id in other.source_ids),
        )
        if source
    }
    show_provenance(f"review-{receipt_no}", sorted(sources))


def _says(row: Compared) -> bool:
    """Whether an answer without a figure says anything: an empty note does not."""
    return row.text is not None or row.status in ("none", "not_known") or row.accepted is not None


def _show_heading(asked: Round, version: Version, newest_no: int) -> None:
    counted = review.counted(version.receipt_no)
    st.markdown(f"#### {plain(review_words.sheet_name(version))}")
    language = "" if current_language() == "id" else f"?lang={current_language()}"
    receipt = served(f"/rakor/tanda-terima/{version.receipt_no}{language}")
    st.markdown(
        _(
            "{state} Handed in {moment}, {channel}: {office}, {position}. [Receipt {no}]({link})",
            state=f"**{sentence_of(review_words.state(*counted))}**",
            moment=moment(version.at),
            channel=hand_in_words.channel(version.channel),
            office=plain(version.office),
            position=plain(version.position),
            no=version.receipt_no,
            link=receipt,
        )
    )
    if version.channel == "paper":
        st.info(hand_in_words.from_paper())
    late = rounds.let_in_late(asked, version.key, version.at)
    if late is not None:
        st.info(plain(review_words.late(late.reason)))
    if version.overtaken:
        st.warning(review_words.overtaken(version.no))
    if version.no < newest_no:
        st.warning(
            _(
                "Version {newest} is newer. What is accepted of this one counts until a figure of "
                "another version is accepted; write in the remark why.",
                newest=number(newest_no),
            )
        )


def _show_figures(
    asked: Round, version: Version, rows: Sequence[Compared], deciding: Deciding
) -> list[Field]:
    """Every figure with a box to choose it; what has questions first, and within it those."""
    measures = {each.code: each for each in SHEETS[version.key.sheet]}
    odd = {(each.field.item, each.field.period) for each in rows if each.findings}
    chosen = []
    blocks = asked.blocks_of(version.key.sheet)
    for item, period in sorted(blocks, key=lambda each: (each[0].item, each[1]) not in odd):
        own = [each for each in rows if (each.field.item, each.field.period) == (item.item, period)]
        if not own:
            continue
        st.markdown(f"**{plain(hand_in_words.block(asked, item, period))}**")
        for row in sorted(own, key=lambda each: _urgency(each, list(measures))):
            chosen += _show_figure(asked, item, measures[row.field.measure], row, deciding)
    return chosen


def _urgency(row: Compared, order: list[str]) -> tuple[bool, bool, int]:
    """Questions first, then what has a figure, each in the order of the form."""
    return not row.findings, row.value is None, order.index(row.field.measure)


def _show_figure(
    asked: Round, item: RoundItem, measure: Measure, row: Compared, deciding: Deciding
) -> list[Field]:
    unit = hand_in_words.unit(item, measure)
    figure = Figure(*row.field[:2], row.status, row.value, row.text, row.field.period)
    answer = (
        f"{hand_in_words.in_digits(figure)} {unit}".strip()
        if row.value is not None
        else row.text or hand_in_words.status(row.status)
    )
    label, beside = st.columns([2, 3])
    with label:
        sign = f"{_ODD} " if row.findings else ""
        shown = plain(hand_in_words.measure(measure.code))
        if measure.is_number:
            shown = f"{shown}: **{plain(answer)}**"
        if len(asked.periods) > 1:  # last: a narrow screen cuts a label, and the heading says it
            shown = f"{shown} ({hand_in_words.months_of(*asked.periods[row.field.period - 1])})"
        name = f"{item.item}-{dated(measure.code, row.field.period)}"
        is_chosen = st.checkbox(f"{sign}{shown}", key=deciding.key(name))
    # A text may be long: the label of a box shows its beginning only.
    lines = (
        _beside(row, unit, asked.periods[row.field.period - 1].year, deciding.version.receipt_no)
        if measure.is_number
        else [plain(answer)]
    )
    if lines:
        with beside:
            st.markdown("  \n".join(f":small[{each}]" for each in lines))
    return [row.field] if is_chosen else []


def _beside(row: Compared, unit: str, of_year: int, receipt_no: str) -> list[str]:
    """What is known beside a figure, a line for each."""
    lines = [
        _(
            "Asked: {question}. The office: “{answer}”",
            question=round_words.odd(each.code),
            answer=plain(each.answer),
        )
        for each in row.findings
    ]
    if row.curated is not None:
        told = review_words.curated(
            row.curated, of_year, row.curated_source or "", row.curated_grade or "", unit
        )
        lines.append(plain(told))
        if row.difference is not None:
            by = review_words.difference(row.difference, row.curated, unit)
            lines.append(_("Difference: **{by}**", by=plain(by)))
    lines += [plain(review_words.known(each, unit)) for each in row.others]
    if row.accepted_receipt == receipt_no:
        lines.append(_("Counts now."))
    elif row.accepted_receipt is not None:
        now = hand_in_words.plain_number(row.accepted) or _("an answer without a figure")
        value = plain(f"{now} {unit if row.accepted is not None else ''}".strip())
        no = row.accepted_receipt
        lines.append(
            _("Counts now: {value} (receipt {no})", value=value, no=no)
            if row.accepted_round is None
            else _(
                "Counts now (round {round}): {value} (receipt {no})",
                round=plain(row.accepted_round),
                value=value,
                no=no,
            )
        )
    return lines
