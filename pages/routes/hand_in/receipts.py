"""Receipts: anybody can check one; its figures are shown to who may read the sheet."""

from __future__ import annotations

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from ntt_data.store import StoreError
from ntt_data.store.collection_records import Round, Version
from pages.routes.hand_in import messages
from pages.routes.hand_in.addresses import absolute
from pages.routes.hand_in.form_view import read_back
from pages.routes.hand_in.render import linked, page, paper_path
from pages.routes.hand_in.visit import Visit, visit_of
from pages.ui.place import served
from pages.ui.qr import qr_svg
from publishing import hand_in_words, review_words
from publishing.formats import moment, number
from publishing.language import _, ngettext, speaking
from services import access, decisions, review
from services import hand_in as service
from services.access import Subject
from services.desk import cases, following


async def show(request: Request) -> Response:
    """The receipt of this number, or that there is none."""
    visit = await visit_of(request)
    receipt_no = str(request.path_params["receipt_no"])
    try:
        found = await to_thread.run_sync(service.receipt, visit.actor, receipt_no)
        if found is not None:
            return await to_thread.run_sync(_receipt_page, visit, *found)
    except StoreError:
        with speaking(visit.language):
            return messages.message(
                visit,
                _("The receipt cannot be shown now"),
                _(
                    "The database does not answer at this moment. What was handed in is kept; load "
                    "this page again in a little while."
                ),
                503,
            )
    with speaking(visit.language):
        return messages.message(
            visit,
            _("There is no such receipt"),
            _("No version was handed in under this number. Compare it with the paper."),
            404,
        )


def _receipt_page(
    visit: Visit, asked: Round, version: Version, newest_no: int, readable: bool
) -> Response:
    from_paper = version.channel == "paper"
    counted, returned = review.fate(visit.actor, version)
    awaited = _awaited(visit) if visit.actor.sheet == version.key else 0
    with speaking(visit.language):
        about = {
            _("Receipt"): version.receipt_no,
            _("What has become of it"): review_words.state(*counted),
            _("Regency"): hand_in_words.regency(version.key),
            _("Sheet"): hand_in_words.sheet(version.key.sheet),
            _("Round"): f"{asked.name}, {hand_in_words.period(asked)}",
            _("Version"): number(version.no),
            _("Handed in"): f"{moment(version.at)}, {hand_in_words.channel(version.channel)}",
            hand_in_words.person("office", from_paper): version.office,
        }
        if readable:
            about[hand_in_words.person("position", from_paper)] = version.position
            # Made of all that is typed: a single figure could be guessed and held against it.
            about[_("Fingerprint")] = version.content_hash[:16]
        remarks = []
        if asked.discarded:
            remarks.append(hand_in_words.rehearsal_over())
        # Of a version that was handed in anew the office has nothing to answer.
        if returned is not None and newest_no == version.no:
            remarks.append(hand_in_words.returned(returned.at, returned.remark))
        if newest_no > version.no:
            remarks.append(_("A newer version was handed in: version {no}.", no=number(newest_no)))
        if version.overtaken:
            remarks.append(
                _(
                    "Somebody else had handed in version {no} of this sheet in between. Both are "
                    "kept; agree with your colleagues which one counts, and hand in that one.",
                    no=number(version.no - 1),
                )
            )
        if not readable:
            remarks.append(
                _(
                    "The figures, their fingerprint and the position of the person responsible are "
                    "shown to this office and the bureau."
                )
            )
        on_paper = Subject("submission", sheet=version.key)
        may_enter = access.may(visit.actor, "enter_from_paper", on_paper)
        correct = ""
        if visit.actor.sheet == version.key:
            correct = linked(visit, "isi")
        elif may_enter and from_paper:
            correct = linked(visit, f"{paper_path(version.key)}/isi")
        link = absolute(visit.request, f"tanda-terima/{version.receipt_no}")
        return page(
            visit,
            "receipt.html",
            _("Receipt {receipt_no}", receipt_no=version.receipt_no),
            words={
                "print": _("Print or keep this page. Anybody can check the receipt at:"),
                "correct": _("Correct the figures"),
                "papers": _("To the list of sheets"),
                "answered": _("Answers to questions"),
                "desk": _("To your cases of cooperation"),
            },
            awaited=(
                ngettext(
                    "{n} obligation of a cooperation waits for a report.",
                    "{n} obligations of cooperation wait for a report.",
                    awaited,
                )
                if awaited
                else ""
            ),
            desk=_desk(visit),
            rehearsal=asked.rehearsal,
            about=about,
            from_paper=hand_in_words.from_paper() if from_paper else "",
            remarks=remarks,
            link=link,
            qr=qr_svg(link),
            correct=correct,
            papers=linked(visit, f"kertas/{asked.round_id}") if may_enter else "",
            items=read_back(asked, version.key.sheet, version.figures) if readable else [],
            findings=[each.answer for each in version.findings] if readable else [],
        )


def _awaited(visit: Visit) -> int:
    """How many obligations of the regency that handed in nobody has reported."""
    assert visit.actor.sheet is not None
    return following.awaited(
        cases.cases_for(visit.actor), visit.actor.sheet.regency_code, decisions.today()
    )


def _desk(visit: Visit) -> str:
    """The desk, narrowed to this regency."""
    regency = visit.actor.sheet.regency_code if visit.actor.sheet is not None else ""
    language = "" if visit.language == "id" else f"&lang={visit.language}"
    return served(f"/desk?regency={regency}{language}")
