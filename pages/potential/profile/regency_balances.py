"""Cards of a regency's balances with its best partners, and the inputs that are still missing."""

from __future__ import annotations

from html import escape

import streamlit as st

from ntt_data.tables import load
from pages.ui.kpju import chip
from pages.ui.provenance import show_provenance
from pages.ui.site_map import script
from pages.ui.tables import draw_table
from publishing import palette, words
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.profile import balances_table, gaps_table
from publishing.names import commodity_name
from publishing.sentences.balance import both_sides, worded_balance
from publishing.sentences.profile import (
    RegencyBalance,
    balance_rows,
    certainty_line,
    enough_line,
    partner_lines,
    population_notes,
    set_aside,
    unknown_because,
)
from publishing.sentences.staples import regency_ratio
from publishing.sources import grade_word
from services import profile, staples
from services.answer import evaluation

_CLASS_CHIP = {
    "surplus": (palette.SURPLUS, "#FFFFFF"),
    "balanced": (palette.BALANCED, "#2B2823"),
    "deficit": (palette.DEFICIT, "#FFFFFF"),
}


def show_balances(regency_code: str, year: int | None) -> None:
    """One card per commodity, of a year or of its newest: class, tonnes, partners, links."""
    table = profile.regency_balances(regency_code, year)
    rows = balance_rows(table)
    for start in range(0, len(rows), 3):
        for column, row in zip(st.columns(3), rows[start : start + 3], strict=False):
            with column, st.container(border=True, height="stretch"):
                _show_card(regency_code, year, row)
    st.caption(
        _(
            "Partners: {label}. NTT supplies itself first, then with the least freight between "
            "regencies over the road-and-sea network; supply from outside NTT allowed.",
            label=words.modelled_flow(),
        )
    )
    edition = max(staples.atlas_years()) if year is None else year
    if edition in staples.atlas_years():
        st.text(regency_ratio(staples.atlas(edition), regency_code, edition))
    for note in population_notes(profile.populations(year)):
        st.caption(note)
    show_provenance(
        f"balances-{regency_code}",
        [*(row.source_ids for row in rows), *staples.atlas_sources(edition)],
        lambda: balances_table(table).readable(),
        about=str(year or ""),
    )


def _show_card(regency_code: str, year: int | None, row: RegencyBalance) -> None:
    titled = f"{commodity_name(row.commodity)} {year_text(row.year)}"
    st.html(
        '<div style="display:flex;flex-wrap:wrap;justify-content:space-between;gap:.3rem .6rem;'
        'align-items:center">'
        f'<span style="font-weight:650;font-size:1.1rem">{escape(titled)}</span>'
        f"{chip(words.balance_class(row.balance_class), _CLASS_CHIP.get(row.balance_class))}</div>"
    )
    if row.balance_class == "unknown":
        st.text(unknown_because(row))
    elif row.balance_class == "doubtful":
        # What is against the figure goes before it, and the figure is no finding.
        _show_notes(row, "")
        st.text(worded_balance(row.balance_t).capitalize())
        st.text(enough_line(row))
        st.caption(_("Weakest input: {grade}", grade=grade_word(row.grade)))
    elif row.balance_class == "not_comparable":
        balance = profile.answers_of(year)[row.commodity].balance
        st.text(both_sides(balance, row.available_t, row.need_t))
        _show_notes(row, balance.suspended)
    else:
        st.html(
            '<span style="font-size:1.6rem;font-weight:600">'
            f"{escape(worded_balance(row.balance_t).capitalize())}</span>"
        )
        flows = profile.partners(regency_code, year)
        lines = partner_lines(
            regency_code,
            row.balance_class,
            flows[flows["commodity"] == row.commodity],
            profile.answers_of(year)[row.commodity].match,
        )
        _show_lines([enough_line(row), *lines])
        if row.balance_class in ("surplus", "deficit"):
            st.caption(words.sentence_of(words.modelled_flow()))
        if certain := certainty_line(row):
            st.caption(certain)
        st.caption(_("Weakest input: {grade}", grade=grade_word(row.grade)))
        _show_notes(row, "")
    with st.container(horizontal=True, vertical_alignment="center"):
        if row.balance_class != "unknown":
            show_provenance(f"balance-{row.commodity}", [row.source_ids])
        _link_on(regency_code, row.year, row.commodity)


def _link_on(regency_code: str, year: int, commodity: str) -> None:
    """To the balance of this year, or, where nobody has one in it, to what it lacks."""
    asked = {"commodity": commodity, "year": str(year)}
    if year in evaluation.two_sided()[commodity]:
        st.page_link(
            script("matcher"),
            label=_("Inputs and routes"),
            query_params={**asked, "regency": regency_code},
        )
        return
    st.page_link(
        script("tables"),
        label=_("What is missing for it"),
        query_params={"section": "coverage", "by": "commodity", **asked},
    )
    newest = evaluation.default_year(commodity)
    st.page_link(
        script("matcher"),
        label=_("Inputs and routes of {year}", year=year_text(newest)),
        query_params={"commodity": commodity, "year": str(newest), "regency": regency_code},
    )


def _show_notes(row: RegencyBalance, suspended: str) -> None:
    """Why the figure is set aside, and what is known against comparing it."""
    for line in set_aside(row, suspended):
        st.caption(line)
    if row.flags:
        st.caption(_("To be known: {flags}", flags=words.flags(row.flags)))


def _show_lines(lines: list[str]) -> None:
    """The first line as it is, the others as a list below it."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines[1:])
    st.html(
        f'<div style="line-height:1.4">{escape(lines[0])}'
        f'<ul style="margin:.4rem 0 0;padding-left:1.1rem">{items}</ul></div>'
    )


def show_gaps(regency_code: str) -> None:
    """Table of what is missing, and how to supply it."""
    draw_table(
        gaps_table(profile.gaps(regency_code)),
        key=f"gaps-{regency_code}",
        source_ids=load("kpju")["source_id"].unique().tolist(),
        height=360,
        empty=_("Nothing is missing."),
    )
    st.caption(
        _(
            "Animals, cloth and other things not counted in tonnes of food have no balance either. "
            "To supply a figure, send it with its source to the Biro Ekonomi dan Kerja Sama; how "
            "it is entered stands in Data & sources."
        )
    )
