"""Things of the road map in words."""

from __future__ import annotations

from collections.abc import Mapping

from ntt_data.store.decision_records import Decision
from ntt_data.store.zone_choice_records import ZoneChoice
from publishing import decision_words, zone_choice_words
from publishing.language import _
from publishing.listings.road_map import Line, gap_told, kind_word
from services.desk.road_map import Gap, Item, Open
from services.desk.state import Case


def line_of(item: Item, zone_names: Mapping[str, str]) -> Line:
    """One thing in words, with the zone that it belongs to."""
    kind = "proposal" if isinstance(item.what, Case) and not item.what.is_signed else item.kind
    owner = (
        decision_words.owner(item.what.content) if isinstance(item.what, Decision) else item.owner
    )
    return Line(
        zone_names.get(item.zone_id, _("Province of NTT")),
        kind_word(kind),
        _what(item.what),
        owner,
        item.until,
    )


def _what(what: Case | Decision | ZoneChoice | Open | Gap) -> str:
    match what:
        case Case():
            return what.content.title
        case Decision():
            return what.content.text
        case ZoneChoice():
            product = zone_choice_words.product(what)
            return _("Chosen by {who}: {product}", who=what.chosen_by, product=product)
        case Open():
            candidates = zone_choice_words.candidates_told(what.candidates)
            return _("Not chosen yet. {candidates}", candidates=candidates)
        case Gap():
            return gap_told(what.regency_codes, what.commodity, what.year)
