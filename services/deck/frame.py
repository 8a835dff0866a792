"""What stands around the findings of every deck: its scope, its notes, what it is of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.balance.result import Balance
from ntt_data.editions import current
from ntt_data.schema import data_date
from publishing.briefing.basis import balance_basis
from publishing.briefing.model import Kind
from publishing.deck.model import Deck, DeckSlide, Notes
from publishing.formats import year as year_text
from publishing.language import current_language
from publishing.names import commodity_name
from publishing.sentences import deck as told


def named(balance: Balance) -> str:
    """Commodity and year, as a title begins."""
    settings = balance.settings
    return f"{commodity_name(settings.commodity)} {year_text(settings.year)}"


def scope(balance: Balance) -> str:
    """Subtitle of a slide of one balance: commodity, year, unit, how many regencies."""
    basis = balance_basis(balance)
    return f"{named(balance)} · {basis.unit} · {basis.coverage}"


def notes(said: Iterable[str], against: told.Objection, source_ids: Sequence[str]) -> Notes:
    """What a speaker has at hand; sentences that are empty here are left out."""
    return Notes([line for line in said if line], against.raised, against.answered, source_ids)


def deck_of(
    kind: Kind,
    key: str,
    title: str,
    slides: Sequence[DeckSlide],
    address: str = "",
    scenario: str = "",
) -> Deck:
    """The slides as a deck in the language and of the edition of now."""
    return Deck(
        kind=kind,
        key=key,
        title=title,
        slides=slides,
        language=current_language(),
        edition=str(current()),
        data_date=data_date(),
        address=address,
        scenario=scenario,
    )
