"""The province in ten minutes: from the need to what each zone could lead in.

The tenth slide, what is decided today, is not worked out from data: ``services.decisions``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.answer import Answer
from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs
from analysis.leading.rankings import borda
from analysis.leading.sector_matrix import first_sectors
from analysis.matching.ferry_answer import CapacityLimit
from analysis.matching.ranges import class_of_flows, named_supplies
from analysis.overview import Brief
from geo.edges import crossing_names
from geo.places import place_name, regencies
from ntt_data.editions import current
from ntt_data.schema import data_date
from ntt_data.tables import load
from publishing import words
from publishing.briefing.basis import balance_basis, match_basis, register_basis
from publishing.briefing.model import Basis, Picture, Table
from publishing.charts.balance import balance_bars
from publishing.charts.ferries import ferry_loads
from publishing.charts.frame import scope_of
from publishing.charts.need_met import need_met, ratio_by_year
from publishing.charts.sectors import borda_spec
from publishing.deck import charts
from publishing.deck.model import Deck, DeckSlide, Notes
from publishing.files.framed import KeyFigure
from publishing.formats import coverage, number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, current_language, once_per_language
from publishing.listings.market import market_table
from publishing.listings.partners import flagships_table
from publishing.maps.balance import balance_choropleth
from publishing.maps.flows import flow_lines
from publishing.maps.zones import described_zones, zone_names
from publishing.names import commodity_name, sector_names
from publishing.sentences import balance as balances
from publishing.sentences import deck as told
from publishing.sentences import ferries as ferry_words
from publishing.sentences import flagship, matching, sectors
from publishing.sentences import market as market_words
from publishing.sentences.certainty import certainty_headline, certainty_texts, total_sentence
from services import partners
from services.answer import certainty, evaluation, ferries, market
from services.overview import first_screen

KEY = "ntt"
_SUPPLIERS = 3
_PRICED = (
    *("supplier", "receiver", "tonnes", "class_word", "median_gap_idr_per_kg"),
    *("freight_idr_per_kg", "verdict"),
)
_FLAGSHIPS = ("zone", "name", "have")


@once_per_language(maxsize=2)
def province_deck() -> Deck:
    """Up to nine findings, of the commodity that one sees first: those that it has data for."""
    judged = [each for each in first_screen().briefs if not each.answer.balance.suspended]
    slides = [slide for each in judged[:1] for slide in _of_commodity(each, judged)]
    slides += [*_ferries(), _sectors(), _flagships()]
    return Deck(
        kind="province",
        key=KEY,
        title=told.title_of_province(),
        slides=slides,
        language=current_language(),
        edition=str(current()),
        data_date=data_date(),
        address="",
    )


def _of_commodity(brief: Brief, judged: list[Brief]) -> list[DeckSlide]:
    return [
        _need(brief, judged),
        _who(brief),
        *_together(brief),
        *_supplier(brief.answer.balance),
        _pairs(brief.answer),
        *_prices(brief.answer),
    ]


def _named(balance: Balance) -> str:
    settings = balance.settings
    return f"{commodity_name(settings.commodity)} {year_text(settings.year)}"


def _scope(balance: Balance) -> str:
    basis = balance_basis(balance)
    return f"{_named(balance)} · {basis.unit} · {basis.coverage}"


def _notes(said: Iterable[str], against: told.Objection, source_ids: Sequence[str]) -> Notes:
    return Notes([line for line in said if line], against.raised, against.answered, source_ids)


def _need(brief: Brief, judged: list[Brief]) -> DeckSlide:
    balance = brief.answer.balance
    summary, basis = balance.summary, balance_basis(balance)
    spec = need_met([each.answer.balance for each in judged])
    label, total = balances.total_words(balance)
    return DeckSlide(
        key="need",
        title=told.need_title(_named(balance), summary.total_available_t, summary.total_need_t),
        subtitle=_scope(balance),
        shown=Picture(scope_of(spec), spec, scope_of(spec), basis),
        chart=charts.need_met_data([each.answer.balance for each in judged]),
        figures=[
            KeyFigure(tonnes(summary.total_available_t), words.available(balance.suspended)),
            KeyFigure(tonnes(summary.total_need_t), _("Need")),
            KeyFigure(total, label),
        ],
        notes=_notes(
            [
                balances.what_it_holds(balance),
                balances.cautions(balance),
                "" if brief.total is None else total_sentence(brief.total),
            ],
            told.need_objection(),
            basis.source_ids,
        ),
    )


def _who(brief: Brief) -> DeckSlide:
    balance = brief.answer.balance
    summary, basis = balance.summary, balance_basis(balance)
    reference = evaluation.reference_balance(balance.settings.commodity)
    chart = balance_choropleth(balance, None, reference=reference)
    headline = balances.headline(balance)
    return DeckSlide(
        key="who",
        title=told.who_title(summary.n_surplus, summary.n_deficit),
        subtitle=_scope(balance),
        shown=Picture(headline, chart, headline, basis),
        figures=[
            KeyFigure(number(summary.n_surplus), words.balance_class("surplus")),
            KeyFigure(number(summary.n_deficit), words.balance_class("deficit")),
            *(
                [KeyFigure(number(summary.n_unknown), words.balance_class("unknown"))]
                if summary.n_unknown
                else []
            ),
        ],
        notes=_notes(
            [headline, certainty_headline(balance, certainty.certainty(balance))],
            told.who_objection(),
            basis.source_ids,
        ),
    )


def _together(brief: Brief) -> list[DeckSlide]:
    """Nothing where nobody lacks or nobody has."""
    if brief.deficit_t <= 0 or brief.surplus_t <= 0:
        return []
    balance = brief.answer.balance
    basis, spec = balance_basis(balance), balance_bars(balance)
    return [
        DeckSlide(
            key="together",
            title=told.together_title(100 * brief.surplus_t / brief.deficit_t),
            subtitle=_scope(balance),
            shown=Picture(scope_of(spec), spec, balances.headline(balance), basis),
            chart=charts.balance_data(balance),
            figures=[
                KeyFigure(tonnes(brief.surplus_t), _("Surplus together")),
                KeyFigure(tonnes(brief.deficit_t), _("Lack together")),
            ],
            notes=_notes(
                [
                    *matching.outside_notes(brief.answer.match.totals),
                    balances.without_stocks(),
                ],
                told.together_objection(),
                basis.source_ids,
            ),
        )
    ]


def _supplier(balance: Balance) -> list[DeckSlide]:
    """The largest surplus over the years; nothing without a surplus that is known."""
    table = balance.table[balance.table["balance_class"] == "surplus"]
    largest = table.sort_values("balance_t", ascending=False)["regency_code"].tolist()[:_SUPPLIERS]
    if not largest:
        return []
    commodity = balance.settings.commodity
    ratios, classes, cited = {}, [], []
    for year in evaluation.two_sided()[commodity]:
        found = evaluation.balance(commodity, year)
        if isinstance(found, MissingInputs):
            continue
        by_code = found.table.set_index("regency_code")
        known = by_code[by_code["disqualified_by"].eq("") & by_code["ratio"].notna()]
        ratios[year] = {str(code): float(ratio) for code, ratio in known["ratio"].items()}
        if largest[0] in known.index:
            classes.append(str(known.loc[largest[0], "balance_class"]))
        cited += list(balance_basis(found).source_ids)
    basis = replace(
        balance_basis(balance),
        years=f"{year_text(min(ratios))}–{year_text(max(ratios))}",
        source_ids=tuple(dict.fromkeys(cited)),
    )
    spec = ratio_by_year(ratios, commodity, largest)
    own = table.set_index("regency_code").loc[largest[0]]
    sure = certainty.certainty(balance)
    texts = certainty_texts(sure[sure["regency_code"] == largest[0]])
    return [
        DeckSlide(
            key="supplier",
            title=told.supplier_title(largest[0], classes.count("surplus"), len(classes)),
            subtitle=" · ".join(
                [commodity_name(commodity), basis.years, _("multiples of the need")]
            ),
            shown=Picture(scope_of(spec), spec, scope_of(spec), basis),
            chart=charts.ratio_data(ratios, largest),
            figures=[
                KeyFigure(
                    tonnes(own["balance_t"]),
                    _(
                        "Surplus of {name} in {year}",
                        name=place_name(largest[0]),
                        year=year_text(balance.settings.year),
                    ),
                ),
                KeyFigure(f"{number(own['ratio'], 1)} ×", _("of its need")),
            ],
            notes=_notes(
                [str(text) for text in texts.iloc[0]], told.supplier_objection(), basis.source_ids
            ),
        )
    ]


def _pairs(answer: Answer) -> DeckSlide:
    basis = match_basis(answer, evaluation.answer_sources(answer))
    reference = evaluation.reference_balance(answer.balance.settings.commodity)
    chart = balance_choropleth(answer.balance, None, reference=reference).with_overlay(
        flow_lines(answer.match, answer.ranges, with_external=False)
    )
    inside = answer.match.flows[answer.match.flows["origin_kind"] == "regency"]
    classes = class_of_flows(inside, answer.ranges)["pair_class"]
    totals = answer.match.totals
    headline = matching.match_headline(answer.match, answer.ranges)
    return DeckSlide(
        key="pairs",
        title=told.pairs_title(
            int((classes == "identified").sum()), int((classes == "interchangeable").sum())
        ),
        subtitle=f"{_scope(answer.balance)} · {words.modelled_flow()}",
        shown=Picture(headline, chart, headline, basis),
        figures=[
            KeyFigure(tonnes(totals.moved_t), _("Between regencies of NTT")),
            KeyFigure(tonnes(totals.external_t), _("From outside NTT")),
            KeyFigure(tonnes(totals.unmet_t), words.unmet_label(totals.external_t)),
        ],
        notes=_notes(
            [
                f"{headline}.",
                *(
                    f"{matching.corridor_line(each)}"
                    for each in ([] if answer.ranges is None else named_supplies(answer.ranges))
                    if not each.is_pair
                ),
                matching.aim(answer.scenario.matching.objective, outside=True),
                matching.line_legend(path=False),
            ],
            told.pairs_objection(),
            basis.source_ids,
        ),
        modelled=True,
    )


def _prices(answer: Answer) -> list[DeckSlide]:
    """Nothing where no monthly price is known."""
    prices = market.price_test(answer)
    if prices is None:
        return []
    whole = next(iter(market.carried(answer)), None)
    ids = tuple(map(str, market.support_sources(answer)))
    basis = replace(match_basis(answer, evaluation.answer_sources(answer)), source_ids=ids)
    ready = market_table(answer, prices)
    inside = ready.table[ready.table["origin_kind"] == "regency"]
    shown = replace(ready, table=inside, columns={name: ready.columns[name] for name in _PRICED})
    title = market_words.market_headline(answer.match, prices, whole)
    carries = [] if whole is None else [KeyFigure(tonnes(whole.total_t), _("Moved in NTT"))]
    if whole is not None and whole.max_t == whole.max_t:
        carries.append(KeyFigure(tonnes(whole.max_t), _("of it paid by prices, at most")))
    return [
        DeckSlide(
            key="prices",
            title=told.prices_title(whole),
            subtitle=f"{_scope(answer.balance)} · {words.modelled_flow()}",
            shown=Table(title, shown, basis, most_rows=8),
            figures=carries,
            notes=_notes(market.sentences(answer), told.prices_objection(), ids),
            modelled=True,
        )
    ]


def _ferries() -> list[DeckSlide]:
    if not evaluation.balanced_commodities():
        return []
    year = evaluation.usual_year()
    answer = ferries.ferry_answer(year, True, CapacityLimit())
    loads = answer.before.by_crossing()
    basis = Basis(
        years=year_text(year),
        unit=_("tonnes a year"),
        grade="assumption",
        source_ids=tuple(dict.fromkeys(ferries.ferry_sources(answer))),
        modelled=True,
    )
    spec = ferry_loads(answer, tuple(evaluation.balanced_commodities()))
    headline = ferry_words.headline(answer)
    crossed = answer.before.crossing_t
    first = "" if loads.empty else crossing_names()[loads.index[0]]
    closed = [CapacityLimit(0, loads.index[0])] if first else []
    return [
        DeckSlide(
            key="ferries",
            title=told.ferries_title(first, 100 * loads.iloc[0] / crossed)
            if first
            else told.no_ferry_title(),
            subtitle=f"{basis.years} · {basis.unit} · {words.modelled_flow()}",
            shown=Picture(headline, spec, headline, basis) if first else None,
            chart=charts.ferry_data(answer) if first else None,
            figures=[KeyFigure(tonnes(crossed), _("cross by ferry"))],
            notes=_notes(
                [
                    f"{headline}.",
                    *(
                        f"{ferry_words.headline(ferries.ferry_answer(year, True, room))}."
                        for room in closed
                    ),
                    ferry_words.commodities_sentence(
                        *(answer, evaluation.balanced_commodities()),
                        list(evaluation.balance_tables().not_comparable),
                    ),
                ],
                told.ferries_objection(),
                basis.source_ids,
            ),
            modelled=True,
        )
    ]


def _sectors() -> DeckSlide:
    """One scheme alone, that of more regencies: ranks of the two are never mixed."""
    rankings = load("sector_rankings")
    counts = {scheme: first_sectors(rankings, scheme) for scheme in sectors.SCHEMES}
    scheme = max(counts, key=lambda each: int(counts[each].sum()))
    leading = counts[scheme].index[counts[scheme] == counts[scheme].max()]
    rows = rankings[rankings["scheme"] == scheme]
    n_ranked = int(counts[scheme].sum())
    basis = register_basis(rows["source_id"], covered=coverage(n_ranked, len(regencies())))
    spec = borda_spec(scheme)
    return DeckSlide(
        key="sectors",
        title=told.sectors_title(
            sector_names(scheme)[leading[0]], int(counts[scheme].max()), n_ranked
        )
        if len(leading) == 1
        else told.sectors_tied_title(len(leading)),
        subtitle=" · ".join([sectors.scheme_label(scheme), _("Borda points"), basis.coverage]),
        shown=Picture(scope_of(spec), spec, sectors.matrix_headline(scheme), basis),
        chart=charts.borda_data(borda(rankings, scheme), scheme),
        figures=[
            KeyFigure(
                percent(100 * n_ranked / len(regencies()), 0), _("of the regencies ranked by it")
            )
        ],
        notes=_notes(
            [
                f"{sectors.matrix_headline(scheme)}.",
                sectors.schemes_explained(),
                sectors.unranked_note(),
            ],
            told.sectors_objection(),
            basis.source_ids,
        ),
    )


def _flagships() -> DeckSlide:
    found = partners.flagships(("goods",))
    zones = described_zones(load("zones"), regencies())
    lists = len(regencies()) - len(partners.without_list())
    basis = register_basis(partners.list_sources(), covered=coverage(lists, len(regencies())))
    ready = flagships_table(found, zone_names(zones))
    shown = replace(ready, columns={name: ready.columns[name] for name in _FLAGSHIPS})
    title = told.flagships_title(ready.table["zone_id"].nunique())
    return DeckSlide(
        key="flagships",
        title=title,
        subtitle=" · ".join([_("Points from lists of leading products"), basis.coverage]),
        shown=Table(title, shown, basis),
        notes=_notes(
            [
                f"{flagship.flagship_headline(found)}.",
                flagship.points_rule(),
                flagship.unweighted_note(found),
                flagship.no_say_note(partners.without_list()),
            ],
            told.flagships_objection(),
            basis.source_ids,
        ),
    )
