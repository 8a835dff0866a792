"""What the briefing of a scenario says over its sections; what two compare is in ``scenario``."""

from __future__ import annotations

from analysis.matching.match import MatchResult
from analysis.matching.reasons import alternatives_of
from analysis.scenario.errors import ScenarioError, legible
from analysis.uncertainty.pair_robustness import ROBUST_PCT, PairDraws
from publishing import words
from publishing.formats import number, percent, tonnes
from publishing.language import _, ngettext
from publishing.names import joined_regencies
from publishing.scenario_words import field

#: What a scenario sets, or closes, of what a reason may name.
_LIMITS = frozenset(
    {"too_far", "forbidden", "too_small", "pair_limits", "reserve", "too_costly", "unreachable"}
)
#: Half a tonne is none on the screen, nor is a change of less.
CHANGED_T = 0.5


def baseline_words() -> str:
    """What the baseline is."""
    return _("the figures as they are known, nothing is assumed differently")


def assumptions_headline(scenario: str, n_changed: int) -> str:
    """How many assumptions are not the baseline's; ``scenario`` is its title."""
    if not n_changed:
        return _("{scenario}: no assumption differs from the baseline", scenario=scenario)
    return ngettext(
        "{scenario}: {n} assumption differs from the baseline",
        "{scenario}: {n} assumptions differ from the baseline",
        n_changed,
        scenario=scenario,
    )


def description(text: str) -> str:
    """What its author wrote of it, in one line."""
    return _("Described by its author: {text}", text=" ".join(text.split()))


def not_saved() -> str:
    """That nobody can open it again."""
    return _("This scenario is not saved: no link opens it.")


def cannot_be_computed(scenario: str) -> str:
    """That a scenario has no answer today."""
    return _("{scenario}: cannot be computed", scenario=scenario)


def unknown_reference(error: ScenarioError) -> str:
    """What of a scenario the tables of today do not know."""
    return _(
        "“{field}” names “{value}”, which the tables do not know (any more).",
        field=field(error.field if error.field.startswith("matching.") else _root(error.field)),
        value=legible(str(error.value)),
    )


def _root(path: str) -> str:
    return path.split(".")[0].split("[")[0]


def totals_title(about: str) -> str:
    """Over the totals; ``about``: title of the scenario, or commodity and year."""
    return _("{about}: balance, pairs and freight in all", about=about)


def balances_title(scenario: str) -> str:
    """Over the balances of a scenario and the baseline."""
    return _("{scenario} and the baseline: balances that change most, in tonnes", scenario=scenario)


def pairs_title(about: str) -> str:
    """Over the table of pairs."""
    return _("{about}: pairs", about=about)


def unmet_title(about: str) -> str:
    """Over the table of deficits."""
    return _("{about}: what stays unmet, and why", about=about)


def unmet_headline(about: str, match: MatchResult) -> str:
    """What of the deficits stays unmet, and what comes from outside where nothing does.

    ``about``: title of the scenario, or commodity and year.
    """
    totals = match.totals
    if totals.deficit_t < CHANGED_T:
        return _("{about}: no known regency is in deficit", about=about)
    if totals.unmet_t >= CHANGED_T:
        n = int((match.unmet["unmet_t"] >= CHANGED_T).sum())
        return ngettext(
            "{about}: {amount} stay unmet, in {n} regency",
            "{about}: {amount} stay unmet, in {n} regencies",
            n,
            about=about,
            amount=tonnes(totals.unmet_t),
        )
    if totals.external_t >= CHANGED_T:
        return _(
            "{about}: nothing stays unmet, with {outside} from outside NTT and {inside} from its "
            "regencies",
            about=about,
            outside=tonnes(totals.external_t),
            inside=tonnes(totals.moved_t),
        )
    return _("{about}: regencies of NTT meet all deficits", about=about)


def limits_title(about: str) -> str:
    """Over what the limits of a scenario do."""
    return _("{about}: limits that bind, and for whom", about=about)


def binding_limits(match: MatchResult) -> list[str]:
    """Which limit or closure leaves whom with less from NTT, or with goods that find no receiver.

    A line for each reason with the regencies it holds for.
    """
    lines = [
        _deficits_line(codes, reason)
        for reason, codes in _by_reason(match, "unmet").items()
        if _names_a_limit(reason)
    ]
    return lines + [
        _surplus_line(codes, reason)
        for reason, codes in _by_reason(match, "unsold").items()
        if _names_a_limit(reason)
    ]


def _deficits_line(codes: list[str], reason: str) -> str:
    return _(
        "Deficit of {names}: {reason}.",
        names=joined_regencies(codes),
        reason=words.unmet_reason(reason),
    )


def _surplus_line(codes: list[str], reason: str) -> str:
    return _(
        "Surplus of {names}: {reason}.",
        names=joined_regencies(codes),
        reason=words.unsold_reason(reason),
    )


def _by_reason(match: MatchResult, side: str) -> dict[str, list[str]]:
    rows = {"unmet": match.unmet, "unsold": match.unsold}[side]
    found: dict[str, list[str]] = {}
    for code, reason in zip(rows["regency_code"], rows["reason"], strict=True):
        found.setdefault(str(reason), []).append(str(code))
    return found


def _names_a_limit(reason: str) -> bool:
    return any(part in _LIMITS for together in alternatives_of(reason) for part in together)


def no_limit_binds() -> str:
    """Where limits are set and none of them costs a regency a tonne."""
    return _(
        "No limit or closure of it leaves a regency with less from NTT or with goods that find no "
        "receiver; who supplies whom may still be different."
    )


def not_judged() -> str:
    """Where nobody knows which pairs can be swapped."""
    return _("how firm the pairs are is not worked out")


def robust_means(found: PairDraws) -> str:
    """When a pair is called robust, in a line; the whole of it is ``certainty.robustness_note``."""
    return _(
        "Robust: in {robust} or more of {n} repeated matches with balances and freight a little "
        "off.",
        robust=percent(ROBUST_PCT, 0),
        n=number(found.n_draws),
    )
