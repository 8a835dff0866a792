"""Templates that are broken or mean harm: each is refused when it is brought, or can do nothing."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from ntt_data.store import template_store
from publishing.files.case_documents.checked_template import TemplateRefusedError, inspected
from publishing.files.case_documents.document import MOST_LINES
from publishing.files.case_documents.filling import filled
from publishing.files.case_documents.rendering import (
    fullest,
    placeholders,
    rendered,
    shipped_template,
)
from services.desk import filling, templates
from tests.services.test_case_documents import ADMINISTRATOR, part, with_part
from tests.support.own_store import own_store

BODY = "word/document.xml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def field(text: str) -> str:
    """A field whose instruction is split over two runs, as Word likes it."""
    half = len(text) // 2
    runs = [f"<w:instrText>{each}</w:instrText>" for each in (text[:half], text[half:])]
    ends = [f'<w:fldChar w:fldCharType="{each}"/>' for each in ("begin", "end")]
    return f"<w:p>{''.join(f'<w:r>{each}</w:r>' for each in (ends[0], *runs, ends[1]))}</w:p>"


def in_body(xml: str) -> bytes:
    return with_part(BODY, part(BODY).replace("<w:sectPr", f"{xml}<w:sectPr", 1), True)


def related(target: str, kind: str = "image", mode: str = "Internal") -> bytes:
    relation = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        "</Relationships>"
    )
    return with_part("word/_rels/settings.xml.rels", relation)


def png(across: int) -> bytes:
    head = struct.pack(">IIBBBBB", across, across, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


BRACES = "{{ ''.__class__ }}"
TYPES = "[Content_Types].xml"
MACROS = part(TYPES).replace(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
HARM: dict[str, tuple[bytes, str]] = {
    "a field that fetches": (in_body(field(' INCLUDETEXT "http://x"')), "outside"),
    "a field that starts a program": (in_body(field(" DDEAUTO c:\\cmd")), "outside"),
    "a field put together from letters": (in_body(field(" QUOTE 68 68 69")), "outside"),
    "a link of a field": (in_body(field(' HYPERLINK "http://x"')), "outside"),
    "a short field": (in_body(f"<w:fldSimple {W} w:instr='LINK x'/>"), "outside"),
    "a field in a header": (
        with_part("word/header9.xml", f"<w:hdr {W}>{field('DDE')}</w:hdr>"),
        "outside",
    ),
    "a template of elsewhere": (
        related("http://x/a.dotm", "attachedTemplate", "External"),
        "outside",
    ),
    "elsewhere in small letters": (related("a.xml", mode="external"), "outside"),
    "another machine": (related("\\\\x\\a.dotm"), "outside"),
    "an address that says it is within": (related("http://x/a"), "outside"),
    "a document within": (related("a.xml", "aFChunk"), "outside"),
    "a piece of another document": (in_body("<w:altChunk/>"), "outside"),
    "a picture of elsewhere": (
        in_body('<w:pict><v xmlns="u" src="http://x/a.png"/></w:pict>'),
        "outside",
    ),
    "entities": (
        with_part("word/x.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&amp;b;</a>"),
        "outside",
    ),
    "another encoding": (
        with_part("word/x.xml", "<a/>".encode("utf-16").decode("latin-1")),
        "no_docx",
    ),
    "macros under another name": (with_part(TYPES, MACROS, True), "program"),
    "a document in a picture's clothes": (with_part("word/media/x.png", "PK\x03\x04"), "program"),
    "a zip within": (with_part("word/x.zip", "PK"), "program"),
    "a place outside of the file": (with_part("../../x.xml", "<a/>"), "no_docx"),
    "deep nesting": (in_body("<w:p>" + "<w:r>" * 900 + "</w:r>" * 900 + "</w:p>"), "no_docx"),
    "a text box": (
        in_body(f"<w:pict><w:txbxContent>{said(BRACES)}</w:txbxContent></w:pict>"),
        "forbidden",
    ),
    "a comment": (
        with_part("word/comments.xml", f"<w:comments {W}>{said('{{ title }}')}</w:comments>"),
        "forbidden",
    ),
    "a footnote": (
        with_part("word/footnotes.xml", f"<w:footnotes {W}>{said(BRACES)}</w:footnotes>"),
        "forbidden",
    ),
    "a footer": (with_part("word/footer9.xml", f"<w:ftr {W}>{said(BRACES)}</w:ftr>"), "forbidden"),
    "a theme": (with_part("word/theme/theme9.xml", f"<a>{BRACES}</a>"), "forbidden"),
    "a filter": (in_body(said("{{ title|attr('__class__') }}")), "forbidden"),
    "a place in a text": (in_body(said("{{ title['x'] }}")), "forbidden"),
    "questions in questions": (
        in_body(said("{% if title %}" * 2000 + "{% endif %}" * 2000)),
        "no_template",
    ),
}


@pytest.mark.parametrize("what", HARM)
def test_a_template_that_means_harm_is_refused(what: str) -> None:
    content, code = HARM[what]
    with pytest.raises(TemplateRefusedError) as refused:
        inspected("accord", content)
    assert refused.value.code == code


def test_a_picture_that_unpacks_to_far_more_than_it_says_is_refused() -> None:
    from io import BytesIO
    from zipfile import ZipFile

    def with_picture(across: int) -> bytes:
        buffer = BytesIO(shipped_template("accord"))
        with ZipFile(buffer, "a") as packed:
            packed.writestr("word/media/x.png", png(across))
        return buffer.getvalue()

    inspected("accord", with_picture(2000))
    with pytest.raises(TemplateRefusedError, match="unpacks_large"):
        inspected("accord", with_picture(60_000))


def test_fields_of_the_document_itself_and_words_that_are_no_program_are_taken() -> None:
    harmless = (
        field(" PAGE "),
        field(' HYPERLINK \\l "_Toc1"'),
        said("{% raw %}{{ x }}{% endraw %}"),
    )
    template = in_body("".join(harmless))
    made = filled("accord", template, placeholders(fullest()), None)
    assert "{{ x }}" in made.paragraphs


def test_what_a_loop_makes_has_an_end() -> None:
    loop = "{% for line in obligations %}" + "x" * 9000 + "{% endfor %}"
    with pytest.raises(TemplateRefusedError, match="long_loop"):
        filled("accord", in_body(said(loop) * 10), placeholders(fullest()), None)


def test_the_longest_annex_has_every_line() -> None:
    made = rendered("agreement", fullest())
    paragraphs = filled(
        "agreement", shipped_template("agreement"), placeholders(fullest()), None
    ).paragraphs
    assert [f"Bulan {at}" for at in range(MOST_LINES)] * 2 == [
        text for text in paragraphs if text.startswith("Bulan ")
    ]
    assert made.clauses_missing == ()


def test_one_that_takes_too_long_is_refused_and_the_next_is_filled_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # No Python begins in so short a time.
    hurried = filling.Filler(most_seconds=0.05)
    monkeypatch.setattr(templates, "filler", lambda: hurried)
    own = in_body(said("Kalimat biro"))
    with pytest.raises(TemplateRefusedError, match="too_slow"):
        templates.upload(ADMINISTRATOR, "accord", "kb.docx", own, "", 0)
    hurried.close()
    assert template_store().last("accord") is None
    monkeypatch.setattr(templates, "filler", filling.filler)
    templates.upload(ADMINISTRATOR, "accord", "kb.docx", own, "", 0)
    assert templates.used("accord") == own


def test_the_process_is_not_told_where_the_database_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NTT_DATABASE_URL", "sqlite:///x.db")
    assert not [name for name in filling._environment() if name.startswith("NTT_")]
