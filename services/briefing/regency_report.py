"""What the report says of a regency: sectors, leading products, findings, printed figures."""

from __future__ import annotations

from publishing.briefing.basis import register_basis
from publishing.briefing.model import Block, Finding, Note, Section, Table
from publishing.language import _, localised
from publishing.listings.kpju import kpju_table
from publishing.listings.profile import findings_table, printed_figures_table, sectors_table
from publishing.sentences.kpju import kpju_headline, unjudged_note, verdict_lines
from publishing.sentences.profile import sectors_headline, sectors_line, sectors_note
from publishing.sentences.regency_gaps import nothing_of
from publishing.sentences.sectors import named_twice
from services import profile
from services.kpju import kpju_of


def sectors(regency_code: str) -> Section:
    """The first sectors by rank, with the scheme within which the ranks stand."""
    rows = profile.sectors(regency_code)
    title = sectors_headline(regency_code, rows)
    if rows.empty:
        said = profile.findings(regency_code)
        gaps = said[said["topic"] == "data_gap"]
        return Section(
            "sectors",
            title,
            [
                Note("missing", nothing_of("sectors")),
                *(Note("caution", str(text)) for text in gaps[localised("finding")]),
            ],
        )
    told = Finding(sectors_line(rows), register_basis(rows["source_id"]))
    twice = named_twice(str(rows["scheme"].iloc[0]), regency_code)
    return Section("sectors", title, [told, *(Note("caution", line) for line in twice)])


def leading_products(regency_code: str) -> Section:
    """The ten leading products with the report's verdict on each."""
    rows = kpju_of(regency_code)
    title = kpju_headline(regency_code, rows)
    if rows.empty:
        return Section("kpju", title, [Note("missing", nothing_of("kpju"))])
    basis = register_basis(rows["source_id"])
    return Section("kpju", title, [Finding(line, basis) for line in verdict_lines(rows)])


def behind_report(regency_code: str) -> list[Section]:
    """For the screen: all sectors and verdicts with their wording, findings, printed figures."""
    ranked, kpju = profile.sectors(regency_code), kpju_of(regency_code)
    lists: list[Block] = [
        Table(title, ready, register_basis(rows["source_id"]), len(rows))
        for title, ready, rows in (
            (_("Sectors"), sectors_table(ranked), ranked),
            (_("KPJu"), kpju_table(kpju), kpju),
        )
        if len(rows)
    ]
    lists += [
        Note("caution", _("Since 2013: “{wording}”", wording=note))
        for note in ranked["note_2013"].dropna()
    ]
    if len(ranked):
        lists.append(Note("method", sectors_note(ranked)))
    if len(kpju) and (note := unjudged_note(kpju)):
        lists.append(Note("missing", note))
    said, printed = profile.findings(regency_code), profile.printed_figures(regency_code)
    return [
        Section("lists", _("The report's lists in its own wording"), lists, brief=False),
        Section(
            "findings",
            _("What the report says in words"),
            [Table(_("Findings"), findings_table(said), register_basis(said["source_id"]), 40)]
            if len(said)
            else [Note("missing", nothing_of("findings"))],
            brief=False,
        ),
        Section(
            "printed",
            _("Figures the report prints"),
            [
                Table(
                    _("Figures of the report"),
                    printed_figures_table(printed),
                    register_basis(printed["source_id"]),
                    len(printed),
                )
            ]
            if len(printed)
            else [Note("missing", nothing_of("printed"))],
            brief=False,
        ),
    ]
