"""Pages that say why something cannot be done now, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from pages.routes.hand_in.render import form_linked, page
from pages.routes.hand_in.visit import TOKEN_FIELD, Visit, of_this_sheet
from publishing import hand_in_words
from publishing.language import _, speaking


def unavailable(visit: Visit) -> Response:
    """The database does not answer, and nothing had been typed."""
    with speaking(visit.language):
        return message(
            visit,
            _("The database cannot be reached"),
            _("Wait a little and load this page again; if it stays so, tell the bureau."),
            503,
        )


def bureau_only(visit: Visit) -> Response:
    """An office is where the bureau enters what came on paper."""
    with speaking(visit.language):
        return message(visit, _("This page is the bureau's"), _bureau_only(), 403)


def rehearsal_over(visit: Visit) -> Response:
    """A rehearsal was thrown away; its links and codes lead here."""
    with speaking(visit.language):
        return message(visit, _("The rehearsal is over"), hand_in_words.rehearsal_over(), 410)


def kept(
    visit: Visit,
    fields: Mapping[str, str],
    again: str,
    signed_out: bool = False,
    with_file: bool = False,
) -> Response:
    """A form that was not taken, with all that was typed in it, to be sent again or taken along.

    Sending it again is safe: a form that was handed in after all is not handed in twice. A file
    that came with it is lost, and that is said: no page can give it back to a browser.
    """
    with speaking(visit.language):
        told = _ended(visit, fields) if signed_out else _no_answer()
        if with_file:
            told = f"{told} {_file_lost()}"
        others = visit.paper is not None and visit.actor.role == "regency"
        return page(
            visit,
            "kept.html",
            _("Not taken yet"),
            403 if others else 409 if signed_out else 503,
            "draf",
            told=f"{_bureau_only()} {told}" if others else told,
            again=form_linked(visit, again),
            sign_in=signed_out and not _may_go_on(visit, fields),
            carried={name: text for name, text in fields.items() if name != TOKEN_FIELD},
            words={
                "again": _("Try again"),
                "download": _("Download what I typed"),
                "sign_in": _("Come in (new tab)"),
            },
        )


def _no_answer() -> str:
    return _(
        "The database does not answer. What you typed is kept on this page; press “Try "
        "again” until it answers. It counts once, however often you press."
    )


def _file_lost() -> str:
    return _(
        "Only the workbook is not kept: “Try again” leads back to the form; upload the file once "
        "more there."
    )


def _may_go_on(visit: Visit, fields: Mapping[str, str]) -> bool:
    """Whether this browser has come in for the sheet of the form by now."""
    return visit.sheet is not None and of_this_sheet(visit, fields)


def _ended(visit: Visit, fields: Mapping[str, str]) -> str:
    """Why the session that sends a form is not the one for which it was drawn, and what to do."""
    if _may_go_on(visit, fields):
        return _(
            "Your session was replaced while this form was open, and you have come in again. "
            "Nothing that you typed is lost: press “Try again” to go on."
        )
    if visit.sheet is None:
        return _(
            "Your session has ended or was replaced. Nothing that you typed is lost: come in "
            "again in a new tab if you have to, then press “Try again” here."
        )
    return _(
        "This form is of another sheet than the one for which this browser has come in by "
        "now ({sheet}). Nothing was handed in and nothing that you typed is lost: come in "
        "for the sheet of this form in a new tab, then press “Try again” here.",
        sheet=f"{hand_in_words.regency(visit.sheet)}, {hand_in_words.sheet(visit.sheet.sheet)}",
    )


def _bureau_only() -> str:
    return _(
        "Only the bureau enters figures from paper, and this browser has come in as an office. "
        "Your office hands in by its own form."
    )


def message(
    visit: Visit, title: str, told: str, status: int, links: Mapping[str, str] | None = None
) -> Response:
    """One heading and one sentence; below it links, by what is said of them."""
    return page(visit, "message.html", title, status, told=told, links=links or {})
