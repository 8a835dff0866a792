"""An answer as tables of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.answer import Answer
from analysis.matching.price_gaps import PriceTest
from analysis.matching.ranges import class_of_flows, corridors_of
from geo.places import names_of, place_names
from ntt_data.editions import current
from publishing import words
from publishing.formats import percent, rupiah, tonnes
from publishing.formats import year as year_text
from publishing.language import _
from publishing.listings.market import market_table
from publishing.names import commodity_name
from publishing.sentences.balance import (
    coverage_note,
    doubtful_lines,
    total_words,
    what_it_holds,
    with_doubtful,
)
from publishing.sentences.certainty import certainty_texts
from publishing.sentences.market import market_note
from publishing.sentences.matching import (
    corridor_line,
    pair_class_word,
    ranges_note,
    tie_rule,
)
from publishing.sources import split_ids
from publishing.tables import Column, ReadyTable


def answer_text(
    answer: Answer,
    name: str,
    source_ids: Sequence[str],
    prices: PriceTest | None,
    certainty: pd.DataFrame,
    notes: Sequence[str] = (),
    of_market: Sequence[str] = (),
    gaps: pd.DataFrame | None = None,
) -> str:
    """The whole answer: what it is about, the balance, the pairs, the totals, the sources.

    Parameters
    ----------
    answer : Answer
    name : str
        Name of the scenario, as its author wrote it.
    source_ids : Sequence[str]
        Sources that the answer rests on.
    prices : PriceTest or None
        What monthly prices say of its pairs; None where no price is known.
    certainty : DataFrame
        Both promises by regency, as ``services.answer.certainty`` makes it.
    notes : Sequence[str]
        What is to be known of the scenario, a sentence each.
    of_market : Sequence[str]
        What prices say of its corridors and of gateways beside neighbours, a sentence each.
    gaps : DataFrame or None
        Price gaps of its flows month by month, see ``gaps_by_month``.
    """
    settings = answer.balance.settings
    title = f"{commodity_name(settings.commodity)} {year_text(settings.year)}"
    parts = [
        title + "\n" + "=" * len(title),
        _("Scenario: {name}", name=name) + "\n" + _("Edition: {edition}", edition=current()),
        *notes,
        _headed(_("Balance by regency"), as_text(balance_table(answer, certainty))),
        *_said_of(answer),
        *([] if answer.balance.suspended else _pairs_text(answer, prices, of_market)),
        *([] if gaps is None else _gaps_text(gaps)),
        _headed(_("Totals"), as_text(totals_table(answer))),
        _("Sources: {ids}", ids=", ".join(split_ids(source_ids))),
    ]
    return "\n\n".join(parts) + "\n"


def balance_table(answer: Answer, certainty: pd.DataFrame) -> ReadyTable:
    """Every regency with what is available, needed and left, and how sure that is.

    The largest surplus first.
    """
    is_suspended = bool(answer.balance.suspended)
    table = answer.balance.table.sort_values(
        "available_t" if is_suspended else "balance_t", ascending=False, na_position="last"
    )
    balance = {} if is_suspended else {"balance_t": Column(_("Balance (t)"), 0)}
    certain = {
        "sign_text": Column(_("How sure this year's sign is")),
        "steady_text": Column(_("The next year the same?")),
    }
    texts = certainty_texts(certainty.set_index("regency_code"))
    return ReadyTable(
        table.assign(
            regency=names_of(table["regency_code"]),
            class_word=table["balance_class"].map(words.balance_class),
            sign_text=table["regency_code"].map(texts["sign_text"]),
            steady_text=table["regency_code"].map(texts["steady_text"]),
        ),
        {
            "regency_code": Column(_("Code")),
            "regency": Column(_("Regency")),
            "available_t": Column(words.in_tonnes(words.available(answer.balance.suspended)), 0),
            "need_t": Column(_("Need (t)"), 0),
            **balance,
            "class_word": Column(_("Class")),
            **({} if is_suspended else certain),
        },
    )


def pairs_table(answer: Answer) -> ReadyTable:
    """Every flow with tonnes, share of the receiver's need and freight, the largest first."""
    flows = answer.match.flows
    names = place_names()
    found = class_of_flows(flows, answer.ranges)
    return ReadyTable(
        flows.assign(
            supplier=flows["origin"].map(names),
            receiver=flows["destination"].map(names),
            class_word=found["pair_class"].map(pair_class_word),
            min_t=found["min_t"],
            max_t=found["max_t"],
        ),
        {
            "supplier": Column(_("Supplier")),
            "receiver": Column(_("Receiver")),
            "tonnes": Column(_("Tonnes"), 0),
            "class_word": Column(_("Certain or a choice")),
            "min_t": Column(_("Smallest (t)"), 0),
            "max_t": Column(_("Largest (t)"), 0),
            "share_of_need_pct": Column(_("Of need (%)"), 1),
            "cost_idr_per_kg": Column(_("Rp/kg"), 0),
            "distance_km": Column(_("Distance (km)"), 0),
        },
    )


