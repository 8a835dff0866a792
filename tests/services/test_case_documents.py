"""Documents of a case: golden texts read back, what is missing, and templates that are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.shared import RGBColor

from ntt_data.store import StoreError
from ntt_data.store.case_records import Party
from publishing.files.case_documents.building import template
from publishing.files.case_documents.checked_template import TemplateRefusedError, inspected
from publishing.files.case_documents.document import DOCUMENT_KINDS
from publishing.files.case_documents.reading_back import visible_paragraphs
from publishing.files.case_documents.rendering import rendered, shipped_template
from publishing.language import speaking
from services.access import AccessError, Actor
from services.desk import cases, documents, templates
from services.desk.state import HANDSHAKE, Case, Obligation
from tests.services.test_case_rules import BUREAU, CONTENT, PARTY, READER, attached
from tests.support.own_store import own_store

ADMINISTRATOR = Actor("administrator", credential_id="a1")
ODD = "Beras & jagung <lokal> = ]] {{ title }} {% for %}"


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with own_store(tmp_path, monkeypatch):
        yield


@pytest.fixture
def case() -> Case:
    return cases.open_case(BUREAU, replace(CONTENT, object=ODD))


@pytest.fixture
def whole(case: Case) -> Case:
    """A case that lacks nothing that its agreement says."""
    case = cases.choose_model(BUREAU, case.case_id, "joint_agreement", "", case.no)
    lines = [
        Obligation("2027-02", "Beras", 1250.5, "5315", "5371", "harga pasar + 5 %"),
        Obligation("2027-01", "Beras", 1000.0, "5315", "5371", "harga pasar + 5 %"),
    ]
    return cases.oblige(BUREAU, case.case_id, lines, "", case.no)


def changed(kind: str, change: Callable[[Document], None]) -> bytes:  # type: ignore[valid-type]
    document = Document(BytesIO(shipped_template(kind)))  # type: ignore[arg-type]
    change(document)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_text(text: str) -> bytes:
    return changed("accord", lambda document: document.add_paragraph(text))  # type: ignore[attr-defined]


def with_part(name: str, content: str, instead: bool = False) -> bytes:
    buffer = BytesIO()
    with (
        ZipFile(BytesIO(shipped_template("accord"))) as old,
        ZipFile(buffer, "w", ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if not (instead and each == name):
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return buffer.getvalue()


def part(name: str) -> str:
    with ZipFile(BytesIO(shipped_template("accord"))) as packed:
        return packed.read(name).decode()


@pytest.mark.parametrize("kind", DOCUMENT_KINDS)
def test_a_shipped_template_is_what_its_builder_makes_and_passes_its_check(kind: str) -> None:
    assert shipped_template(kind) == template(kind)  # type: ignore[arg-type]
    assert inspected(kind, shipped_template(kind)).missing == ()  # type: ignore[arg-type]


def test_a_whole_case_gives_three_documents_to_sign_in_which_every_text_survives(
    whole: Case,
) -> None:
    found = {each.kind: each for each in documents.documents_of(BUREAU, whole)}
    assert not any(each.missing_data for each in found.values())
    for each in found.values():
        text = "\n".join(visible_paragraphs(each.shown.content))
        assert ODD in text
        assert "bukan nasihat hukum" in text
        assert each.shown.blanks == ()
    lines = visible_paragraphs(found["agreement"].shown.content)
    assert "PIHAK KESATU: Kabupaten Manggarai Barat" in lines
    assert "Perjanjian ini berlaku selama Januari 2027 sampai Februari 2027, dan" in " ".join(lines)
    assert "Jumlah seluruh bulan (ton): 2.250,5" in lines
    assert lines.index("Januari 2027") < lines.index("Februari 2027")


def test_a_document_is_ready_when_the_legal_path_has_what_it_asks_before_it(whole: Case) -> None:
    def states(case: Case) -> list[tuple[str, tuple[str, ...]]]:
        return [(each.state, each.missing_guards) for each in documents.documents_of(BUREAU, case)]

    offer, accord, agreement = states(whole)
    assert offer == ("ready", ())
    assert accord == ("draft", ("file_offer_letter", "file_reply"))
    council = ("file_accord", "council_settled", "signer_empowered")
    assert agreement == ("draft", (*accord[1], *council))
    for kind in ("offer_letter", "reply", "accord"):
        whole = attached(whole, kind)
    assert states(whole)[2] == ("draft", council[1:])
    # The council must approve, and an official signs: both papers are asked for.
    whole = cases.answer(BUREAU, whole.case_id, {}, True, True, whole.no)
    assert states(whole)[2] == ("draft", council[1:])
    whole = attached(attached(whole, "council_approval"), "power_of_attorney")
    assert states(whole)[2] == ("ready", ())


def test_a_missing_guard_is_named_with_its_basis_and_with_doubt_where_there_is_one() -> None:
    with speaking("id"):
        council, signer = documents.guards_told(("council_settled", "signer_empowered"))
    assert "PP 28/2018" in council
    assert "belum dikonfirmasi biro" in council
    assert "Surat Kuasa" in signer
    assert "belum dikonfirmasi biro" not in signer


def test_what_is_missing_is_a_marked_blank_and_keeps_a_document_a_draft(case: Case) -> None:
    agreement = documents.documents_of(BUREAU, case)[-1]
    assert agreement.state == "draft"
    assert agreement.missing_data == ("model", "obligations", "obligations.price_rule", "period")
    assert {"model kerja sama", "jangka waktu kerja sama", "ton"} <= set(agreement.shown.blanks)
    document = Document(BytesIO(agreement.shown.content))
    marked = [
        run.text
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color is not None
    ]
    assert "[………: model kerja sama]" in marked


def test_a_clause_that_cannot_be_read_does_not_count(whole: Case) -> None:
    told = documents.told_by(whole, documents.today())

    def missing(change: Callable[[object], None]) -> tuple[str, ...]:
        def in_termination(document: object) -> None:
            heading = [
                each
                for each in document.paragraphs  # type: ignore[attr-defined]
                if each.text.endswith("Pengakhiran kerja sama")
            ]
            change(heading[0])

        return rendered("agreement", told, changed("agreement", in_termination)).clauses_missing

    def hide(paragraph: object) -> None:
        paragraph.runs[0].font.hidden = True  # type: ignore[attr-defined]

    def whiten(paragraph: object) -> None:
        paragraph.runs[0].font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]

    def hide_style(paragraph: object) -> None:
        paragraph.style.font.hidden = True  # type: ignore[attr-defined]

    def delete(paragraph: object) -> None:
        from docx.oxml import OxmlElement

        gone = OxmlElement("w:del")
        gone.append(paragraph.runs[0]._r)  # type: ignore[attr-defined]
        paragraph._p.append(gone)  # type: ignore[attr-defined]

    assert missing(lambda paragraph: None) == ()
    for change in (hide, whiten, delete):
        assert missing(change) == ("termination",)
    assert len(missing(hide_style)) == 8  # every heading has this style


def test_final_is_the_scan_with_its_hash_and_the_numbers_of_the_parties(whole: Case) -> None:
    numbers = {"Manggarai Barat": "12/KS/2027"}
    done = cases.attach(BUREAU, whole.case_id, "accord", "kb.pdf", b"scan", numbers, "", whole.no)
    accord = documents.documents_of(BUREAU, done)[1]
    assert (accord.state, accord.final and accord.final.numbers) == ("final", numbers)


def test_drafts_are_for_the_parties_and_a_handshake_has_none(case: Case) -> None:
    assert len(documents.documents_of(PARTY, case)) == 3
    with pytest.raises(AccessError):
        documents.documents_of(READER, case)
    case = cases.choose_model(BUREAU, case.case_id, HANDSHAKE, "", case.no)
    assert documents.documents_of(BUREAU, case) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ ''.__class__.__mro__ }}", "forbidden"),
        ("{{ title.__class__ }}", "forbidden"),
        ("{{ cycler.__init__.__globals__ }}", "forbidden"),
        ("{{ title|attr('x') }}", "forbidden"),
        ("{% import 'x' as y %}", "forbidden"),
        ("{% include 'x' %}", "forbidden"),
        ("{% macro a() %}{{ a() }}{% endmacro %}", "forbidden"),
        ("{% for a in range(10 ** 9) %}x{% endfor %}", "forbidden"),
        ("{% for a in parties %}{% for b in parties %}x{% endfor %}{% endfor %}", "forbidden"),
        ("{{ 'x' * 10 ** 9 }}", "forbidden"),
        ("{% set title = 1 %}", "forbidden"),
        ("{{ bupati }}", "unknown_field"),
        ("{% for a in parties %}{{ a.secret }}{% endfor %}", "unknown_field"),
        ("{{ title", "no_template"),
    ],
)
def test_a_template_that_does_more_than_show_is_refused(text: str, code: str) -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        inspected("accord", with_text(text))
    assert refused.value.code == code


def test_macros_outside_sources_bombs_and_hidden_braces_are_refused() -> None:
    rels, core = "word/_rels/document.xml.rels", "docProps/core.xml"
    outside = '<Relationship Id="x" Type="t" Target="http://x/" TargetMode="External"/>'
    body = "word/document.xml"
    fetch = "<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c</w:instrText>"
    for content, code in (
        (b"not a zip", "no_docx"),
        (with_part("word/vbaProject.bin", "x"), "program"),
        (with_part("word/zeros.xml", "0" * 1_900_000), "unpacks_large"),
        (with_part("word/x.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), "outside"),
        (
            with_part(
                rels, part(rels).replace("</Relationships>", f"{outside}</Relationships>"), True
            ),
            "outside",
        ),
        (
            with_part(
                body, part(body).replace("<w:sectPr", f"{fetch}</w:r></w:p><w:sectPr", 1), True
            ),
            "outside",
        ),
        # A brace can be written as a number too.
        (
            with_part(core, part(core).replace("Kesepakatan", "&#123;&#123; x }}", 1), True),
            "forbidden",
        ),
    ):
        with pytest.raises(TemplateRefusedError) as refused:
            inspected("accord", content)
        assert refused.value.code == code


def test_a_template_without_the_line_that_a_draft_is_no_advice_is_refused() -> None:
    bare = Document()
    bare.add_paragraph("{{ title }}")
    buffer = BytesIO()
    bare.save(buffer)
    with pytest.raises(TemplateRefusedError, match="no_draft_line"):
        inspected("accord", buffer.getvalue())


def test_only_the_administrator_brings_a_template_and_the_last_one_is_used(case: Case) -> None:
    own = with_text("Kalimat biro: {{ object }}")
    with pytest.raises(AccessError):
        templates.upload(BUREAU, "accord", "kb.docx", own, "", 0)
    templates.upload(ADMINISTRATOR, "accord", "kb.docx", own, "kalimat biro", 0, "k" * 32)
    again, _found = templates.upload(ADMINISTRATOR, "accord", "kb.docx", own, "", 0, "k" * 32)
    assert (again.no, again.reason) == (1, "kalimat biro")
    accord = documents.documents_of(BUREAU, case)[1]
    assert f"Kalimat biro: {ODD}" in visible_paragraphs(accord.shown.content)
    with pytest.raises(StoreError, match="since it was shown"):
        templates.upload(ADMINISTRATOR, "accord", "kb2.docx", own, "", 0)
    templates.back_to_shipped(ADMINISTRATOR, "accord", "", 1)
    assert templates.used("accord") == shipped_template("accord")
    with pytest.raises(TemplateRefusedError, match="unused_template"):
        templates.back_to_shipped(ADMINISTRATOR, "accord", "", 2)


def test_a_party_without_benefit_keeps_every_document_a_draft(whole: Case) -> None:
    parties = (*whole.content.parties, Party("company", "PT A & B <satu>"))
    content = replace(whole.content, parties=parties)
    case = cases.correct(BUREAU, whole.case_id, content, "pihak ketiga", whole.no)
    for each in documents.documents_of(BUREAU, case):
        assert (each.state, each.missing_data) == ("draft", ("parties.benefit",))
        assert "PT A & B <satu>" in "\n".join(visible_paragraphs(each.shown.content))
