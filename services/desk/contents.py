"""What people write into a case: plain texts, not too long, and parties that are known."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from ntt_data.store.case_records import PARTY_KINDS, Content, Party
from ntt_data.tables import load
from services.desk import rules
from services.desk.rules import CaseRuleError, LineError
from services.desk.state import Case, Obligation
from services.hand_in import one_line

LONGEST_TITLE, LONGEST_TEXT = 160, 2000
#: Twenty years of one commodity between two parties.
MOST_LINES = 240
#: More than all of Indonesia harvests in a month: a slip of the hand.
MOST_TONNES = 10_000_000.0
_MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def checked(content: Content) -> Content:
    """The content with its texts made plain; ``CaseRuleError`` where it cannot stand."""
    title, of_what = one_line(content.title), plain_lines(content.object)
    why = plain_lines(content.reason)
    parties = tuple(map(_known_party, content.parties))
    lines = [title, *(text for party in parties for text in (party.name, party.code))]
    texts = [of_what, why, *(party.benefit for party in parties)]
    if max(map(len, lines)) > LONGEST_TITLE or max(map(len, texts)) > LONGEST_TEXT:
        raise CaseRuleError("long_text")
    # A regency has its own name by now, so by their names no two are the same. What obligations
    # call them must differ as well: a company may be written as the BPS code of a regency.
    rules.require_opens(title, [party.name.casefold() for party in parties])
    rules.require_opens(title, [(party.code or party.name).casefold() for party in parties])
    return replace(content, title=title, object=of_what, reason=why, parties=parties)


def party_keys(case: Case) -> tuple[str, ...]:
    """How obligations name the parties: a regency of NTT by its BPS code, others by name."""
    return tuple(party.code or party.name for party in case.content.parties)


def checked_lines(case: Case, lines: Sequence[Obligation]) -> tuple[Obligation, ...]:
    """Obligations with plain texts; ``LineError`` names the row and column that cannot stand."""
    if len(lines) > MOST_LINES:
        raise CaseRuleError("many_lines")
    known: dict[tuple[str, ...], int] = {}
    checked = []
    for row, line in enumerate(lines, start=1):
        line = replace(line, item=one_line(line.item), price_rule=one_line(line.price_rule))
        require_line(case, row, line.month, line.item, line.tonnes, line.supplier, line.receiver)
        if len(line.price_rule) > LONGEST_TITLE:
            raise LineError("long_text", row, "price_rule", line.price_rule)
        key = (line.month, line.item.casefold(), line.supplier, line.receiver)
        if key in known:
            raise LineError("line_twice", row, "month", line.month, known[key])
        known[key] = row
        checked.append(line)
    return tuple(checked)


def require_line(
    case: Case,
    row: int,
    month: str,
    item: str,
    tonnes: float | None,
    supplier: str,
    receiver: str,
) -> None:
    """Raise ``LineError`` unless these say who gives what to whom in which month.

    ``tonnes`` is None for what is not counted in tonnes.
    """
    if not _MONTH.fullmatch(month):
        raise LineError("line_month", row, "month", month)
    if not item:
        raise LineError("line_item", row, "item", item)
    if len(item) > LONGEST_TITLE:
        raise LineError("long_text", row, "item", item)
    if tonnes is not None and not (math.isfinite(tonnes) and 0 <= tonnes <= MOST_TONNES):
        raise LineError("line_tonnes", row, "tonnes", str(tonnes))
    known = party_keys(case)
    for column, party in (("supplier", supplier), ("receiver", receiver)):
        if party not in known:
            raise LineError("line_party", row, column, party)
    if supplier == receiver:
        raise LineError("line_same_party", row, "receiver", receiver)


def _known_party(party: Party) -> Party:
    """A party with plain texts; a regency is called by its name, whatever was typed."""
    name, benefit = one_line(party.name), plain_lines(party.benefit)
    if party.kind not in PARTY_KINDS or not name:
        raise CaseRuleError("unknown_party")
    if party.kind != "regency":
        return replace(party, name=name, benefit=benefit, code=one_line(party.code))
    regencies = load("regencies")
    names = dict(zip(regencies["regency_code"], regencies["name"], strict=True))
    if party.code not in names:
        raise CaseRuleError("unknown_party")
    return replace(party, name=str(names[party.code]), benefit=benefit)


def plain_lines(text: str) -> str:
    """Text of several lines as people mean it, without signs that a database does not take."""
    return "\n".join(one_line(line) for line in text.splitlines()).strip()
