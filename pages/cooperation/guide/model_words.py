"""Words for the kinds of models and for what is said of them."""

from __future__ import annotations

from publishing.language import _


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
