"""Build the three shipped templates anew: ``python -m publishing.files.case_documents.building``.

What they say stands here, so that a change of their wording is seen as one; the bureau changes a
copy in Word instead and has the administrator upload it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

from ntt_data.tables import load
from publishing.files.case_documents.document import DOCUMENT_KINDS, DocumentKind

TEMPLATES = Path(__file__).with_name("templates")
_TITLES = {
    "offer_letter": "SURAT PENAWARAN KERJA SAMA",
    "accord": "KESEPAKATAN BERSAMA",
    "agreement": "PERJANJIAN KERJA SAMA",
}
#: Filled in by hand when it is signed: no blanks that the case could fill.
_BY_HAND = ("Nomor: ………………………………", "Tempat dan tanggal: ………………………………")
_EACH_PARTY = "{%p for party in parties %}"
_END = "{%p endfor %}"

#: Text below each clause of the agreement. What the case does not know is general wording, which
#: the parties change: the documents say that they are drafts.
_CLAUSES: dict[str, Sequence[str]] = {
    "subject": (
        "Perjanjian ini dibuat oleh para pihak berikut:",
        *(_EACH_PARTY, "{{ party.role }}: {{ party.name }}", _END),
    ),
    "object": ("Objek kerja sama ini adalah {{ object }}.", "Alasan kerja sama: {{ reason }}"),
    "scope": (
        "Ruang lingkup kerja sama meliputi penyediaan, penyerahan dan penerimaan objek kerja sama "
        "menurut bulan, jumlah dan aturan harga dalam Lampiran I, serta pelaporannya.",
    ),
    "rights_and_duties": (
        "Pemasok wajib menyerahkan, dan penerima berhak menerima, jumlah yang tertulis pada baris "
        "masing-masing dalam Lampiran I. Penerima wajib membayar, dan pemasok berhak menerima "
        "pembayaran, menurut aturan harga pada baris yang sama.",
        "Manfaat bagi setiap pihak:",
        *(_EACH_PARTY, "{{ party.role }}: {{ party.benefit }}", _END),
    ),
    "period": (
        "Perjanjian ini berlaku selama {{ period }}, dan dapat diperpanjang dengan persetujuan "
        "tertulis para pihak.",
    ),
    "termination": (
        "Perjanjian ini berakhir bila jangka waktunya selesai, bila tujuannya tercapai, atau bila "
        "para pihak menyepakatinya secara tertulis. Kewajiban yang jatuh tempo sebelum berakhir "
        "tetap diselesaikan.",
    ),
    "force_majeure": (
        "Pihak yang tidak dapat memenuhi kewajibannya karena bencana alam, wabah, kerusuhan atau "
        "terputusnya jalur angkutan memberitahukannya secara tertulis kepada pihak lain. "
        "Kewajiban yang terkena dijadwalkan kembali dengan persetujuan para pihak.",
    ),
    "dispute_settlement": (
        "Perselisihan diselesaikan lebih dahulu melalui musyawarah. Bila tidak tercapai mufakat, "
        "para pihak meminta pemerintah provinsi memfasilitasi penyelesaiannya.",
    ),
}


def template(kind: DocumentKind) -> bytes:
    """One template as DOCX; the same text gives the same bytes."""
    from docx import Document
    from docx.shared import Cm, Pt

    document = Document()
    # The library's own template names somebody and a day that mean nothing here.
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.title = _TITLES[kind].capitalize()
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1)
    for section in document.sections:
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.footer.paragraphs[0].text = "{{ draft_line }}"
        section.footer.paragraphs[0].runs[0].font.size = Pt(8)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    _said(document, "{{ draft_line }}", italic=True)
    _heading(document, _TITLES[kind], 0)
    _said(document, "tentang {{ title }}", bold=True)
    for line in _BY_HAND:
        _said(document, line)
    {"offer_letter": _offer, "accord": _accord, "agreement": _agreement}[kind](document)
    _signatures(document, only_first=kind == "offer_letter")
    if kind == "agreement":
        _annexes(document)
    else:
        _figures(document, "Lampiran: angka pada hari pembuatan ({{ snapshot_on }})")
    buffer = BytesIO()
    document.save(buffer)
    return _dated(buffer.getvalue())


def _offer(document: Any) -> None:
    _said(document, "Dengan ini ditawarkan kerja sama dengan pokok berikut.")
    for line in (
        "Objek: {{ object }}",
        "Alasan: {{ reason }}",
        "Para pihak yang diusulkan:",
        *(_EACH_PARTY, "{{ party.role }}: {{ party.name }} – manfaat: {{ party.benefit }}", _END),
        "Jawaban tertulis mengenai kesediaan bekerja sama diharapkan dari pihak yang menerima "
        "surat ini. Angka yang menjadi dasar penawaran ada dalam lampiran.",
    ):
        _said(document, line)


def _accord(document: Any) -> None:
    _said(document, "Para pihak berikut menyatakan kesepakatan untuk bekerja sama:")
    for line in (_EACH_PARTY, "{{ party.role }}: {{ party.name }}", _END):
        _said(document, line)
    for title, lines in (
        ("Maksud dan tujuan", ("{{ reason }}",)),
        ("Objek kerja sama", ("{{ object }}",)),
        ("Model kerja sama", ("{{ model }}",)),
        (
            "Manfaat bagi setiap pihak",
            (_EACH_PARTY, "{{ party.role }}: {{ party.benefit }}", _END),
        ),
        (
            "Tindak lanjut",
            ("Kesepakatan ini ditindaklanjuti dengan Perjanjian Kerja Sama para pihak.",),
        ),
    ):
        _heading(document, title, 2)
        for line in lines:
            _said(document, line)


def _agreement(document: Any) -> None:
    _said(document, "Model kerja sama: {{ model }}")
    table = load("agreement_clauses").sort_values("order")
    for clause, name, order in zip(table["clause"], table["name_id"], table["order"], strict=True):
        _heading(document, f"Pasal {order}. {name}", 2)
        for line in _CLAUSES[clause]:
            _said(document, line)


def _annexes(document: Any) -> None:
    document.add_page_break()
    _heading(document, "Lampiran I: kewajiban menurut bulan", 1)
    _table(
        document,
        ("Bulan", "Barang atau jasa", "Ton", "Pemasok", "Penerima", "Aturan harga"),
        "obligations",
        ("month", "item", "tonnes", "supplier", "receiver", "price_rule"),
        (2.5, 2.7, 1.9, 3.0, 3.0, 2.9),
    )
    _heading(document, "Ton menurut bulan", 2)
    _table(
        document,
        ("Bulan", "Barang atau jasa", "Ton"),
        "months",
        ("month", "item", "tonnes"),
        (5.0, 7.0, 4.0),
    )
    _said(document, "Jumlah seluruh bulan (ton): {{ total_tonnes }}")
    _figures(document, "Lampiran II: angka pada hari pembuatan ({{ snapshot_on }})")
    _heading(document, "Lampiran III: peta jalur", 1)
    _said(document, "{{ route_map }}", keeps_next=True)
    _said(document, "{{ route_note }}")
    _heading(document, "Lampiran IV: uji harga pada hari pembuatan ({{ snapshot_on }})", 1)
    _said(document, "{{ price_verdict }}", keeps_next=True)
    _lines(document, "price_test")


def _figures(document: Any, title: str) -> None:
    _heading(document, title, 1)
    _said(document, "{{ snapshot_note }}", keeps_next=True)
    _lines(document, "snapshot")


def _lines(document: Any, name: str) -> None:
    _table(
        document,
        ("Angka", "Nilai", "Sumber dan mutu"),
        name,
        ("label", "value", "source"),
        (6.0, 3.5, 6.5),
    )


def _table(
    document: Any,
    heads: Sequence[str],
    name: str,
    columns: Sequence[str],
    widths_cm: Sequence[float],
) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = document.add_table(rows=4, cols=len(heads), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for place, (head, column) in enumerate(zip(heads, columns, strict=True)):
        table.cell(0, place).text = head
        table.cell(0, place).paragraphs[0].runs[0].bold = True
        table.cell(2, place).text = "{{ line." + column + " }}"
    table.cell(1, 0).text = "{%tr for line in " + name + " %}"
    table.cell(3, 0).text = "{%tr endfor %}"
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell in row.cells:
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)
    # The head stays with the first line, and stands on each page again.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _signatures(document: Any, only_first: bool) -> None:
    if only_first:
        _said(document, "Kepala daerah pemrakarsa,")
        _said(document, "Nama dan tanda tangan: ………………………………")
        return
    _heading(document, "Tanda tangan", 2)
    for line in (
        _EACH_PARTY,
        "{{ party.role }} ({{ party.name }}):",
        "Nomor: ………………………………  Nama dan tanda tangan: ………………………………",
        _END,
    ):
        _said(document, line)


def _heading(document: Any, text: str, level: int) -> None:
    from docx.shared import Pt, RGBColor

    heading = document.add_heading(text, level)
    heading.paragraph_format.keep_with_next = True
    for run in heading.runs:
        run.font.name, run.font.color.rgb = "Arial", RGBColor(0, 0, 0)
        run.font.size = Pt((18, 14, 12)[level])


def _said(
    document: Any, text: str, bold: bool = False, italic: bool = False, keeps_next: bool = False
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = keeps_next or text.endswith(":") or None
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic


def _dated(content: bytes) -> bytes:
    """The same document without the moment at which it was packed."""
    from zipfile import ZIP_DEFLATED

    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as made, ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        for entry in made.infolist():
            packed.writestr(
                ZipInfo(entry.filename, (2026, 1, 1, 0, 0, 0)),
                made.read(entry),
                ZIP_DEFLATED,
            )
    return buffer.getvalue()


if __name__ == "__main__":
    for each in DOCUMENT_KINDS:
        (TEMPLATES / f"{each}.docx").write_bytes(template(each))
