"""The documents of one case: how far each is, what is missing, and the templates behind them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ntt_data import log
from ntt_data.store import StoreError
from pages.ui.form_keys import renew_key, write_key
from pages.ui.live_sessions import expect_files
from publishing import case_document_words as words
from publishing.files.case_documents.checked_template import LARGEST_TEMPLATE, TemplateRefusedError
from publishing.files.case_documents.document import DOCUMENT_KINDS, FIELDS, LISTS, DocumentKind
from publishing.files.case_documents.rendering import shipped_template
from publishing.files.minutes import DOCX_TYPE
from publishing.formats import moment
from publishing.language import _
from publishing.markdown_text import code, plain
from services.access import AccessError, Actor
from services.desk import documents, templates
from services.desk.documents import CaseDocumentState
from services.desk.state import Case

_TOLD = "_template_told"


def show(case: Case, actor: Actor) -> None:
    """Documents with their state and download; below them the templates, for an administrator."""
    if not documents.may_read_drafts(actor, case):
        return
    st.subheader(_("Documents"))
    if not case.takes_legal_path:
        st.info(_("A handshake agreement has no formal document."))
        return
    try:
        found = documents.documents_of(actor, case)
    except (StoreError, TemplateRefusedError) as error:
        log.event("case_documents_failed", reason=error.code)
        st.error(words.refusal(error.code, plain(getattr(error, "said", ""))))
        found = []
    for each in found:
        with st.container(border=True, key=f"document-{each.kind}"):
            _show_one(each, case)
    if found:
        st.caption(words.draft_line())
    if templates.may_upload(actor):
        with st.expander(_("Word templates of the documents")):
            _offer_templates(actor)


def _show_one(each: CaseDocumentState, case: Case) -> None:
    color = {"final": "green", "ready": "blue"}.get(each.state, "orange")
    state = plain(words.state_name(each.state, len(each.shown.blanks)))
    st.markdown(f"**{plain(words.kind_name(each.kind))}** :{color}-badge[{state}]")
    if each.final is not None:
        st.markdown(
            _(
                "Signed scan: {name}, SHA-256 {digest}",
                name=plain(each.final.name),
                digest=code(each.final.sha256),
            )
        )
        for party in case.content.parties:
            said = each.final.numbers.get(party.name) or each.final.numbers.get(party.code)
            number = plain(said) if said else _("no number was given")
            st.markdown("- " + plain(party.name) + f": {number}")
    else:
        if each.missing_data:
            fields = "; ".join(map(words.field_name, each.missing_data))
            st.markdown(_("The case still lacks: {fields}.", fields=plain(fields)))
        if each.missing_guards:
            st.markdown(_("Before it is signed, the legal path asks for:"))
            st.markdown(
                "\n".join(f"- {plain(line)}" for line in documents.guards_told(each.missing_guards))
            )
        if each.shown.clauses_missing:
            clauses = words.clause_names(each.shown.clauses_missing)
            st.markdown(
                _("Clauses that cannot be read in the text: {clauses}.", clauses=plain(clauses))
            )
    made = documents.draft_file(each, case)
    st.download_button(
        _("Download the draft (DOCX)"),
        made.content,
        made.name,
        DOCX_TYPE,
        icon=":material/download:",
        on_click="ignore",
        key=f"draft-{each.kind}-{made.mark}",
    )


def _offer_templates(actor: Actor) -> None:
    if told := st.session_state.pop(_TOLD, ""):
        st.success(plain(told))
    kind: DocumentKind = st.selectbox(
        _("Document"), DOCUMENT_KINDS, format_func=words.kind_name, key="template-kind"
    )
    try:
        last = templates.last(kind)
        content = templates.used(kind)
    except StoreError as error:
        st.error(words.refusal(error.code))
        return
    if last is not None and last.content:
        st.markdown(
            _(
                "In use: {name}, uploaded on {moment}.",
                name=plain(last.name),
                moment=moment(last.at),
            )
        )
    else:
        st.markdown(_("In use: the shipped template."))
    st.download_button(
        _("Download the template in use (DOCX)"),
        content,
        f"templat_{kind}.docx",
        DOCX_TYPE,
        on_click="ignore",
        key=f"template-file-{kind}",
    )
    _offer_upload(actor, kind, 0 if last is None else last.no)
    if content != shipped_template(kind):
        _offer_shipped(actor, kind, 0 if last is None else last.no)
    st.markdown(_("Fields that a template can show:"))
    st.markdown(_fields_told())


def _offer_upload(actor: Actor, kind: DocumentKind, no: int) -> None:
    subject = f"template {kind}"
    key = f"template-{write_key(subject)}"
    with st.form(key, border=False):
        expect_files()
        file = st.file_uploader(
            _("Template (DOCX, at most 2 MB)"),
            type=["docx"],
            max_upload_size=LARGEST_TEMPLATE // 1_000_000,
            key=f"{key}-file",
        )
        reason = st.text_input(
            _("What was changed, and why (kept beside it)"),
            max_chars=templates.LONGEST_REASON,
            key=f"{key}-reason",
        )
        pressed = st.form_submit_button(_("Check and use"), key=f"{key}-use")
    seen = int(st.session_state.get(f"_template_seen_{kind}", no))
    st.session_state[f"_template_seen_{kind}"] = no
    if not pressed:
        return
    if file is None:
        st.error(_("Choose a file first."))
        return
    try:
        kept, found = templates.upload(
            actor, kind, file.name, file.getvalue(), reason, seen, write_key(subject)
        )
    except (TemplateRefusedError, StoreError, AccessError) as error:
        _refuse(error)
        return
    told = _("The template {name} is used from now on.", name=kept.name)
    if found.missing:
        told += " " + _(
            "It does not show: {fields}.", fields=", ".join(map(words.field_name, found.missing))
        )
    _done(subject, kind, kept.no, told)


def _offer_shipped(actor: Actor, kind: DocumentKind, no: int) -> None:
    subject = f"shipped template {kind}"
    key = f"shipped-{write_key(subject)}"
    if not st.button(_("Use the shipped template again"), key=key):
        return
    try:
        kept = templates.back_to_shipped(actor, kind, "", no, write_key(subject))
    except (TemplateRefusedError, StoreError, AccessError) as error:
        _refuse(error)
        return
    _done(subject, kind, kept.no, _("The shipped template is used again."))


def _refuse(error: TemplateRefusedError | StoreError | AccessError) -> None:
    code_told = "not_allowed" if isinstance(error, AccessError) else error.code
    log.event("template_refused", reason=code_told)
    st.error(words.refusal(code_told, plain(getattr(error, "said", ""))))


def _done(subject: str, kind: DocumentKind, no: int, told: str) -> None:
    st.session_state[_TOLD] = told
    st.session_state[f"_template_seen_{kind}"] = no
    renew_key(subject)
    st.rerun()


def _fields_told() -> str:
    lines = [f"- {_placeholder(name)} – {plain(words.field_name(name))}" for name in FIELDS]
    for name, columns in LISTS.items():
        lines.append(f"- {code('for … in ' + name)} – {plain(words.field_name(name))}")
        lines += _columns_told(name, columns)
    return "\n".join(lines)


def _columns_told(name: str, columns: Sequence[str]) -> list[str]:
    return [
        f"    - {_placeholder('line.' + column)} – {plain(words.field_name(f'{name}.{column}'))}"
        for column in columns
    ]


def _placeholder(name: str) -> str:
    return code("{{ " + name + " }}")
