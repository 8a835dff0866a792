"""What was found of a regency's staples, animals and agreements, and what is missing."""

from __future__ import annotations

from publishing.briefing.basis import register_basis
from publishing.briefing.model import Basis, Block, Finding, Note, Section, Table
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.listings.profile import gaps_table
from publishing.listings.regency_records import agreements_table, livestock_table
from publishing.sentences.agreements import (
    agreement_text,
    agreements_headline,
    n_of_its_own,
    own_first,
)
from publishing.sentences.livestock import (
    Line,
    herd_lines,
    livestock_headline,
    shipment_lines,
)
from publishing.sentences.next_steps import check_words, office_words
from publishing.sentences.profile import gaps_headline
from publishing.sentences.regency_gaps import agreements_note, gap_lines, not_complete, nothing_of
from publishing.sentences.staples import regency_ratio
from services import overview, profile, staples

#: Lines of each kind that paper has room for, none of herds, of which a line holds every count that
#: contradicts another; on the screen all of them stand behind these.
_SHIPMENTS, _HERDS, _AGREEMENTS = 2, 0, 2


def staples_block(regency_code: str, year: int | None) -> Block:
    """The food security atlas' ratio of rice, maize and tubers together."""
    edition = max(staples.atlas_years()) if year is None else year
    if edition in staples.atlas_years() and (
        said := regency_ratio(staples.atlas(edition), regency_code, edition)
    ):
        cited = [staples.atlas(edition).loc[regency_code, "source_id"]]
        return Finding(said, register_basis(cited, years=year_text(edition)))
    return Note("missing", nothing_of("staples"))


def livestock(regency_code: str) -> Section:
    """Quotas, shipments and herds, the newest first; sources that contradict side by side."""
    shipments = profile.livestock_shipments(regency_code)
    herds = profile.livestock_herds(regency_code)
    title = livestock_headline(shipments, herds)
    blocks: list[Block] = []
    for kind, rows, lines, most in (
        ("shipments", shipments, _shipment_lines(regency_code), _SHIPMENTS),
        ("herds", herds, _herd_lines(regency_code), _HERDS),
    ):
        basis = register_basis(rows["source_id"])
        blocks += [Finding(f"{each.about}: {each.figures}", basis) for each in lines[:most]]
        if rows.empty:
            blocks.append(Note("missing", nothing_of(kind)))
    return Section("livestock", title, blocks)


@once_per_language(maxsize=44, tables_alone=True)
def _shipment_lines(regency_code: str) -> tuple[Line, ...]:
    return tuple(shipment_lines(profile.livestock_shipments(regency_code)))


@once_per_language(maxsize=44, tables_alone=True)
def _herd_lines(regency_code: str) -> tuple[Line, ...]:
    return tuple(herd_lines(profile.livestock_herds(regency_code)))


def agreements(regency_code: str) -> Section:
    """Agreements and talks that it is party to, its own before those of the whole province."""
    found = own_first(profile.agreements(regency_code))
    basis = register_basis(found["source_id"])
    n_own = n_of_its_own(found)
    told = found.head(min(n_own, _AGREEMENTS) or 1)
    blocks: list[Block] = [
        Finding(agreement_text(row, regency_code), basis) for row in told.to_dict("records")
    ]
    blocks.append(Note("caution", not_complete()))
    return Section("agreements", agreements_headline(found), blocks)


def missing(regency_code: str, year: int | None) -> Section:
    """What is doubtful or missing, and whom to ask."""
    gaps = profile.gaps(regency_code)
    lines = [
        f"{check_words(row.commodity, row.year, [regency_code])} "
        + _("Ask: {office}.", office=office_words(overview.office(row.commodity)))
        for row in profile.balances_known(regency_code, year)
        if row.balance_class == "doubtful"
    ]
    offices = {commodity: overview.office(commodity) for commodity in gaps["commodity"]}
    lines += gap_lines(gaps, profile.n_named(regency_code), offices)
    return Section(
        "missing",
        gaps_headline(gaps, profile.n_named(regency_code)),
        [Note("missing", line) for line in lines],
    )


def behind_records(regency_code: str) -> list[Section]:
    """For the screen: every figure of animals, every agreement, every gap."""
    shipments = profile.livestock_shipments(regency_code)
    herds = profile.livestock_herds(regency_code)
    found, gaps = profile.agreements(regency_code), profile.gaps(regency_code)
    animals: list[Block] = [
        Finding(f"{each.about}: {each.figures}", register_basis(rows["source_id"]))
        for rows, lines in (
            (shipments, _shipment_lines(regency_code)[_SHIPMENTS:]),
            (herds, _herd_lines(regency_code)[_HERDS:]),
        )
        for each in lines
    ]
    animals += [
        Table(title, livestock_table(rows), register_basis(rows["source_id"]), len(rows))
        for title, rows in ((_("Quotas and shipments"), shipments), (_("Herds"), herds))
        if len(rows)
    ]
    if len(shipments):
        animals.append(
            Note(
                "method",
                _(
                    "A quota is what may be shipped in a year, not what was; a year without is "
                    "unknown."
                ),
            )
        )
    agreed = agreements_table(found, regency_code)
    lacking = Table(_("Missing"), gaps_table(gaps), Basis(), len(gaps))
    return [
        Section("animals", _("All figures on animals"), animals, brief=False),
        Section(
            "agreed",
            _("All agreements found"),
            [
                Table(_("Agreements"), agreed, register_basis(found["source_id"]), len(found)),
                Note("method", agreements_note()),
            ],
            brief=False,
        ),
        Section(
            "gaps",
            _("All that is missing"),
            [
                lacking,
                Note(
                    "method",
                    _(
                        "Animals, cloth and other things not counted in tonnes of food have no "
                        "balance either. To supply a figure, send it with its source to the Biro "
                        "Ekonomi dan Kerja Sama; how it is entered stands in Data & sources."
                    ),
                ),
            ],
            brief=False,
        ),
    ]
