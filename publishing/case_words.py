"""Words of a case of cooperation: its stages and guards, what happened to it, why nothing did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ntt_data.store.case_records import Event
from ntt_data.tables import load
from publishing import following_words, round_words
from publishing.formats import date_as_known, moment, number
from publishing.language import _, localised
from publishing.names import listed_regency

#: Wordings of ``case_guards`` that stand in a document that was read itself.
_READ = {"printed", "copy_read"}


def stage_names(scheme: str) -> dict[str, str]:
    """Stage -> its name, in the order of the scheme."""
    return _of_stages(scheme, "name")


def stage_actors(scheme: str) -> dict[str, str]:
    """Stage -> who brings a case into it."""
    return _of_stages(scheme, "who")


def stage_name(scheme: str, stage: str) -> str:
    """What a stage is called in its scheme."""
    return stage_names(scheme)[stage]


def who_acts(scheme: str, stage: str) -> str:
    """Who brings a case into a stage."""
    return stage_actors(scheme)[stage]


def scheme_name(scheme: str) -> str:
    """What a scheme of stages is called."""
    return {"report": _("Stages by the report"), "legal": _("Legal path")}[scheme]


def parties_fixed() -> str:
    """Why a correction cannot name other parties."""
    return _(
        "Papers that the parties sign are attached: who they are stays as it is, and what each has "
        "from it can still be said. For other parties open a new case."
    )


def signed_note(case: Any) -> str:
    """What "signed" rests on of a case (``services.desk.state.Case``) that is signed."""
    if not case.takes_legal_path:
        return _("Counted as signed because it is being carried out: a handshake has no paper.")
    note = _("Counted as signed because a PKS is attached; nobody has checked what it says.")
    agreement = next(each for each in reversed(case.files) if each.kind == "agreement")
    without = [
        party.name
        for party in case.content.parties
        if not (agreement.numbers.get(party.name) or agreement.numbers.get(party.code))
    ]
    if not without:
        return note
    names = ", ".join(without)
    return " ".join((note, _("No number of the paper is given for {names}.", names=names)))


def guard(name: str) -> str:
    """What a guard asks for."""
    guards = load("case_guards")
    return str(guards.loc[guards["guard"] == name, localised("name")].iloc[0])


def guard_line(row: Mapping[str, Any]) -> str:
    """A row of ``case_guards``: what, how strong, by which rule and how sure its wording is."""
    strength = {"must": _("required"), "reason": _("may be passed over with a reason")}
    said = _(
        "{guard} ({strength}). Basis: {basis}",
        guard=row[localised("name")],
        strength=strength[row["strength"]],
        basis=row[localised("basis")],
    )
    if row["wording"] in _READ:
        return said
    doubt = _("wording not confirmed by the bureau")
    return f"{said} · {doubt}"


def model_name(model: str) -> str:
    """One of the report's models."""
    return _named("cooperation_models", "model", model)


def form_name(form: str) -> str:
    """One of the report's forms."""
    return _named("cooperation_forms", "form", form)


def affair_name(affair: str) -> str:
    """One of the report's priority affairs."""
    return _named("priority_affairs", "affair", affair)


def check(name: str) -> str:
    """A precondition, as a statement that holds or not."""
    return guard(name)


def holds(value: bool | None) -> str:
    """Whether something is so; None: nobody has said it."""
    return _("not known yet") if value is None else _("Yes") if value else _("No")


def file_kind(kind: str) -> str:
    """What sort of file is attached."""
    return {
        "offer_letter": _("Letter of offer"),
        "reply": _("Answer to the offer"),
        "accord": _("Signed Kesepakatan Bersama"),
        "council_approval": _("Approval by the DPRD"),
        "power_of_attorney": _("Power of attorney (Surat Kuasa)"),
        "agreement": _("Signed agreement (PKS)"),
        "addendum": _("Addendum"),
        "evaluation": _("Report of the evaluation"),
        "other": _("Another file"),
    }[kind]


def what_happened(event: Event) -> str:
    """One event, without who and when."""
    said = event.details
    match event.kind:
        case "moved":
            told = _(
                "{scheme}: now at {stage}",
                scheme=scheme_name(said["scheme"]),
                stage=stage_name(said["scheme"], said["stage"]),
            )
            passed = [guard(each) for each in said.get("passed_over", ())]
            if passed:
                without = _("passed over: {guards}", guards="; ".join(passed))
                told += f" ({without})"
            return told
        case "model_chosen":
            return _("model chosen: {model}", model=model_name(said["model"]))
        case "checked":
            return f"{check(said['check'])}: {holds(said['holds'])}"
        case "attached":
            told = _("attached: {kind}, {name}", kind=file_kind(said["kind"]), name=said["name"])
            if day := said.get("signed_on"):
                told += ", " + _("signed on {day}", day=date_as_known(day))
            return told
        case "commented":
            return _("comment: {text}", text=said["text"])
        case "published":
            return _("shown to everybody") if said["public"] else _("shown to the parties only")
        case "extended":
            return _("in force until {day}", day=date_as_known(said["until"]))
        case "ended":
            lesson = said.get("lesson", "")
            return _("ended; learned: {lesson}", lesson=lesson) if lesson else _("ended")
        case "obliged":
            return _("obligations written down ({n} rows)", n=number(len(said["lines"])))
        case "delivered":
            return _(
                "delivery reported: {item}, {month}, {tonnes}",
                item=said["item"],
                month=date_as_known(said["month"]),
                tonnes=following_words.exact_tonnes(said["tonnes"]),
            )
        case _:
            return {
                "opened": _("opened"),
                "corrected": _("content corrected"),
                "answered": _("questionnaire answered"),
                "withdrawn": _("withdrawn"),
            }[event.kind]


