"""The menu: where the script of each page lies, and what the page is called."""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.ui.addresses import FIRST, NOT_FOUND, SECTIONS
from publishing.language import Language, _, current_language, speaking

_PAGES = Path(__file__).resolve().parents[1]


def script(name: str) -> str:
    """The page's script, seen from ``pages/menu.py``, as ``st.page_link`` takes it."""
    section = next(section for section, names in SECTIONS.items() if name in names)
    return f"{section}/{name}/page.py"


def page_title(name: str) -> str:
    """What menu and browser tab call a page."""
    return {
        "overview": _("Overview"),
        "map": _("Potential map"),
        "sectors": _("Sector rankings"),
        "profile": _("Regency profile"),
        "commodity": _("Commodity profile"),
        "matcher": _("Surplus & deficit"),
        "scenarios": _("Scenarios"),
        "ferries": _("Ferry loads"),
        "methods": _("Network & methods"),
        "partners": _("Partners & clusters"),
        "stock": _("Shared stock board"),
        "desk": _("Cooperation desk"),
        "case": _("Cooperation case"),
        "decisions": _("Decisions"),
        "register": _("Cooperation register"),
        "road_map": _("Road map of ME NTT"),
        "guide": _("Cooperation guide"),
        "tables": _("Data & sources"),
        "pack": _("Data pack"),
        "rounds": _("Collect data"),
        "wall": _("Rakor wall"),
    }[name]


def guide_sections() -> dict[str, str]:
    """What each section of the guide is called, on its button and on what leads to it."""
    return {
        "start": _("First steps"),
        "law": _("Law & priorities"),
        "existing": _("What exists"),
        "model": _("Choose a model"),
        "forms": _("Forms"),
        "principles": _("Principles"),
        "stages": _("Stages"),
        "clauses": _("Agreement"),
        "zones": _("Zones"),
        "flows": _("Flows & programmes"),
        "advice": _("Benefits & strategies"),
    }


def page_description(name: str) -> str:
    """What a messenger says of a link to the page, before anybody has opened it.

    It tells what the page is about and no finding: a preview stands for years.
    """
    return {
        "overview": _(
            "The 22 regencies of NTT on one page: what they have and need of commodities, who "
            "could supply whom by the model, and what is not known."
        ),
        "map": _("The 22 regencies of NTT on one map, every figure with its year and source."),
        "sectors": _(
            "How the source report ranks the sectors and leading products of the regencies of "
            "NTT, and which regencies share them."
        ),
        "profile": _(
            "One regency of NTT on one page: its place, sectors, leading products, balances of "
            "commodities and its partners by the model."
        ),
        "commodity": _(
            "One commodity of NTT on one page: what is known of it, who has and who lacks, who "
            "names it, and what is missing."
        ),
        "matcher": _(
            "Surplus and deficit of commodities in the regencies of NTT, and pairs of suppliers "
            "and receivers by the model, with route and freight."
        ),
        "scenarios": _(
            "Named assumptions (a harvest that fails, a ferry that stops), and what the model "
            "then says of balances and pairs."
        ),
        "ferries": _(
            "What the modelled flows of all commodities of a year would bring over each crossing."
        ),
        "methods": _(
            "How balances, freight and pairs are worked out, on which assumptions, and how the "
            "model stands beside published figures."
        ),
        "partners": _(
            "Which regencies of NTT could work together where no tonnage is known: indications "
            "from their leading products."
        ),
        "stock": _(
            "What regencies of NTT have reported and the bureau has accepted: surplus to sell, "
            "lack and stock, with the price asked and the office to write to."
        ),
        "desk": _(
            "Cooperation between regencies of NTT from a finding to a followed agreement: which "
            "cases there are, at which stage, and what comes next."
        ),
        "case": _(
            "One cooperation between regions: where it stands, its next step, who acts, and what "
            "is missing for it."
        ),
        "decisions": _(
            "What meetings of the province and its regencies have decided: who sees to it, until "
            "when, and what became of it."
        ),
        "register": _(
            "Agreements, talks and mediated conflicts between regional governments of NTT, each "
            "with its source, and what the cooperation desk has published."
        ),
        "road_map": _(
            "What is to be done in each zone of NTT: cooperation, flagships, missing figures and "
            "decisions, with who sees to it and until when."
        ),
        "guide": _(
            "The first steps to cooperation between regional governments, its legal basis, forms, "
            "stages and clauses."
        ),
        "tables": _(
            "Every table behind the figures, with its sources, its gaps and what was found wrong "
            "in it."
        ),
        "pack": _(
            "One ZIP file to hand out: a folder for each regency of NTT and one for the province, "
            "with profiles, slides and tables."
        ),
        "rounds": _("Where regencies hand in their own figures, and who has done so."),
        "wall": _(
            "How far a round of collecting figures has come: every regency's sheets, for a "
            "projector."
        ),
    }[name]


def menu() -> dict[str, list[StreamlitPage]]:
    """Sections with their pages, for ``st.navigation``.

    Every run gets pages of its own, since Streamlit marks in a page that it may be called.
    """
    made = _menu(current_language())
    return {title: [copy(page) for page in pages] for title, pages in made.items()}


@cache  # files and words of the program, whatever the data say
def _menu(language: Language) -> dict[str, list[StreamlitPage]]:
    """The menu as it is made once: Streamlit looks for each script's file on the disk."""
    with speaking(language):
        titles = {
            "potential": _("Potential"),
            "balance": _("Balance"),
            "cooperation": _("Cooperation"),
            "data": _("Data"),
        }
        pages = {
            titles[section]: [
                st.Page(
                    _PAGES / script(name),
                    title=page_title(name),
                    # All scripts have one name; the address is the page's own and stays.
                    url_path=None if name == FIRST else name,
                    default=name == FIRST,
                )
                for name in names
            ]
            for section, names in SECTIONS.items()
        }
        # Reached by an address that is no page (pages/routes/mended_address.py), and not by the
        # menu.
        pages[titles["data"]].append(
            st.Page(
                _PAGES / "not_found/page.py",
                title=_("Page not found"),
                url_path=NOT_FOUND,
                visibility="hidden",
            )
        )
    return pages
