"""The method in words: formulas, cost parameters, what it assumes and where each part lives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publishing import scenario_words, words
from publishing.formats import number
from publishing.language import _, localised
from publishing.markdown_text import plain


@dataclass(frozen=True)
class Formula:
    """One part of the method; ``code`` are dotted names of what computes it."""

    title: str
    lines: Sequence[str]
    text: str
    code: Sequence[str]


def parameter_sentence(row: Mapping[Any, Any]) -> str:
    """Name, value, plausible range, basis and derivation of a cost parameter."""
    name = scenario_words.cost_parameter(row["parameter"])
    span = _(
        "{value} (plausible {low} to {high})",
        value=number(row["value"]),
        low=number(row["low"]),
        high=number(row["high"]),
    )
    basis = words.distance_basis(row["basis"])
    return (
        f"**{plain(name[:1].upper() + name[1:])}: {plain(span)}, "
        f"{plain(basis)}.** {plain(row[localised('note')])}"
    )


def formulas() -> list[Formula]:
    """Balance, network, matching, uncertainty and what stands in for missing tonnages."""
    return [
        Formula(
            _("Balance"),
            [
                _("available = production × conversion × (1 − seed − feed − loss)"),
                _("need = population × norm per head × (1 + eaten out) ÷ 1,000 + extra demand"),
                _("balance = available − need;  ratio = available ÷ need"),
            ],
            _(
                "In tonnes a year, for one commodity and regency. Surplus above 105 % of need, "
                "deficit below 95 %, balanced between; unknown where one figure is missing. The "
                "BPS coefficient for rice already nets seed, feed and loss, so these are not "
                "deducted again."
            ),
            [
                "analysis.balance.compute.available_tonnes",
                "analysis.balance.compute.need_tonnes",
                "analysis.balance.compute.classify_balance",
            ],
        ),
        Formula(
            _("Freight over the network"),
            [
                _("cost = Σ distance × rate of the mode"),
                _("     + fixed cost for every ferry crossing"),
                _("     + handling for every change between road and ferry"),
                _("     + loading and unloading for every cargo ship"),
            ],
            _(
                "In rupiah per tonne, from capital to capital. The path taken is the cheapest by "
                "cost (Dijkstra), not the shortest. A truck rolls onto the ferry, so ferry after "
                "ferry costs no handling between. Cargo ships bring goods in and take none out. A "
                "closed edge is left out; where no path is left, the pair is unreachable. What "
                "traders keep is in no cost, neither on goods from outside nor on those of NTT."
            ),
            [
                "geo.network.build_graph",
                "geo.paths.path_costs",
                "geo.paths.path_legs",
                "geo.paths.external_costs",
            ],
        ),
        Formula(
            _("Who supplies whom"),
            [
                _("most:  tonnes from regencies of NTT;  then least:  tonnes unmet"),
                _("then least:  Σ cost × tonnes between regencies"),
                _("so that: sent ≤ surplus − reserve;  received + unmet = deficit"),
            ],
            _(
                "A transport problem for each commodity. NTT supplies itself first: as much as "
                "possible of its own surplus is placed before freight counts; the rest comes from "
                "wherever outside it is cheapest to bring. Another aim can be chosen: least "
                "freight in all with outside as an equal rival and a high penalty on what stays "
                "unmet (least cost), the smallest share of need met as large as possible "
                "(fairest), or as much as possible within a zone and an island group (most local). "
                "Among answers of equal cost neighbours go first. The same input gives the same "
                "answer."
            ),
            [
                "analysis.matching.match",
                "analysis.matching.options.MatchingOptions",
                "analysis.matching.transport.TransportProblem",
            ],
        ),
        Formula(
            _("Uncertainty"),
            [
                _("drawn figure = figure × error;  error lognormal with median 1"),
                _("spread = 1.4826 × median |change − median of the year| ÷ √2"),
                _("steadiness = 1 − (changes larger than the distance + 1) ÷ (2 n + 2)"),
            ],
            _(
                "Every input is drawn many times with the spread of its grade (a table, most of "
                "its rows assumptions) and a fixed seed; a coefficient of the province errs "
                "alike in all regencies. The spread of production is that of the commodity's own "
                "yearly changes, where there are enough of them. The share of draws with one "
                "sign is how sure that sign is; the less often earlier changes were larger than "
                "the distance from the need, the steadier it is."
            ),
            [
                "analysis.uncertainty.draws.draw_balances",
                "analysis.uncertainty.spreads.Spreads",
                "analysis.uncertainty.scatter.scatter",
                "analysis.uncertainty.steadiness.steadiness",
                "analysis.uncertainty.calibration.calibrate",
            ],
        ),
        Formula(
            _("Comparison with what is published"),
            [_("difference = 100 × (model − published) ÷ published")],
            _(
                "To the nearer end where a range is published. Each kind of figure has its own "
                "tolerances, an assumption; kinds are counted apart and a road once."
            ),
            ["analysis.matching.validation.judge", "analysis.matching.flow_checks.compare_flows"],
        ),
    ]


def assumptions() -> list[str]:
    """What no figure shows and the model takes to be so."""
    return [
        _("Assumption: a good costs the same wherever it is bought; only freight decides."),
        _(
            "Assumption: a regency's goods start and end in its capital; roads within it cost "
            "nothing."
        ),
        _(
            "Assumption: freight per tonne does not depend on the quantity, the season or the "
            "return load."
        ),
        _(
            "Assumption: when pairs are judged robust or fragile, each cost parameter lies between "
            "its low and its high value, the same for all paths at once, and every path is held "
            "at the one that is cheapest at the values used."
        ),
        _(
            "Assumption: a path is open the whole year unless it is closed; ferries have room "
            "for all."
        ),
        _("Assumption: a regency keeps its own need first and gives away only what exceeds it."),
        _("Assumption: supply from outside is as large as wanted."),
        _(
            "A length without publication is computed: great circle × the island's usual factor on "
            "land, a path around the islands at sea. It is marked wherever it is shown."
        ),
        _("Fares and tariffs are of different years and are not brought to one price level."),
    ]
