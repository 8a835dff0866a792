"""The first steps to a cooperation in words, and how the wording of a rule was obtained."""

from __future__ import annotations

from typing import Any

import pandas as pd

from publishing.language import _, localised
from publishing.sources import source_names, split_ids

#: The step that sends something out of the house; those before it prepare it.
LETTER = "offer_letter"
#: Ways to obtain a wording of which the words themselves were not read.
_UNREAD = frozenset({"quoted", "reported", "not_found"})


def steps_headline(steps: pd.DataFrame) -> str:
    """How many steps lead to the first letter, and how many from there to the agreement."""
    n = int(steps.set_index("step")["order"][LETTER])
    return _(
        "From “we want to cooperate” to the first letter: {n} steps, then {more} to the agreement",
        n=n,
        more=len(steps) - n,
    )


def wording_word(wording: str) -> str:
    """How the wording behind a step or a rule was obtained, in words."""
    return {
        "printed": _("printed in the report"),
        "copy_read": _("read in a copy of the rule"),
        "quoted": _("quoted alike by two sources"),
        "reported": _("only reported by others"),
        "not_found": _("nothing found"),
    }[wording]


def unconfirmed(wording: str) -> str:
    """That the bureau has not confirmed what rests on words that were not read; else ``""``."""
    return _("Not yet confirmed by the bureau") if wording in _UNREAD else ""


def step_lines(row: Any) -> list[tuple[str, str]]:
    """What a row of ``first_steps`` says, label and text, without what it does not have."""
    lines = [
        (_("When"), getattr(row, localised("condition"))),
        (_("Who"), getattr(row, localised("who"))),
        (_("Paper"), getattr(row, localised("paper"))),
        (_("Basis"), getattr(row, localised("basis"))),
        (_("Note"), getattr(row, localised("note"))),
    ]
    return [(label, text) for label, text in lines if isinstance(text, str)]


def path_text(steps: pd.DataFrame) -> str:
    """All steps as plain text, to send on by whatever means there are.

    ``steps``: rows of ``first_steps`` in their order.
    """
    blocks = [steps_headline(steps)]
    rows: list[Any] = list(steps.itertuples())
    for row in rows:
        lines = [f"{row.order}. {getattr(row, localised('name'))}"]
        lines += [f"   {label}: {text}" for label, text in step_lines(row)]
        state = "; ".join(filter(None, [wording_word(row.wording), unconfirmed(row.wording)]))
        lines.append(f"   {_('Wording: {how}', how=state)} ({', '.join(_marks(row.source_ids))})")
        blocks.append("\n".join(lines))
    blocks.append("\n".join([_("Sources"), *source_names(steps["source_ids"])]))
    return "\n\n".join(blocks) + "\n"


def _marks(source_ids: str) -> list[str]:
    """Source ids as they stand behind the names in the list of sources."""
    return [one.split("_")[0] for one in split_ids([source_ids])]
