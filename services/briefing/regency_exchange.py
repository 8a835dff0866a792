"""What a regency has and needs, and with whom it can deal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis.balance.result import Balance
from analysis.partnerships import Partnership, all_partnerships
from ntt_data.editions import once_per_tables
from publishing import words
from publishing.briefing.basis import ids_of, match_basis, weakest
from publishing.briefing.model import Basis, Block, Finding, Note, Section, Table
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.listings.partnerships import partnerships_table
from publishing.listings.profile import balances_table
from publishing.names import commodity_name
from publishing.sentences.balance import both_sides, without_stocks
from publishing.sentences.partnerships import partnership_line, partnerships_headline
from publishing.sentences.profile import (
    RegencyBalance,
    balance_row,
    balances_headline,
    certainty_line,
    left_line,
    population_notes,
    set_aside,
    unknown_because,
)
from publishing.sentences.self_supply import JUDGED, Apart, apart_line, produced_line
from publishing.tables import ReadyTable
from services import overview, profile
from services.answer import evaluation, market
from services.briefing.regency_records import staples_block

#: Columns of the balances that paper has room for; certainty stands in the sentences.
_ON_PAPER = ("name", "year", "class_word", "balance_t", "ratio_pct", "available_t", "need_t")
#: Sentences on partners of each side, and rows of their table on paper; the screen has all.
_TOLD, _ROWS = 1, 4


def balances(regency_code: str, year: int | None) -> Section:
    """How much of its need each commodity's production is, how sure that is, and the figures."""
    table = profile.regency_balances(regency_code, year)
    rows = profile.balances_known(regency_code, year)
    blocks = [block for row in rows for block in _balance(regency_code, row)]
    basis = Basis(
        years=span_of_years(row.year for row in rows),
        unit=_("tonnes a year"),
        grade=weakest(row.grade for row in rows),
        source_ids=ids_of(row.source_ids for row in rows),
    )
    ready = _balances_table(regency_code, year)
    short = replace(ready, columns={name: ready.columns[name] for name in _ON_PAPER})
    blocks.append(Table(_("Balances in tonnes"), short, basis))
    blocks.append(staples_block(regency_code, year))
    blocks.append(Note("method", without_stocks()))
    return Section("balances", balances_headline(table, year), blocks)


@once_per_language(maxsize=8, tables_alone=True)
def _balances_table(regency_code: str, year: int | None) -> ReadyTable:
    """One table for the two sections that show it, shorter and whole."""
    return balances_table(profile.regency_balances(regency_code, year))


def sound_balances(regency_code: str) -> list[Finding]:
    """A sentence of each commodity whose newest balance is one that nothing doubts."""
    rows = profile.balances_known(regency_code, None)
    sound = [row for row in rows if row.balance_class in JUDGED and not row.flags]
    blocks = [block for row in sound for block in _balance(regency_code, row)]
    return [each for each in blocks if isinstance(each, Finding)]


def behind_balances(regency_code: str, year: int | None) -> Section:
    """For the screen: the balances with their certainty and sources, and what they assume."""
    rows = profile.balances_known(regency_code, year)
    basis = Basis(years=span_of_years(row.year for row in rows), unit=_("tonnes a year"))
    answers = profile.answers_of(year).values()
    suspended = {each.balance.settings.commodity: each.balance.suspended for each in answers}
    return Section(
        "exact",
        _("The balances in full"),
        [
            Table(_("Balances"), _balances_table(regency_code, year), basis),
            *(Note("assumption", each) for each in population_notes(profile.populations(year))),
            *(
                Note("caution", apart_line(row.commodity, row.year, why))
                for row in rows
                if row.balance_class in JUDGED and (why := _year_before(regency_code, row)[1])
            ),
            *(
                Note("caution", f"{commodity_name(commodity)}: {words.not_comparable(why)}")
                for commodity, why in suspended.items()
                if why
            ),
        ],
        brief=False,
    )


def _balance(regency_code: str, row: RegencyBalance) -> list[Block]:
    """A sentence where the balance is a finding, else what is known and why it is none."""
    named = f"{commodity_name(row.commodity)} {year_text(row.year)}"
    if row.balance_class == "unknown":
        return [Note("missing", f"{named}: {unknown_because(row)}")]
    basis = Basis(
        years=year_text(row.year),
        unit=_("tonnes a year"),
        grade=row.grade,
        source_ids=ids_of([row.source_ids]),
    )
    if row.balance_class == "not_comparable":
        balance = evaluation.baseline_answer(row.commodity, row.year).balance
        said = both_sides(balance, row.available_t, row.need_t)
        return [
            Finding(
                _("{name}: {both}; not comparable, so neither surplus nor deficit.").format(
                    name=named, both=said[:1].lower() + said[1:]
                ),
                basis,
            )
        ]
    if row.balance_class not in JUDGED:
        return [Note("caution", f"{named}: {line}") for line in set_aside(row, "")]
    before, _why = _year_before(regency_code, row)
    said = produced_line(regency_code, row, before)
    if certain := certainty_line(row):
        said = f"{said} {certain}."
    found: list[Block] = [Finding(said, basis)]
    if row.flags:
        found.append(Note("caution", f"{named}: {words.flags(row.flags)}."))
    return found


