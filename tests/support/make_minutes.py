"""Lay out the templates of the minutes: ``python -m tests.support.make_minutes``.

They are Word documents, which the bureau changes in Word; here they are only begun. Running this
again puts them back to how they came.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from publishing.files.minutes import TEMPLATES
from publishing.language import LANGUAGES, Language

_DOTS = "…" * 12
_RED = RGBColor(0x9C, 0x1F, 0x1F)

#: By language: what stands in the document around its placeholders.
_TEXTS: dict[Language, dict[str, Any]] = {
    "id": {
        "title": "BERITA ACARA",
        "subject": "PENGUMPULAN DATA DAERAH",
        "number": f"Nomor: {_DOTS}",
        "opening": (
            f"Pada hari ini {_DOTS} tanggal {_DOTS} bulan {_DOTS} tahun {_DOTS}, bertempat di "
            f"{_DOTS}{_DOTS}, telah dilaksanakan pengumpulan data daerah “{{{{ name }}}}” untuk "
            "{{ period }}, yang dibuka {{ opened }} dengan batas waktu {{ deadline }} (kode "
            "{{ code }}). Isi berita acara ini menurut catatan sistem pada {{ made_at }}."
        ),
        "handed_in": "Lembar yang diserahkan",
        "summary": (
            "Diserahkan {{ n_handed_in }} dari {{ n_sheets }} lembar, dari {{ n_regencies }} "
            "daerah. Setiap versi disimpan; tanda terima dapat diperiksa siapa saja."
        ),
        "versions": [
            ("No.", "place", 0.9), ("Daerah", "regency", 2.2), ("Lembar", "sheet", 2.0),
            ("Kantor", "office", 3.0), ("Jabatan", "position", 2.4),
            ("Tanda terima", "receipt", 1.9), ("Waktu", "time", 2.5),
            ("Versi", "version", 1.1), ("Keadaan", "state", 2.2),
        ],
        "none": "Belum ada lembar yang diserahkan.",
        "empty": "Lembar tanpa penyerahan",
        "all": "Semua lembar sudah diserahkan.",
        "accepted": "Angka yang diterima",
        "accepted_note": (
            "Dimuat jawaban yang berupa jumlah; “nihil” berarti tidak ada. Jawaban lain (tidak "
            "tahu, tidak berlaku, keterangan) ada di berkas lengkap dan tidak dihitung sebagai nol."
        ),
        "figures": [
            ("Besaran", "measure", 5.2), ("Daerah", "regency", 4.6), ("Jumlah", "amount", 3.0),
            ("Satuan", "unit", 2.4), ("Tanda terima", "receipt", 3.0),
        ],
        "assumptions": "Asumsi pengumpulan ini untuk neraca",
        "nothing_accepted": "Belum ada angka yang diterima.",
        "effects": "Neraca sesudah penerimaan",
        "decisions": "Keputusan rapat",
        "decision": "{{ each.text }} (penanggung jawab: {{ each.owner }}; tenggat: {{ each.due }}; "
        "{{ each.status }})",
        "events": "Kejadian selama pengumpulan",
        "event": "{{ each.time }}: {{ each.event }} ({{ each.regency }}), oleh {{ each.by }}. "
        "Alasan: {{ each.reason }}",
        "closing": (
            "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana "
            "mestinya."
        ),
        "signatures": ["Wakil perangkat daerah,", "Biro Ekonomi dan Kerja Sama,", "Mengetahui,"],
        "nip": "NIP",
        "page": "Halaman ",
    },
    "en": {
        "title": "MINUTES",
        "subject": "FIGURES HANDED IN BY THE REGENCIES",
        "number": f"Number: {_DOTS}",
        "opening": (
            f"On {_DOTS} (weekday), {_DOTS}{_DOTS} (date), at {_DOTS}{_DOTS} (place), the "
            "regencies' figures “{{ name }}” of {{ period }} were collected. The round was opened "
            "on {{ opened }}, with the deadline {{ deadline }} (code {{ code }}). These minutes "
            "say what the system had on {{ made_at }}."
        ),
        "handed_in": "Sheets handed in",
        "summary": (
            "{{ n_handed_in }} of {{ n_sheets }} sheets were handed in, from {{ n_regencies }} "
            "regencies. Every version is kept; anybody can check a receipt."
        ),
        "versions": [
            ("No.", "place", 0.9), ("Regency", "regency", 2.2), ("Sheet", "sheet", 2.0),
            ("Office", "office", 2.8), ("Position", "position", 2.4),
            ("Receipt", "receipt", 1.9), ("Time", "time", 2.4),
            ("Version", "version", 1.5), ("State", "state", 2.1),
        ],
        "none": "No sheet was handed in yet.",
        "empty": "Sheets of which nothing was handed in",
        "all": "All sheets were handed in.",
        "accepted": "Figures accepted",
        "accepted_note": (
            "Answers that are an amount; “nihil” means that there is none. Other answers (not "
            "known, does not apply, remarks) are in the complete file and do not count as zero."
        ),
        "figures": [
            ("What is asked", "measure", 5.2), ("Regency", "regency", 4.6),
            ("Amount", "amount", 3.0), ("Unit", "unit", 2.4), ("Receipt", "receipt", 3.0),
        ],
        "assumptions": "What this round assumes for its balances",
        "nothing_accepted": "No figure was accepted yet.",
        "effects": "Balances after acceptance",
        "decisions": "Decisions of the meeting",
        "decision": "{{ each.text }} (seen to by: {{ each.owner }}; due: {{ each.due }}; "
        "{{ each.status }})",
        "events": "What happened during the round",
        "event": "{{ each.time }}: {{ each.event }} ({{ each.regency }}), by the {{ each.by }}. "
        "Reason: {{ each.reason }}",
        "closing": "These minutes were drawn up truthfully, to be used as is due.",
        "signatures": [
            "For the regencies' offices,", "For the bureau,", "Witnessed by,",
        ],
        "nip": "NIP",
        "page": "Page ",
    },
}  # fmt: skip


def main() -> None:
    """Write the template of each language."""
    TEMPLATES.mkdir(exist_ok=True)
    for language in LANGUAGES:
        _Template(_TEXTS[language]).save(TEMPLATES / f"minutes.{language}.docx")


class _Template:
    def __init__(self, texts: dict[str, Any]) -> None:
        self._texts = texts
        self._document = Document()
        self._number = 0
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = "Arial", Pt(10)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), "Arial")
        style.paragraph_format.space_after = Pt(4)
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(1.4)
        section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
        self._margins(section)
        self._body()

    def save(self, path: Path) -> None:
        said = self._document.core_properties
        said.author, said.title, said.comments = "", self._texts["title"].title(), ""
        said.created = said.modified = datetime(2020, 1, 1, tzinfo=UTC)
        self._document.save(str(path))

    def _margins(self, section: Any) -> None:
        loud = section.header.paragraphs[0].add_run("{{ rehearsal }}")
        loud.bold, loud.font.color.rgb = True, _RED
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self._document.styles["Footer"].font.size = Pt(8)
        foot.add_run("{{ code }} · " + self._texts["page"])
        number = foot.add_run()
        for kind in ("begin", None, "end"):
            mark = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark.text = "PAGE"
            number._r.append(mark)

    def _body(self) -> None:
        texts = self._texts
        self._when("rehearsal", lambda: self._centred("{{ rehearsal }}", 13, _RED))
        self._centred(texts["title"], 15)
        self._centred(texts["subject"], 12)
        self._centred("{{ name }}", 12)
        self._centred(texts["number"], 10, bold=False)
        self._line(texts["opening"])
        self._heading(texts["handed_in"])
        self._line(texts["summary"])
        self._when("versions", lambda: self._table("versions", texts["versions"], 8))
        self._when("not versions", lambda: self._line(texts["none"]))
        self._heading(texts["empty"])
        self._each("empty", "{{ each.regency }}: {{ each.sheets }}")
        self._when("not empty", lambda: self._line(texts["all"]))
        self._heading(texts["accepted"])
        self._line(texts["accepted_note"])
        self._line("{%p for group in accepted %}")
        self._heading("{{ group.item }} ({{ group.sheet }})", counted=False)
        self._table("group.lines", texts["figures"], 9)
        self._line("{%p endfor %}")
        self._when("not accepted", lambda: self._line(texts["nothing_accepted"]))
        self._when("assumptions", lambda: self._heading(texts["assumptions"], counted=False))
        self._each("assumptions", "{{ each }}")
        self._when("effects", lambda: self._heading(texts["effects"], counted=False))
        self._each("effects", "{{ each }}")
        self._when("decisions", lambda: self._heading(texts["decisions"], counted=False))
        self._each("decisions", texts["decision"])
        self._when("events", lambda: self._heading(texts["events"], counted=False))
        self._each("events", texts["event"])
        closing = self._line(texts["closing"])
        closing.paragraph_format.space_before = Pt(12)
        closing.paragraph_format.keep_with_next = True
        self._signatures()

    def _line(self, text: str, style: str | None = None) -> Any:
        return self._document.add_paragraph(text, style)

    def _centred(
        self, text: str, size: int, colour: RGBColor | None = None, bold: bool = True
    ) -> None:
        paragraph = self._line("")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)
        if colour is not None:
            run.font.color.rgb = colour

    def _heading(self, text: str, counted: bool = True) -> None:
        self._number += counted
        paragraph = self._line("")
        paragraph.add_run(f"{self._number}. {text}" if counted else text).bold = True
        paragraph.paragraph_format.space_before = Pt(10)
        paragraph.paragraph_format.keep_with_next = True

    def _when(self, condition: str, draw: Any) -> None:
        self._line(f"{{%p if {condition} %}}")
        draw()
        self._line("{%p endif %}")

    def _each(self, name: str, text: str) -> None:
        self._line(f"{{%p for each in {name} %}}")
        self._line(text, "List Bullet")
        self._line("{%p endfor %}")

    def _table(self, name: str, columns: list[tuple[str, str, float]], size: int) -> None:
        table = self._document.add_table(rows=4, cols=len(columns))
        table.style, table.alignment = "Table Grid", WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        head, begin, row, end = table.rows
        again = OxmlElement("w:tblHeader")
        head._tr.get_or_add_trPr().append(again)
        for each in (head, row):
            whole = OxmlElement("w:cantSplit")
            each._tr.get_or_add_trPr().append(whole)
        begin.cells[0].text = f"{{%tr for row in {name} %}}"
        end.cells[0].text = "{%tr endfor %}"
        for place, (title, field, width) in enumerate(columns):
            table.columns[place].width = Cm(width)
            for each in table.rows:
                each.cells[place].width = Cm(width)
            self._cell(head.cells[place], title, size, bold=True)
            cell = self._cell(row.cells[place], f"{{{{ row.{field} }}}}", size)
            if field in ("amount", "version", "place"):
                cell.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    @staticmethod
    def _cell(cell: Any, text: str, size: int, bold: bool = False) -> Any:
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(size)
        return paragraph

    def _signatures(self) -> None:
        who = self._texts["signatures"]
        table = self._document.add_table(rows=1, cols=len(who))
        whole = OxmlElement("w:cantSplit")
        table.rows[0]._tr.get_or_add_trPr().append(whole)
        for cell, text in zip(table.rows[0].cells, who, strict=True):
            cell.paragraphs[0].text = text
            for line in ("", "", "", f"( {_DOTS} )", f"{self._texts['nip']} {_DOTS}"):
                cell.add_paragraph(line)
            for paragraph in cell.paragraphs:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


if __name__ == "__main__":
    main()
