"""The guide to cooperation in words: models, forms, stages, clauses, zones and programmes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import pandas as pd
from babel.lists import format_list

from publishing.language import _, current_language, localised

#: Section of the report in which a table's content is printed.
_SECTION = {
    "legal_basis": 3,
    "cooperation_models": 7,
    "agreement_clauses": 7,
    "cooperation_forms": 8,
    "principles": 8,
    "stages": 8,
    "zones": 8,
    "priority_affairs": 8,
}


def report_section(table_name: str) -> str:
    """Where in the report a table's content stands."""
    return _("section {n}", n=_SECTION[table_name])


def join_names(names: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """``A, B, dan C`` (``standard``) or ``A, B, atau C`` (``or``) in the session's language."""
    return format_list(list(names), style=style, locale=current_language())


def body_word(formal_body: str) -> str:
    """The need of a formal body, in words."""
    return {
        "none": _("No body, no document"),
        "contract": _("A contract, no body"),
        "existing_structures": _("Existing offices"),
        "joint_body": _("A joint body"),
        "regional_body": _("A regional body"),
    }[formal_body]


def reason_sentence(formal_body: str, question: str) -> str:
    """What is said of a kind of model on a question."""
    return {
        ("none", "binding"): _("No duty binds the regions."),
        ("none", "body"): _("Trust carries it; not even a document is needed, let alone a body."),
        ("contract", "binding"): _("Price and period are laid down in a contract."),
        ("contract", "body"): _("Seller and buyer need a contract, no body."),
        ("contract", "payment"): _("One region sells a service to another at an agreed price."),
        ("contract", "region_wide"): _("It is between a seller and a buyer, not a whole area."),
        ("existing_structures", "binding"): _("It rests on a written agreement."),
        ("existing_structures", "body"): _("Usually needs no change in the structure."),
        ("existing_structures", "own_offices"): _(
            "Existing structures are used; each government keeps control."
        ),
        ("joint_body", "body"): _("Control is handed to one body formed together."),
        ("joint_body", "own_offices"): _("The body does the work, possibly with its own staff."),
        ("regional_body", "body"): _("One joint body is formed, or the province acts as one."),
        ("regional_body", "region_wide"): _("It is for issues larger than one region."),
    }[(formal_body, question)]


def models_headline(models: pd.DataFrame, verdicts: pd.DataFrame) -> str:
    """Which models fit the answers; ``verdicts`` as ``choose_models`` gives them."""
    names = models.set_index("model")[localised("name")]
    fitting = [str(names[m]) for m in verdicts.loc[verdicts["verdict"] == "fits", "model"]]
    if fitting:
        return _("Fits best: {models}", models=join_names(fitting, "or"))
    if (verdicts["verdict"] == "open").all():
        return _("Five models, from a handshake to a regional body")
    if (verdicts["verdict"] == "against").all():
        return _("No single model meets all answers; the nearest comes first")
    return _("The report says too little to prefer a model on these answers")


def fits_when(text: str) -> str:
    """When a model fits, without the word for "reading" that the data begin with.

    >>> fits_when("Reading: small things.")
    'Small things.'
    """
    for prefix in ("Tafsir: ", "Reading: "):
        text = text.removeprefix(prefix)
    return text[:1].upper() + text[1:]


def compensation_word(compensation: str) -> str:
    """What the giver of a service gets, in words."""
    return {
        "none_stated": _("No return stated"),
        "compensation": _("Compensation"),
        "user_charge": _("User charge"),
        "payment_by_agreement": _("Payment by agreement"),
        "exchange_in_kind": _("Service for service"),
    }[compensation]


def principles_numbering_notes(printed: pd.DataFrame) -> list[str]:
    """What is wrong in the printed numbers, one sentence each, found in the table."""
    notes = []
    name = localised("name")
    for printed_number, rows in printed.groupby("number_printed", sort=False):
        if len(rows) > 1:
            notes.append(
                _(
                    "The report prints number {n} twice: {names}. They are counted apart here.",
                    n=printed_number,
                    names="; ".join(rows[name]),
                )
            )
    for row in printed[printed["belongs_to"] != "principle"].to_dict("records"):
        notes.append(
            _(
                "Number {n}, “{name}”, describes a form of cooperation, not a principle.",
                n=row["number_printed"],
                name=row[name],
            )
        )
    return notes


def needs_of(text: str) -> list[str]:
    """The needs of a stage, which the table holds in one sentence.

    >>> needs_of("A plan; an offer: place, scope.")
    ['A plan', 'An offer: place, scope']
    """
    parts = [part.strip().rstrip(".") for part in text.split(";")]
    return [part[:1].upper() + part[1:] for part in parts if part]


def zones_numbering_notes(zones: pd.DataFrame) -> list[str]:
    """What is wrong in the printed numbers, found in the table; one sentence each."""
    notes = []
    for printed, rows in zones.groupby("number_printed", sort=True):
        if len(rows) > 1:
            notes.append(
                _(
                    "“Zona {n}” is printed twice: {names}. They are two zones here.",
                    n=printed,
                    names="; ".join(rows[localised("name")]),
                )
            )
    numbers = set(zones["number_printed"].astype("int"))
    missing = sorted(set(range(1, max(numbers) + 1)) - numbers)
    if missing:
        notes.append(_("Number {n} is not printed.", n=", ".join(map(str, missing))))
    return notes


def programme_word(kind: str) -> str:
    """Kind of a programme, in words."""
    return {
        "reported_flow": _("Reported flow"),
        "reported_initiative": _("Reported initiative"),
        "mediated_conflict": _("Conflict mediated by the province"),
        "proposed_programme": _("Proposed programme"),
        "identified_problem": _("Problem identified"),
        "institutional_proposal": _("Institutional proposal"),
        "commitment": _("Commitment of the Komodo Declaration"),
        "expected_result": _("Result expected"),
        "conclusion": _("Conclusion"),
        "recommendation": _("Recommendation"),
    }[kind]