def _year_before(
    regency_code: str, row: RegencyBalance
) -> tuple[RegencyBalance | None, Apart | None]:
    """The year before where the two may be held against each other, else why they may not.

    Neither where it has no balance.
    """
    brief = overview.brief(row.commodity, row.year)
    if brief.differs_in_form:
        return None, "form"
    change = brief.change
    if change is None:
        return None, None
    if regency_code in change.left_out:
        return None, "counting"
    if change.needs_differ:
        return None, "need"
    found = evaluation.balance(row.commodity, change.before)
    assert isinstance(found, Balance), "a change is one of two balances"
    own = profile.known_of(row.commodity, change.before)[regency_code]
    of_balance = {str(name): own[name] for name in found.table}
    return balance_row(of_balance | {"commodity": row.commodity, "year": change.before}), None


@once_per_tables(maxsize=256)
def partnerships_of(regency_code: str, year: int | None) -> list[Partnership]:
    """Of every commodity with a balance, the usual one first; see ``partnerships``."""
    answers = profile.answers_of(year)
    order = sorted(answers, key=lambda name: (name != evaluation.DEFAULT_COMMODITY, name))
    return [
        each
        for commodity in order
        for each in _of_commodity(commodity, answers[commodity].balance.settings.year).get(
            regency_code, ()
        )
    ]


@once_per_tables(maxsize=64)
def _of_commodity(commodity: str, year: int) -> dict[str, list[Partnership]]:
    """Those of every regency in one answer: worked out together, and looked up for each."""
    return all_partnerships(overview.brief(commodity, year))


def partners(regency_code: str, year: int | None) -> Section:
    """Whom it can supply and who can supply it: identified pairs and corridors."""
    found = partnerships_of(regency_code, year)
    blocks: list[Block] = []
    for side in ("supplies", "receives", "from_outside"):
        mine = [each for each in found if each.side == side]
        blocks += [
            Finding(partnership_line(each), partnership_basis(each)) for each in mine[:_TOLD]
        ]
    blocks += _left_over(regency_code, year)
    if found:
        of_each = [partnership_basis(each) for each in found]
        basis = replace(
            of_each[0],
            years=span_of_years(each.year for each in found),
            source_ids=ids_of(source for one in of_each for source in one.source_ids),
        )
        blocks.append(Table(_("Partners (modelled)"), partnerships_table(found), basis, _ROWS))
        blocks.append(
            Note(
                "method",
                _(
                    "Partners: {label}. NTT supplies itself first, then with the least freight "
                    "between regencies over the road-and-sea network; supply from outside NTT "
                    "allowed.",
                    label=words.modelled_flow(),
                ),
            )
        )
    else:
        blocks.append(
            Note("missing", _("No balance of this regency is a surplus or a deficit: no partner."))
        )
    return Section("partners", partnerships_headline(found), blocks)


def partnership_basis(found: Partnership) -> Basis:
    """What a pair or corridor rests on: the answer, its freight and the prices beside it."""
    answer = evaluation.baseline_answer(found.commodity, found.year)
    prices = market.price_test(answer)
    cited = [*evaluation.answer_sources(answer), *(prices.source_ids if prices else ())]
    return match_basis(answer, cited)


def _left_over(regency_code: str, year: int | None) -> list[Finding]:
    """What of a deficit stays unmet or of a surplus stays without a receiver."""
    found = []
    for commodity, answer in profile.answers_of(year).items():
        row = profile.known_of(commodity, answer.balance.settings.year)[regency_code]
        line = left_line(regency_code, str(row["balance_class"]), answer.match)
        if line:
            named = f"{commodity_name(commodity)} {year_text(answer.balance.settings.year)}"
            basis = match_basis(answer, evaluation.answer_sources(answer))
            found.append(Finding(f"{named}: {line}.", basis))
    return found


def span_of_years(years: Iterable[int]) -> str:
    """One year, or the first and the last of several."""
    low, *more = sorted({int(each) for each in years})
    return f"{year_text(low)}–{year_text(more[-1])}" if more else year_text(low)
