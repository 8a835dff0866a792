"""The yearly report as a Word document, which the bureau can shorten and add to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import pandas as pd

from ntt_data import log
from publishing.files.xml_text import for_xml
from publishing.files.yearly_report.model import CaseTold, Counted, NextStep, YearlyReport
from publishing.formats import date, number
from publishing.language import _, current_language
from publishing.sources import cited_sources, grade_word, publisher_words, source_title
from publishing.yearly_words import followed, no_lesson

_FONT = "Arial"
#: Widths of a name and what stands behind it, in centimetres.
_NAME_CM, _TEXT_CM = 4.2, 12.8
_KEPT_ROWS = 5


def report_document(told: YearlyReport, made_at: datetime) -> bytes:
    """The report as DOCX; what people wrote is put in as text."""
    from docx import Document

    log.event("export_made", format="docx")
    document = Document()
    _set_up(document, told, made_at)
    if told.confidential:
        _said(document, told.confidential, bold=True)
    _heading(document, told.title, 0)
    for line in (told.as_of, told.scope, told.made):
        _said(document, line)
    _heading(document, _("How many"), 1)
    _counted(document, (_("Standing at the end"), told.standings))
    _counted(document, (_("Recorded within the year"), told.happened))
    _heading(document, _("Running cases by stage"), 1)
    for scheme, counted in told.stages:
        _counted(document, (scheme, counted))
    _closing_soon(document, told.cases)
    _heading(document, _("Each case"), 1)
    if not told.cases:
        _said(document, _("No case is in the report of this year."))
    for case in told.cases:
        _case(document, case)
    _ended(document, [case for case in told.cases if case.has_ended])
    _heading(document, _("How to read this"), 1)
    for note in told.notes:
        _item(document, note)
    _sources(document, told.source_ids)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_up(document: Any, told: YearlyReport, made_at: datetime) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    said = document.core_properties
    said.author = said.comments = ""
    said.title, said.language = told.title, current_language()
    said.created = said.modified = made_at
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    spoken = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {})
    spoken.set(qn("w:val"), "id-ID" if current_language() == "id" else "en-GB")
    normal.element.get_or_add_rPr().append(spoken)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.0)
        section.top_margin = section.bottom_margin = Cm(2.0)
        foot = section.footer.paragraphs[0]
        foot.text = " · ".join(filter(None, (told.title, told.confidential, "")))
        foot.add_run(" · " if foot.text else "")
        _add_page_number(foot)
        for run in foot.runs:
            run.font.size = Pt(8)


def _add_page_number(paragraph: Any) -> None:
    """The field that the program which shows the document fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        paragraph.add_run()._r.append(part)


def _counted(document: Any, table: tuple[str, Sequence[Counted]]) -> None:
    """A name, and how many of each; a zero is a count, and stands there."""
    header, counted = table
    made = _table(document, (_NAME_CM + 8.8, 4.0))
    _row(made, (header, _("Number of cases")), (True, True), repeated=True)
    for what, n in counted:
        _row(made, (what, number(n)))
    _said(document, "")


def _closing_soon(document: Any, cases: Sequence[CaseTold]) -> None:
    found = [case for case in cases if case.runs_out]
    _heading(document, _("Agreements that run out"), 1)
    if not found:
        _said(document, _("None with a day that was told to the desk."))
    for case in found:
        _item(document, f"{case.title}: {case.runs_out}.")


def _case(document: Any, case: CaseTold) -> None:
    _heading(document, case.title, 2)
    made = _table(document, (_NAME_CM, _TEXT_CM))
    facts = {
        _("Parties"): case.parties,
        _("Object"): case.subject,
        _("How it stands"): case.standing,
        _("Who sees it"): case.seen_by,
        _("Model"): case.model,
        **dict(case.stages),
        _("Opened on"): _day(case.opened),
        _("Recorded as signed on"): _day(case.signed_recorded),
        _("Day of signing"): case.signed_on,
        _("Holds until"): _day(case.until),
        _("Obligations"): "\n".join(map(followed, case.followed)),
        **{
            _("Next step, {scheme}", scheme=step.scheme): "\n".join(_step(step))
            for step in case.steps
        },
        # Of those that have ended it stands beside the lesson.
        _("Reason"): "" if case.has_ended else case.reason,
        _("Code of the case"): case.case_id,
    }
    for name, text in facts.items():
        if text:
            _row(made, (name, text), (True,))
    _said(document, "")


def _step(step: NextStep) -> list[str]:
    lines = [step.stage, _("Who acts: {who}", who=step.who)]
    if not step.missing:
        return [*lines, _("Nothing is missing for it.")]
    for each in step.missing:
        words = (each.strength, each.wording)
        lines.append(f"– {each.guard} ({'; '.join(words)}). {each.basis}")
    return lines


def _ended(document: Any, cases: Sequence[CaseTold]) -> None:
    _heading(document, _("Ended, and what was learned"), 1)
    if not cases:
        _said(document, _("No case of this report has ended."))
    for case in cases:
        _heading(document, case.title, 2)
        _said(
            document,
            _("Ended on {day}. Reason: {reason}", day=_day(case.closed), reason=case.reason),
        )
        _said(document, case.lesson or no_lesson())


def _sources(document: Any, source_ids: Sequence[str]) -> None:
    _heading(document, _("Sources"), 1)
    _item(document, _("Cases, obligations and deliveries: records of the cooperation desk."))
    for row in cited_sources(source_ids).to_dict("records"):
        words = [source_title(row), publisher_words(str(row["publisher"]))]
        words += [] if pd.isna(row["year"]) else [str(row["year"])]
        _item(document, f"{', '.join(words)}. {grade_word(str(row['grade']))}")


def _day(day: Any) -> str:
    return "" if day is None else date(day)


def _heading(document: Any, text: str, level: int) -> None:
    from docx.shared import Pt, RGBColor

    heading = document.add_heading(for_xml(text), level)
    for run in heading.runs:
        run.font.name, run.font.color.rgb = _FONT, RGBColor(0, 0, 0)
        run.font.size = Pt((18, 14, 11)[level])


def _said(document: Any, text: str, bold: bool = False) -> None:
    document.add_paragraph().add_run(for_xml(text)).bold = bold


def _item(document: Any, text: str) -> None:
    document.add_paragraph(for_xml(text), style="List Bullet")


def _table(document: Any, widths: tuple[float, ...]) -> Any:
    from docx.shared import Cm

    made = document.add_table(rows=0, cols=len(widths))
    made.style, made.autofit = "Table Grid", False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    return made


def _row(
    table: Any, texts: Sequence[str], bold: Sequence[bool] = (), repeated: bool = False
) -> None:
    """One row, kept on one page; a repeated one stands on every page that its table reaches."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
    for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = table.columns[column].width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = Pt(2)
        paragraph.paragraph_format.space_after = Pt(2)
        # Only the first rows: what belongs to a heading is not parted from it by a page.
        paragraph.paragraph_format.keep_with_next = len(table.rows) < _KEPT_ROWS
        paragraph.add_run(for_xml(text)).bold = column < len(bold) and bold[column]
        if column and (repeated or text.replace(".", "").replace(",", "").isdigit()):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