def gaps_tables(gaps: pd.DataFrame) -> dict[str, ReadyTable]:
    """What is left of the price gap after freight (Rp/kg), by year: a row a pair, a column a month.

    ``gaps`` as ``gaps_by_month`` makes it. A month without prices at both ends is unknown.
    """
    names = place_names()
    ends = ["origin", "destination"]
    tables = {}
    for year, rows in gaps.assign(number=gaps["month"].str[5:]).groupby(gaps["month"].str[:4]):
        wide = rows.pivot(index=ends, columns="number", values="after_freight_idr_per_kg")
        wide = wide.reindex(pd.MultiIndex.from_frame(rows[ends].drop_duplicates())).reset_index()
        columns = {
            "supplier": Column(_("Supplier")),
            "receiver": Column(_("Receiver")),
            **{number: Column(number, 0) for number in sorted(rows["number"].unique())},
        }
        named = wide.assign(
            supplier=wide["origin"].map(names), receiver=wide["destination"].map(names)
        )
        tables[str(year)] = ReadyTable(named, columns)
    return tables


def totals_table(answer: Answer) -> ReadyTable:
    """The sums of balance and match, each with its unit."""
    summary, totals = answer.balance.summary, answer.match.totals
    smallest = totals.smallest_share_of_need_pct
    rows: dict[str, str] = {
        words.available(answer.balance.suspended): with_doubtful(
            tonnes(summary.total_available_t), tonnes(summary.with_doubtful_available_t)
        ),
        _("Need"): with_doubtful(
            tonnes(summary.total_need_t), tonnes(summary.with_doubtful_need_t)
        ),
    }
    if not answer.balance.suspended:
        total, amount = total_words(answer.balance)
        rows |= {
            total: amount,
            _("Surplus offered"): tonnes(totals.offered_t),
            _modelled(_("Between regencies of NTT")): tonnes(totals.moved_t),
            _modelled(_("From outside NTT")): tonnes(totals.external_t),
            words.unmet_label(totals.external_t): tonnes(totals.unmet_t),
            _("Stays unsold"): tonnes(totals.unsold_t),
            _("Freight in all"): rupiah(totals.cost_idr),
            _("Smallest share of need met"): "–" if smallest is None else percent(smallest),
        }
    table = pd.DataFrame({"figure": list(rows), "value": list(rows.values())})
    return ReadyTable(table, {"figure": Column(_("Figure")), "value": Column(_("Value"))})


def _modelled(figure: str) -> str:
    return f"{figure} ({words.modelled_flow()})"


def commodities_text(years: Mapping[str, Sequence[int]]) -> str:
    """Slug, name and years of what can be asked for."""
    table = pd.DataFrame(
        {
            "slug": list(years),
            "name": [commodity_name(commodity) for commodity in years],
            "years": [", ".join(map(year_text, sorted(each))) for each in years.values()],
        }
    )
    columns = {
        "slug": Column(_("Commodity")),
        "name": Column(_("Name")),
        "years": Column(_("Years with a balance")),
    }
    return as_text(ReadyTable(table, columns)) + "\n"


def as_text(ready: ReadyTable) -> str:
    """Columns aligned by spaces: figures to the right, words to the left, unknown as a dash.

    What has to be known of every row stands below them.
    """
    lines: list[list[str]] = [[column.title for column in ready.columns.values()]]
    lines += [
        ["–" if cell is None else cell for cell in row]
        for row in zip(*ready.texts.values(), strict=True)
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    to_right = [column.decimals is not None for column in ready.columns.values()]
    lines.insert(1, ["-" * width for width in widths])
    rows = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, to_right, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join([*rows, *(["", words.sentence_of(ready.remark)] if ready.remark else [])])


def _pairs_text(answer: Answer, prices: PriceTest | None, of_market: Sequence[str]) -> list[str]:
    """The pairs, what of them is identified, and whether prices carry them."""
    return [
        _headed(
            _("Pairs: {label}", label=words.modelled_flow()),
            as_text(pairs_table(answer)) if len(answer.match.flows) else _("No pair."),
        ),
        "\n".join(
            [
                *map(corridor_line, corridors_of(answer.ranges)),
                ranges_note(answer.ranges, answer.scenario.matching.objective),
                tie_rule(),
            ]
        ),
        _headed(_("Would the market carry it?"), _market_text(answer, prices, of_market)),
    ]


def _market_text(answer: Answer, prices: PriceTest | None, of_market: Sequence[str]) -> str:
    if prices is None:
        return _("No monthly prices of this commodity are known.")
    table = as_text(market_table(answer, prices)) if len(answer.match.flows) else _("No pair.")
    return "\n\n".join([table, "\n".join([*of_market, market_note(prices)])])


def _gaps_text(gaps: pd.DataFrame) -> list[str]:
    """The months behind the verdicts of prices, a table a year."""
    return [
        _headed(_("Price gap after freight by month of {year} (Rp/kg)", year=year), as_text(table))
        for year, table in (gaps_tables(gaps).items() if len(gaps) else ())
    ]


def _headed(heading: str, text: str) -> str:
    return f"{heading}\n\n{text}"


def _said_of(answer: Answer) -> list[str]:
    """Coverage, who is left out and why, and why there is no balance to speak of."""
    balance = answer.balance
    suspended = [words.not_comparable(balance.suspended)] if balance.suspended else []
    said = [coverage_note(balance), what_it_holds(balance)]
    return [*said, *doubtful_lines(balance), *suspended]
