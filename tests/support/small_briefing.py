"""A briefing that takes no time to be filled: it says of whom and in which language it is."""

from __future__ import annotations

from geo.places import full_names
from ntt_data import editions
from ntt_data.schema import data_date
from publishing.briefing.model import Briefing, Finding, Section
from publishing.language import current_language
from services.briefing.catalogue import Subject

#: By language, what each of its lines begins with.
SIGNS = {"id": "Semua angka dari tabel", "en": "All figures are from the tables"}


def small_briefing(subject: Subject) -> Briefing:
    """A page that says of whom and in which language it is."""
    language = current_language()
    name = full_names().get(subject.key, "NTT")
    told = [Finding(f"{SIGNS[language]} {name}. {one}") for one in range(60)]
    return Briefing(
        subject.kind,
        subject.key,
        name,
        SIGNS[language],
        [Section("figures", name, told)],
        language,
        str(editions.current()),
        data_date(),
        f"profile?regency={subject.key}",
    )