def by_whom(event: Event) -> str:
    """Who did it, as far as the product knows people."""
    if event.regency_code is not None:
        return _("office of {regency}", regency=listed_regency(event.regency_code))
    return round_words.role(event.actor_role)


def event_line(event: Event) -> str:
    """One event: what, by whom, when and why."""
    line = _(
        "{moment}, {by}: {what}",
        what=what_happened(event),
        by=by_whom(event),
        moment=moment(event.at),
    )
    if not event.reason:
        return line
    return _("{line}. Reason: {reason}", line=line, reason=event.reason)


def problem(error: Any) -> str:
    """Why nothing was recorded, and what to do; of anything with a ``code``."""
    if hasattr(error, "column"):
        return following_words.line_problem(error)
    guards = "; ".join(guard(each) for each in getattr(error, "guards", ()))
    if error.code == "guard":
        return _(
            "Nothing was recorded: this must be there: {guards}. What a stage rests on cannot be "
            "taken away; move the case back first.",
            guards=guards,
        )
    return {
        "closed": _("Nothing was recorded: this cooperation has ended or was withdrawn."),
        "no_title": _("Nothing was recorded: write a title."),
        "no_object": _("Nothing was recorded: write what it is about."),
        "one_party": _("Nothing was recorded: name two parties or more."),
        "same_party": _("Nothing was recorded: a party is named twice."),
        "unknown_party": _("Nothing was recorded: a party has no name, or is no regency of NTT."),
        "signed_parties": _(
            "Nothing was recorded: papers are signed, so the parties stay the same."
        ),
        "obliged_parties": _(
            "Nothing was recorded: an obligation names a party that would be none any more. Take "
            "its rows out of the obligations first, and write them anew afterwards."
        ),
        "same_stage": _("Nothing was recorded: it stands at this stage already."),
        "no_legal_path": _("Nothing was recorded: a handshake has no legal path."),
        "no_reason": _("Nothing was recorded: write a reason of at least three letters."),
        "not_signed": _("Nothing was recorded: that is possible once it is signed."),
        "unchanged": _("Nothing was recorded: it says the same as before."),
        "changed_model": _(
            "Nothing was recorded: a handshake has no legal path and no signed papers. Without "
            "signed papers, first move this one back to the beginning of the legal path."
        ),
        "empty_file": _("Nothing was recorded: choose a file that is not empty."),
        "signed_day": _(
            "Nothing was recorded: the day of signing is later than today, or before 2000."
        ),
        "large_file": _("Nothing was recorded: the file is larger than 10 MB."),
        "no_text": _("Nothing was recorded: write the comment first."),
        "no_basis": _("Nothing was recorded: write by what paper or word this is known."),
        "many_lines": _("Nothing was recorded: a table has {n} rows at most.", n=number(240)),
        "long_text": _("Nothing was recorded: the text is too long; say it shorter."),
        "not_allowed": _("Nothing was recorded: you are not signed in any more. Come in again."),
        "no_case": not_here(),
        "case_moved_on": _(
            "Nothing was recorded: somebody else has added something meanwhile. It is shown as it "
            "is now; look at it and press again."
        ),
        "unavailable": _(
            "The database cannot be reached; nothing is certain to be recorded. Press again: it "
            "counts once."
        ),
    }.get(
        error.code, _("Nothing was recorded: that is not possible here ({code}).", code=error.code)
    )


def not_here() -> str:
    """The same for what is not there and for what somebody may not see."""
    return _("There is no such cooperation, or it has not been published yet.")


def one_sided() -> str:
    """The mark of a case in which some party has no benefit written."""
    return _(
        "No benefit is written for some party. As long as it is of use to one side only, it is no "
        "cooperation by the report's definition."
    )


def _of_stages(scheme: str, column: str) -> dict[str, str]:
    rows = load("case_stages")
    rows = rows[rows["scheme"] == scheme].sort_values("order")
    return dict(zip(rows["stage"], rows[localised(column)].astype(str), strict=True))


def _named(table: str, key: str, code: str) -> str:
    rows = load(table)
    found = rows.loc[rows[key] == code, localised("name")]
    return str(found.iloc[0]) if len(found) else code
