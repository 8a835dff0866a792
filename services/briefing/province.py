"""The province on two pages of paper: what the first screen tells, with what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from analysis.answer import Answer
from analysis.leading.rankings import borda
from analysis.matching.ferry_answer import CapacityLimit
from analysis.overview import Brief, Overview
from geo.places import regencies
from ntt_data.editions import current
from ntt_data.schema import data_date
from ntt_data.tables import load
from publishing.briefing.basis import balance_basis, ids_of, match_basis, register_basis, weakest
from publishing.briefing.model import Basis, Block, Briefing, Finding, Note, Picture, Section, Table
from publishing.charts.balance import balance_bars
from publishing.formats import coverage
from publishing.formats import year as year_text
from publishing.language import _, current_language, once_per_language
from publishing.listings.balance import balance_table
from publishing.listings.certainty import interval_table
from publishing.listings.matching import short_pairs_table
from publishing.listings.overview import exact_table
from publishing.listings.partners import flagships_table
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
_SUPPLIERS = ("regency", "balance_t", "sign_text", "steady_text")
_EXACT = ("name", "year", "regencies", "available", "need", "balance", "low", "high")
_FLAGSHIPS = ("zone", "name", "have", "unweighted")


@once_per_language(maxsize=2)
def province_briefing() -> Briefing:
    """What is known of the province, commodity by commodity, and what to do next."""
    screen = first_screen()
    judged = [each for each in screen.briefs if not each.answer.balance.suspended]
    main = [section for each in judged[:1] for section in _of_main(each)]
    first, *others = [_told(each) for each in [*screen.briefs, *screen.starting]] or [_nothing()]
    sections = [
        first,
        *main,
        *others,
        _exact(screen),
        *_ferries(),
        _sectors(),
        _flagships(screen),
        _missing(screen),
        *_behind(screen),
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
    told = overview.card(brief)
    basis = balance_basis(brief.answer.balance)
    lines = [line for line in (told.line, *told.notes) if line]
    blocks: list[Block] = [Finding(line, basis) for line in lines]
    if not brief.answer.balance.suspended:
        blocks += _exploring(brief)
    return Section(f"commodity-{told.commodity}", told.finding, blocks)


def _exact(screen: Overview) -> Section:
    """The figures that the findings round, without the regencies whose figures are doubtful."""
    briefs = [*screen.briefs, *screen.starting]
    bases = [balance_basis(each.answer.balance) for each in briefs]
    basis = Basis(
        unit=_("tonnes a year"),
        grade=weakest(each.grade for each in bases),
        source_ids=ids_of(cell for each in bases for cell in each.source_ids),
    )
    title = province.exact_headline()
    tables = [Table(title, _columns(exact_table(screen), _EXACT), basis)] if briefs else []
    return Section("exact", title, tables)


def _exploring(brief: Brief) -> list[Block]:
    """The pairs and corridors worth talking about, each with price and firmness."""
    basis = _pairs_basis(brief.answer)
    return [
        Finding(f"{step.text} {step.note}", basis) for step in next_steps.worth_exploring(brief)
    ]


def _of_main(brief: Brief) -> list[Section]:
    """Who has and who lacks the first commodity, and how steady its suppliers are."""
    answer = brief.answer
    balance, sure = answer.balance, certainty.certainty(answer.balance)
    commodity = balance.settings.commodity
    basis, pairs = balance_basis(balance), _pairs_basis(answer)
    chart = balance_choropleth(
        balance, None, reference=evaluation.reference_balance(commodity)
    ).with_overlay(flow_lines(answer.match, answer.ranges, with_external=False))
    title = balances.headline(balance)
    name = f"{commodity_name(commodity)} {year_text(balance.settings.year)}"
    intervals = interval_table(balance, sure)
    suppliers = intervals.table[intervals.table["balance_class"] == "surplus"]
    return [
        Section(
            "who",
            title,
            [
                Picture(title, chart, province.map_alt(name, title), pairs),
                Picture(
                    province.bars_title(name),
                    balance_bars(balance),
                    province.bars_title(name),
                    basis,
                ),
                Note("method", matching.line_legend(path=False)),
                *_notes(answer),
            ],
        ),
        Section(
            "suppliers",
            province.suppliers_headline(commodity, suppliers),
            [
                Table(
                    province.suppliers_title(name),
                    _columns(replace(intervals, table=suppliers), _SUPPLIERS),
                    basis,
                )
            ],
        ),
        Section(
            "self-supply",
            # Without its ranges: the pair that a title may name is a finding of its commodity.
            f"{name}: {matching.match_headline(answer.match, None)}",
            [
                *(Finding(line, pairs) for line in matching.outside_notes(answer.match.totals)),
                Note("method", matching.aim(answer.scenario.matching.objective, outside=True)),
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
                Finding(f"{ferry_words.loads_sentence(answer)}.", basis),
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
    blocks.append(Note("method", sectors.schemes_explained()))
    blocks.append(Note("missing", sectors.unranked_note()))
    return Section("sectors", province.sectors_headline(), blocks)


def _flagships(screen: Overview) -> Section:
    """What leads the report's zones, and what most lists share."""
    found = partners.flagships(("goods",))
    zones = described_zones(load("zones"), regencies())
    lists = len(regencies()) - len(partners.without_list())
    basis = register_basis(partners.list_sources(), covered=coverage(lists, len(regencies())))
    title = province.flagships_headline(found)
    ready = _columns(flagships_table(found, zone_names(zones)), _FLAGSHIPS)
    return Section(
        "flagships",
        title,
        [
            Table(province.flagships_title(), ready, basis),
            *(
                Finding(f"{step.text} {step.note}", basis)
                for step in next_steps.to_process_together(screen)
            ),
            Note("assumption", flagship.unweighted_note(found)),
            Note("missing", flagship.no_say_note(partners.without_list())),
        ],
    )


def _missing(screen: Overview) -> Section:
    """Figures that are doubtful or missing in what stands above, and who knows them."""
    steps = next_steps.to_ask_for(screen)
    notes = [Note("missing", f"{step.text} {step.note}") for step in steps]
    return Section("missing", province.missing_headline(), notes)


def _behind(screen: Overview) -> list[Section]:
    """For the screen: the exact figures, and every regency and pair of each commodity."""
    sections = []
    for brief in screen.briefs:
        answer = brief.answer
        balance = answer.balance
        name = f"{commodity_name(balance.settings.commodity)} {year_text(balance.settings.year)}"
        blocks: list[Block] = [
            Table(balances.headline(balance), balance_table(balance), balance_basis(balance), 22)
        ]
        if not balance.suspended:
            pairs = short_pairs_table(answer.match, answer.ranges)
            blocks.append(
                Table(
                    matching.match_headline(answer.match, answer.ranges),
                    pairs,
                    _pairs_basis(answer),
                )
            )
        sections.append(Section(f"all-{balance.settings.commodity}", name, blocks, brief=False))
    return sections
