"""Words for documents of cases: their kinds, fields, states, and why something was refused."""

from __future__ import annotations

from collections.abc import Sequence

from ntt_data.tables import load
from publishing.language import _, localised, ngettext


def kind_name(kind: str) -> str:
    """What a document is called."""
    return {
        "offer_letter": _("Letter of offer (Surat Penawaran)"),
        "accord": _("Accord (Kesepakatan Bersama)"),
        "agreement": _("Agreement (Perjanjian Kerja Sama)"),
    }[kind]


def field_name(field: str) -> str:
    """What a field holds, as a blank and a list of what is missing say it."""
    return {
        "case_id": _("code of the case"),
        "title": _("title"),
        "object": _("object of the cooperation"),
        "reason": _("reason of the cooperation"),
        "model": _("model of cooperation"),
        "form": _("form of cooperation"),
        "affair": _("affair of government"),
        "period": _("period of the cooperation"),
        "total_tonnes": _("tonnes of all months"),
        "made_on": _("day of the draft"),
        "snapshot_on": _("day of the figures"),
        "snapshot_note": _("note on the figures"),
        "draft_line": _("line that a draft is no legal advice"),
        "parties": _("parties"),
        "parties.role": _("place of the party"),
        "parties.name": _("name of the party"),
        "parties.benefit": _("benefit of the party"),
        "obligations": _("obligations by month"),
        "obligations.month": _("month"),
        "obligations.item": _("commodity or service"),
        "obligations.tonnes": _("tonnes"),
        "obligations.supplier": _("who supplies"),
        "obligations.receiver": _("who receives"),
        "obligations.price_rule": _("price rule"),
        "route_map": _("route map"),
        "route_note": _("what the route map rests on"),
        "price_verdict": _("whether prices would carry it"),
        "months": _("tonnes by month"),
        "months.month": _("month"),
        "months.item": _("commodity or service"),
        "months.tonnes": _("tonnes"),
        "price_test": _("price test"),
        "price_test.label": _("figure"),
        "price_test.value": _("value"),
        "price_test.source": _("source"),
        "snapshot": _("figures on the day it was made"),
        "snapshot.label": _("figure"),
        "snapshot.value": _("value"),
        "snapshot.source": _("source"),
    }[field]


def draft_line() -> str:
    """What every draft says of itself."""
    return _(
        "Draft, made from the data of the cooperation desk. It is no legal advice; the legal "
        "section examines it before it is signed."
    )


def no_figures() -> str:
    """In place of the figures of a case that was opened without any."""
    return _("no figures were frozen with this case")


def not_counted() -> str:
    """In place of tonnes where an obligation is not counted in them."""
    return _("not counted in tonnes")


def no_price_test() -> str:
    """In place of the prices of a case that was opened without any."""
    return _("no price test was frozen with this case")


def no_total() -> str:
    """In place of a total where months are missing from it or goods differ."""
    return _("not added up: not every month is counted in tonnes, or the goods differ")


def clause_names(clauses: Sequence[str]) -> str:
    """Clauses of an agreement by their letters and names."""
    table = load("agreement_clauses").set_index("clause")
    rows = [table.loc[each] for each in clauses]
    return "; ".join(f"{row['letter']}) {row[localised('name')]}" for row in rows)


def state_name(state: str, blanks: int) -> str:
    """How far a document is: ``draft``, ``ready``, ``final``."""
    if state == "final":
        return _("final: the signed scan is attached")
    if state == "ready":
        return _("ready to be signed")
    if blanks == 0:
        return _("draft, not yet ready to be signed")
    return ngettext("draft with {n} blank", "draft with {n} blanks", blanks)


def refusal(code: str, said: str = "") -> str:
    """Why a template was not taken, and what to do."""
    told = {
        "large_template": _("The template is larger than 2 MB; make its pictures smaller."),
        "no_docx": _("This is no Word document (.docx); save it in Word as “Word Document”."),
        "unpacks_large": _("The file unpacks to far more than it says; it was not opened."),
        "program": _("The file holds macros or embedded objects; save it without them."),
        "outside": _(
            "The file fetches something from elsewhere ({said}); put it into the document or take "
            "it out.",
            said=said,
        ),
        "no_template": _("The placeholders cannot be read: {said}.", said=said),
        "forbidden": _(
            "A placeholder does more than show a field ({said}); only fields, “for” over a list "
            "and “if” are allowed.",
            said=said,
        ),
        "unknown_field": _(
            "The field {said} is not known; the list of fields is below.", said=said
        ),
        "no_draft_line": _(
            "The field draft_line is missing: every draft has to say that it is no legal advice."
        ),
        "long_loop": _("A “for” repeats too much of the document; repeat a row or a paragraph."),
        "too_slow": _(
            "The template takes too long, or too much memory, to be filled in; make it simpler."
        ),
        "not_allowed": _("Only the administrator may change templates."),
        "unavailable": _("The database cannot be used now; nothing was kept. Try again later."),
        "template_moved_on": _("Somebody changed this template since it was shown; look again."),
        "unused_template": _("The shipped template is in use already."),
        "broken": _("The template cannot be filled in ({said}).", said=said),
    }
    return told.get(code) or _("Nothing was kept ({code}).", code=code)
