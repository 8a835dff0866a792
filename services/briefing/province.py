"""The province on two pages of paper: what the first screen tells, with what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from analysis.answer import Answer
from analysis.leading.rankings import borda
from analysis.matching.ferry_answer import CapacityLimit
from analysis.overview import Brief, Overview
from geo.places import regencies
from ntt_data.editions import current
from ntt_data.schema import data_date
from ntt_data.tables import load
from publishing.briefing.basis import balance_basis, ids_of, match_basis, register_basis
from publishing.briefing.model import Basis, Block, Briefing, Finding, Note, Picture, Section, Table
from publishing.formats import coverage
from publishing.formats import year as year_text
from publishing.language import _, current_language, once_per_language
from publishing.listings.certainty import interval_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.maps.zones import described_zones, zone_names
from publishing.names import commodity_name
from publishing.sentences import balance as balances
from publishing.sentences import ferries as ferry_words
from publishing.sentences import flagship, matching, next_steps, overview, province, sectors
from publishing.tables import ReadyTable
from services import partners
from services.answer import certainty, evaluation, ferries
from services.overview import first_screen

KEY = "ntt"
_SHOWN = ("regency", "balance_t", "sign_text", "steady_text")
_FEW = 5  # of each side two pages have room for so many


@once_per_language(maxsize=2)
def province_briefing() -> Briefing:
    """What is known of the province, commodity by commodity, and what to do next.

    All of it is for two pages of paper: the first one the first commodity, with map and bars. Each
    regency's figures and every pair stand on the pages of a commodity.
    """
    screen = first_screen()
    judged = [each for each in screen.briefs if not each.answer.balance.suspended]
    main = [section for each in judged[:1] for section in _of_main(each)]
    first, *others = [_told(each) for each in [*screen.briefs, *screen.starting]] or [_nothing()]
    sections = [
        first,
        *main,
        *others,
        *_ferries(),
        _sectors(),
        _flagships(screen),
        _missing(screen),
    ]
    return Briefing(
        kind="province",
        key=KEY,
        title=province.title(),
        subtitle=province.years_shown(screen),
        sections=[each for each in sections if each.blocks],
        language=current_language(),
        edition=str(current()),
        data_date=data_date(),
        address="",
    )


def _nothing() -> Section:
    """Where no commodity is known at all."""
    return Section("nothing", province.title(), [Note("missing", province.nothing_known())])


def _told(brief: Brief) -> Section:
    """The finding of a commodity as it is read aloud, what follows, what has changed, the pairs."""
    balance = brief.answer.balance
    basis = balance_basis(balance)
    first = overview.what_it_is(balance) or overview.counts(brief)
    lines = [
        " ".join(filter(None, (first, overview.likely_range(brief.total)))),
        overview.changed(brief),
        " ".join(overview.newer(brief)),
        overview.accepted(brief),
    ]
    blocks: list[Block] = [Finding(line, basis) for line in lines if line]
    if not balance.suspended:
        blocks += _exploring(brief)
    key = f"commodity-{balance.settings.commodity}"
    return Section(key, overview.finding(balance), blocks)


def _exploring(brief: Brief) -> list[Block]:
    """What NTT meets itself, and the pairs and corridors worth talking about."""
    answer = brief.answer
    basis = _pairs_basis(answer)
    totals = answer.match.totals
    # Without its ranges: the pairs that may be named follow one by one.
    own = " ".join(
        [f"{matching.match_headline(answer.match, None)}.", *matching.outside_notes(totals)]
    )
    steps = next_steps.worth_exploring(brief)
    return [Finding(own, basis), *(Finding(f"{step.text} {step.note}", basis) for step in steps)]


def _of_main(brief: Brief) -> list[Section]:
    """Who has and who lacks the first commodity, and how steady its suppliers are."""
    answer = brief.answer
    balance, sure = answer.balance, certainty.certainty(answer.balance)
    commodity = balance.settings.commodity
    pairs = _pairs_basis(answer)
    chart = balance_choropleth(
        balance, None, reference=evaluation.reference_balance(commodity)
    ).with_overlay(flow_lines(answer.match, answer.ranges, with_external=False))
    title = balances.headline(balance)
    name = f"{commodity_name(commodity)} {year_text(balance.settings.year)}"
    intervals = interval_table(balance, sure)
    suppliers = intervals.table[intervals.table["balance_class"] == "surplus"]
    lacking = intervals.table[intervals.table["balance_class"] == "deficit"]
    largest = pd.concat([suppliers.head(_FEW), lacking.tail(_FEW)], ignore_index=True)
    table = _columns(replace(intervals, table=largest), _SHOWN)
    return [
        Section("who", title, [Picture(title, chart, province.map_alt(name, title), pairs)]),
        Section(
            "suppliers",
            province.suppliers_headline(commodity, suppliers),
            [
                Table(province.largest_title(name, _FEW), table, balance_basis(balance)),
                *_notes(answer),
            ],
        ),
    ]


def _notes(answer: Answer) -> list[Block]:
    """What the balance holds, and what is known against its figures."""
    said: list[Block] = [Note("assumption", balances.what_it_holds(answer.balance))]
    if against := balances.cautions(answer.balance):
        said.append(Note("caution", against))
    return said


def _pairs_basis(answer: Answer) -> Basis:
    return match_basis(answer, evaluation.answer_sources(answer))


def _columns(ready: ReadyTable, names: Sequence[str]) -> ReadyTable:
    """The same table with these columns alone, as paper has room for."""
    return replace(ready, columns={name: ready.columns[name] for name in names})


def _ferries() -> list[Section]:
    """Which ferry the modelled pairs need most, and what follows where ferries stop."""
    if not evaluation.balanced_commodities():
        return []
    year = evaluation.usual_year()
    answer = ferries.ferry_answer(year, True, CapacityLimit())
    crossings = answer.crossings()
    if not crossings:
        return []
    basis = Basis(
        years=year_text(year),
        unit=_("tonnes a year"),
        grade="assumption",
        source_ids=ids_of(ferries.ferry_sources(answer)),
        modelled=True,
    )
    closed = [CapacityLimit(0, crossings[0]), CapacityLimit(0)]
    return [
        Section(
            "ferries",
            ferry_words.headline(answer),
            [
                *(
                    Finding(
                        f"{ferry_words.headline(ferries.ferry_answer(year, True, room))}.", basis
                    )
                    for room in closed
                ),
                Note(
                    "method",
                    ferry_words.commodities_sentence(
                        *(answer, evaluation.balanced_commodities()),
                        list(evaluation.balance_tables().not_comparable),
                    ),
                ),
            ],
        )
    ]


def _without(year: int, room: CapacityLimit) -> str:
    """What follows where a ferry, or every one, is closed."""
    return ferry_words.headline(ferries.ferry_answer(year, True, room))


def _sectors() -> Section:
    """What is first in each of the two schemes, which are never mixed."""
    rankings = load("sector_rankings")
    blocks: list[Block] = []
    for scheme in sectors.SCHEMES:
        rows = rankings[rankings["scheme"] == scheme]
        basis = register_basis(
            rows["source_id"], covered=coverage(rows["regency_code"].nunique(), len(regencies()))
        )
        first, points = (
            sectors.matrix_headline(scheme),
            sectors.borda_headline(borda(rankings, scheme)),
        )
        blocks.append(Finding(f"{sectors.scheme_label(scheme)}. {first}. {points}.", basis))
    blocks.append(Note("missing", sectors.unranked_note()))
    return Section("sectors", province.sectors_headline(), blocks)


def _flagships(screen: Overview) -> Section:
    """What leads the report's zones, and what most lists share."""
    found = partners.flagships(("goods",))
    zones = described_zones(load("zones"), regencies())
    lists = len(regencies()) - len(partners.without_list())
    basis = register_basis(partners.list_sources(), covered=coverage(lists, len(regencies())))
    leads = [
        flagship.zone_headline(found, zone_id, label)
        for zone_id, label in zone_names(zones).items()
    ]
    return Section(
        "flagships",
        province.flagships_headline(found),
        [
            Finding(f"{'. '.join(leads)}. {flagship.unweighted_note(found)}", basis),
            *(
                Finding(f"{step.text} {step.note}", basis)
                for step in next_steps.to_process_together(screen)
            ),
        ],
    )


def _missing(screen: Overview) -> Section:
    """Figures that are doubtful or missing in what stands above, and who knows them."""
    notes = [Note("missing", text) for text in next_steps.asked_by_office(screen)]
    return Section("missing", province.missing_headline(), notes)
