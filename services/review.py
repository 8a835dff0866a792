"""What the bureau decides about versions: accept one (or single figures), return it, take back.

What is accepted enters the balances at once, as an edition of the data; nothing else that was
handed in does. Figures of a rehearsal enter only what is looked at with that rehearsal.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from ntt_data.handed_in import accepted_figures, standing
from ntt_data.store import StoreError, review_store, round_store, submission_store
from ntt_data.store.collection_records import Review, Round, RoundItem, SheetKey, Version
from ntt_data.tables import curated
from services import access
from services.access import Actor, Subject
from services.hand_in import LONGEST_TEXT, Field, one_line


class ReviewError(ValueError):
    """Nothing was decided.

    Attributes
    ----------
    code : {'no_remark', 'no_figures', 'long_remark'}
        A version is returned only with a remark; something must be accepted.
    """

    def __init__(self, code: str) -> None:
        super().__init__(f"nothing was decided: {code}")
        self.code = code


@dataclass(frozen=True)
class Compared:
    """A figure of a version beside what is known already, in the same unit, form and year.

    ``curated`` is the figure of the curated tables with its source and grade, ``accepted`` what
    counts at the moment; None where there is none.
    """

    field: Field
    status: str
    value: float | None
    text: str | None
    unit: str | None
    curated: float | None = None
    curated_source: str | None = None
    curated_grade: str | None = None
    accepted: float | None = None
    accepted_receipt: str | None = None
    question: str | None = None
    answer: str | None = None


def accept(
    actor: Actor,
    receipt_no: str,
    fields: Collection[Field] | None = None,
    remark: str = "",
    write_key: str | None = None,
) -> Review:
    """Accept a version, or single figures of it; they count from the edition that this makes.

    Raises
    ------
    AccessError, ReviewError, StoreError
        Nothing was accepted then.
    """
    access.require(actor, "accept", Subject("review"))
    version = _version(receipt_no)
    wanted = None if fields is None else set(fields)
    figures = tuple(
        each
        for each in version.figures
        if wanted is None or Field(each.item, each.measure) in wanted
    )
    if not figures:
        raise ReviewError("no_figures")
    decided = Review("accepted", receipt_no, version.key, _said(remark), figures)
    return review_store().decide(_by(decided, actor), write_key)


def give_back(actor: Actor, receipt_no: str, remark: str, write_key: str | None = None) -> Review:
    """Return a version to its office with a remark; what was accepted of it counts no more.

    Raises
    ------
    AccessError, ReviewError, StoreError
    """
    access.require(actor, "give_back", Subject("review"))
    version = _version(receipt_no)
    said = _said(remark)
    if not said:
        raise ReviewError("no_remark")
    decided = Review("returned", receipt_no, version.key, said)
    return review_store().decide(_by(decided, actor), write_key)


def take_back(
    actor: Actor, decision: Review, remark: str = "", write_key: str | None = None
) -> Review:
    """Take a decision back: what counted before it counts again.

    Raises
    ------
    AccessError, ReviewError, StoreError
    """
    access.require(actor, "take_back", Subject("review"))
    decided = Review("undone", decision.receipt_no, decision.key, _said(remark), undoes=decision.no)
    return review_store().decide(_by(decided, actor), write_key)


def decisions(actor: Actor, round_id: str) -> list[Review]:
    """Every decision about a round with its remark, in the order in which they were made."""
    access.require(actor, "read", Subject("review"))
    return review_store().of_round(round_id)


def versions_of(actor: Actor, key: SheetKey) -> list[Version]:
    """Every version of a sheet with its figures, the newest first."""
    access.require(actor, "read", Subject("submission", sheet=key))
    return submission_store().versions(key)


def undoable(known: list[Review]) -> list[Review]:
    """Of a round's decisions those that can be taken back: the last one of each sheet."""
    undone = {each.undoes for each in known if each.kind == "undone"}
    last = {each.key: each for each in known if each.kind != "undone" and each.no not in undone}
    return sorted(last.values(), key=lambda each: each.no, reverse=True)


def last_remark(actor: Actor, key: SheetKey) -> Review | None:
    """The return that an office has to answer: of its newest version, unless taken back."""
    access.require(actor, "read", Subject("submission", sheet=key))
    newest = submission_store().newest(key)
    decided = [each for each in review_store().of_round(key.round_id) if each.key == key]
    found = [each for each in undoable(decided) if each.kind == "returned"]
    if newest is None or not found or found[0].receipt_no != newest.receipt_no:
        return None
    return found[0]


def compared(actor: Actor, version: Version) -> list[Compared]:
    """Every figure of a version beside the curated one and the one that counts at the moment."""
    access.require(actor, "read", Subject("review"))
    asked = round_store().load(version.key.round_id)
    decided = [each for each in review_store().of_round(asked.round_id) if each.edition is not None]
    counting = standing(decided).get(version.key, {})
    now = accepted_figures([(asked, each) for each in decided if each.key == version.key])
    accepted = now.set_index(["item", "measure"])["value"].to_dict()
    questions = {(e.item, e.measure): e for e in version.findings}
    items = {each.item: each for each in asked.items_of(version.key.sheet)}
    found = []
    for figure in version.figures:
        place = (figure.item, figure.measure)
        curated = _curated(asked, items[figure.item], figure.measure, version.key.regency_code)
        question = questions.get(place)
        by = counting.get(place)
        known = accepted.get(place)
        found.append(
            Compared(
                field=Field(*place),
                status=figure.status,
                value=figure.value,
                text=figure.text,
                unit=items[figure.item].unit,
                curated=None if curated is None else float(curated["value"]),
                curated_source=None if curated is None else str(curated["source_id"]),
                curated_grade=None if curated is None else str(curated["grade"]),
                accepted=None if known is None or pd.isna(known) else float(known),
                accepted_receipt=None if by is None else by.receipt_no,
                question=None if question is None else question.code,
                answer=None if question is None else question.answer,
            )
        )
    return found


def _curated(asked: Round, item: RoundItem, measure: str, regency_code: str) -> pd.Series | None:
    """The row of the curated tables for the same thing, regency, form and year."""
    if measure != "production" or item.form is None or not asked.whole_year:
        return None
    table = curated("production")
    rows = table[
        table["regency_code"].eq(regency_code)
        & table["commodity"].eq(item.item)
        & table["measure"].eq("production")
        & table["form"].eq(item.form)
        & table["unit"].eq(item.unit)
        & table["year"].eq(asked.year)
    ]
    return None if rows.empty else rows.iloc[0]


def _version(receipt_no: str) -> Version:
    version = submission_store().by_receipt(receipt_no)
    if version is None:
        raise StoreError("no_receipt", receipt_no=receipt_no)
    return version


def _said(remark: str) -> str:
    text = one_line(remark)
    if len(text) > LONGEST_TEXT:
        raise ReviewError("long_remark")
    return text


def _by(decided: Review, actor: Actor) -> Review:
    return replace(decided, actor_role=actor.role, credential_id=actor.credential_id)
