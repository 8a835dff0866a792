"""Files that somebody may send in place of a workbook, made small and read at a cost."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

_SHEET = "xl/worksheets/sheet1.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?><worksheet '
    b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_NO_NUMBER = b'<sheetData><row r="1"><c r="A1"><v>1.2.3</v></c></row></sheetData></worksheet>'
_CSV = "komoditas;nilai\r\nkopi “robusta”;5\r\n"


def small() -> bytes:
    """A workbook as good as any: a text, a number, a date."""
    workbook = Workbook()
    workbook.active["A1"] = "jagung"
    workbook.active["B2"] = 12.5
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    """The bytes of a workbook."""
    buffer = BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one part of it replaced, or added."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for each in before.namelist():
            if each != name:
                after.writestr(each, before.read(each))
        after.writestr(name, part)
    return buffer.getvalue()


def far_cell() -> bytes:
    """Two cells at the two ends of a sheet: who makes room for all between them has none left."""
    rows = (
        b'<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    return with_part(small(), _SHEET, _HEAD + rows)


def bomb(megabytes: int = 400) -> bytes:
    """A part of so many megabytes that says so in the directory of the file."""
    buffer = BytesIO()
    with ZipFile(BytesIO(small())) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for each in before.namelist():
            if each != _SHEET:
                after.writestr(each, before.read(each))
        with after.open(_SHEET, "w", force_zip64=True) as part:
            for _megabyte in range(megabytes):
                part.write(b" " * 1024 * 1024)
    return buffer.getvalue()


def lying_bomb(megabytes: int = 10) -> bytes:
    """The same, with a directory that tells of a thousand bytes."""
    content = bomb(megabytes)
    return content.replace(pack("<I", megabytes * 1024 * 1024), pack("<I", 1000))


def many_rows(count: int = 1_200_000) -> bytes:
    """So many rows of one cell each."""
    row = b'<row><c t="n"><v>1</v></c></row>'
    return with_part(
        small(), _SHEET, _HEAD + b"<sheetData>" + row * count + b"</sheetData></worksheet>"
    )


def one_text_everywhere() -> bytes:
    """One long text in thousands of cells: short to keep, long to tell."""
    workbook = Workbook()
    for _row in range(480):
        workbook.active.append(["x" * 2000] * 16)
    return saved(workbook)


def entities() -> bytes:
    """XML that multiplies itself ("a billion laughs")."""
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (depth, b"&l%d;" % (depth - 1) * 10) for depth in range(1, 10)
    )
    part = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]>"
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>'
        b"</worksheet>"
    )
    return with_part(small(), _SHEET, part)


def with_macros() -> bytes:
    """A workbook that carries a program."""
    return with_part(small(), "xl/vbaProject.bin", _OLE + b"\0" * 100)


def locked_parts() -> bytes:
    """A ZIP whose parts are under a password."""
    content = bytearray(small())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def other_program() -> bytes:
    """What LibreOffice saves in its own format."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return buffer.getvalue()


def changed_behind(change: Callable[[Workbook], None], content: bytes) -> bytes:
    """A workbook after somebody has worked on it."""
    workbook = load_workbook(BytesIO(content))
    change(workbook)
    return saved(workbook)


#: By name: the file, and the fault that is told of it.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "csv in Windows-1252": (
        lambda: "komoditas;nilai\r\nkopi “robusta”;5\r\n".encode("cp1252"),
        "text_file",
    ),
    "old .xls": (lambda: _OLE + b"\0" * 500 + "Workbook".encode("utf-16-le"), "old_excel"),
    "password": (lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "parts under a password": (locked_parts, "encrypted"),
    "macros": (with_macros, "macros"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "other_kind"),
    "another program's": (other_program, "other_kind"),
    "cut off": (lambda: small()[:1448], "damaged"),
    "half a directory": (lambda: small()[:-30], "damaged"),
    "broken XML": (lambda: with_part(small(), _SHEET, _HEAD + b"<sheetData>"), "damaged"),
    "no such number": (lambda: with_part(small(), _SHEET, _HEAD + _NO_NUMBER), "damaged"),
    "entities": (entities, "damaged"),
    "bomb": (lambda: bomb(20), "too_large_inside"),
    "bomb that lies": (lying_bomb, "damaged"),
    "1.2 million rows": (many_rows, "too_large_inside"),
    "50 thousand rows": (lambda: many_rows(50_000), "too_many_rows"),
    "one text everywhere": (one_text_everywhere, "too_large_inside"),
    "ten thousand parts": (
        lambda: _of_parts(10_000),
        "too_large_inside",
    ),
}


def _of_parts(count: int) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(f"xl/{number}", b"")
    return buffer.getvalue()
