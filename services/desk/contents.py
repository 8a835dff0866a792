"""What people write into a case: plain texts, not too long, and parties that are known."""

from __future__ import annotations

from dataclasses import replace

from ntt_data.store.case_records import PARTY_KINDS, Content, Party
from ntt_data.tables import load
from services.desk import rules
from services.desk.rules import CaseRuleError
from services.hand_in import one_line

LONGEST_TITLE, LONGEST_TEXT = 160, 2000


def checked(content: Content) -> Content:
    """The content with its texts made plain; ``CaseRuleError`` where it cannot stand."""
    title, of_what = one_line(content.title), plain_lines(content.object)
    why = plain_lines(content.reason)
    parties = tuple(map(_known_party, content.parties))
    lines = [title, *(text for party in parties for text in (party.name, party.code))]
    texts = [of_what, why, *(party.benefit for party in parties)]
    if max(map(len, lines)) > LONGEST_TITLE or max(map(len, texts)) > LONGEST_TEXT:
        raise CaseRuleError("long_text")
    # A regency has its own name by now, so by their names no two are the same.
    rules.require_opens(title, [party.name.casefold() for party in parties])
    return replace(content, title=title, object=of_what, reason=why, parties=parties)


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
