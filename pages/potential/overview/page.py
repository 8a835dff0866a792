"""Overview: what the province should know today, commodity by commodity, and what to do next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.overview import Brief
from ntt_data.store import StoreError
from pages.potential.overview.map_of_one import show_map_of_one
from pages.ui.on_demand import Fold, folds
from pages.ui.site_map import page_title, script
from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.overview import exact_table
from publishing.markdown_text import plain
from publishing.names import commodity_name, in_sentence
from publishing.sentences import cooperation_register as register_words
from publishing.sentences.next_steps import Step, to_ask_for, to_bring_together, to_process_together
from publishing.sentences.overview import Card, card, cards
from services.answer import evaluation
from services.desk import cases, register
from services.overview import first_screen

_ABREAST = 3  # cards side by side; more stand below


def show_card(told: Card) -> None:
    """The sentence to read aloud, what follows from the same figures, and where they stand."""
    key = f"overview-card-{told.commodity}"
    with st.container(border=True, height="stretch", gap="xsmall", key=key):
        st.markdown(f"## {plain(told.finding)}.")
        if told.line:
            st.markdown(plain(told.line))
        if told.notes:
            st.caption("\n\n".join(map(plain, told.notes)))
        st.page_link(script("matcher"), label=told.link, query_params=told.query)


def show_steps(title: str, steps: Sequence[Step]) -> None:
    """What to do, each with the page on which to begin; nothing where there is none."""
    if not steps:
        return
    st.subheader(title)
    for step in steps:
        with st.container(gap=None):
            st.markdown(plain(step.text))
            st.caption(plain(step.note))
            if step.link:
                st.page_link(
                    script(step.link.page), label=step.link.label, query_params=step.link.query
                )


def tell_older_year(briefs: Sequence[Brief]) -> None:
    """Where a link asks for another year of a commodity: that it stands elsewhere."""
    asked = st.query_params.get("year")
    wanted = st.query_params.get("commodity", evaluation.DEFAULT_COMMODITY)
    for each in briefs:
        settings = each.answer.balance.settings
        others = {str(year) for year in evaluation.two_sided()[settings.commodity]}
        if settings.commodity == wanted and asked in others - {str(settings.year)}:
            st.info(
                _(
                    "This page shows the newest year of each commodity; older ones stand on a "
                    "page of their own."
                )
            )
            st.page_link(
                script("matcher"),
                label=_("Open {name} {year}", name=in_sentence(commodity_name(wanted)), year=asked),
                query_params={"commodity": wanted, "year": str(asked)},
            )


def sources_of(briefs: Sequence[Brief]) -> list[str]:
    """What the exact figures rest on; how far they may be off is an assumption."""
    cells = [cell for each in briefs for cell in each.answer.balance.table["source_ids"]]
    return [*cells, "assumption"]


def show_cooperation() -> None:
    """How much cooperation is on record: what the Rakor wished for first."""
    try:
        published, is_known = cases.public_cases(), True
    except StoreError:
        published, is_known = [], False
    counted = register.counts(published)
    signed = counted.signed if is_known else None
    said = [register_words.years_line(dict(counted.years))]
    if is_known:
        said += [register_words.stages_by_year_line(counted.stages_by_year)]
    text, onward = st.columns([4, 1], vertical_alignment="center")
    with text:
        st.markdown(
            plain(register_words.short_count(counted.collected, counted.first_year, signed))
        )
        st.caption(plain(" ".join(line for line in said if line)))
    with onward:
        st.page_link(script("register"), label=page_title("register"))


st.title(_("Masyarakat Ekonomi NTT"))
overview = first_screen()
if not overview.briefs:
    st.info(_("No commodity is known for half of the regencies or more yet."))
tell_older_year(overview.briefs)
told = cards(overview)
with st.container(key="overview-cards"):
    for start in range(0, len(told), _ABREAST):
        columns = st.columns(_ABREAST)
        for column, each in zip(columns, told[start : start + _ABREAST], strict=False):
            with column:
                show_card(each)
for first in map(card, overview.starting):
    st.markdown(f"{plain(first.finding)}.")
    st.page_link(script("matcher"), label=first.link, query_params=first.query)
show_cooperation()
left, right = st.columns([3, 2], gap="large")
with left:
    if overview.briefs:
        show_map_of_one(overview, {each.commodity: each.title for each in told})
    everything = [*overview.briefs, *overview.starting]
    folds(
        Fold(
            _("The exact figures"),
            "exact",
            lambda: draw_table(exact_table(overview), "first-screen", sources_of(everything)),
        )
    )
with right:
    st.header(_("What to do next"))
    show_steps(_("Worth exploring"), to_bring_together(overview))
    st.page_link(script("guide"), label=_("From a pair to a cooperation: the guide"))
    show_steps(_("Ask for figures"), to_ask_for(overview))
    show_steps(_("Process together"), to_process_together(overview))
