"""Titles of a scenario's slides, and what a speaker answers to an economist's objection.

Nothing in them was measured: each slide names the scenario below its title.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.balance.compute import BalanceSummary
from analysis.matching.tables import MatchTotals
from analysis.uncertainty.pair_robustness import ROBUST_PCT
from publishing.formats import number, rupiah, tonnes
from publishing.language import _, ngettext
from publishing.sentences.deck import Objection

#: Half a tonne is none on the screen, nor is a change of less.
_CHANGED_T = 0.5
#: Freight of less (rupiah) is no change of it: a million is the unit that totals are told in.
_CHANGED_IDR = 1e6
#: Letters of a scenario's title that a subtitle has room for beside unit and year.
_LETTERS = 40


def cut(title: str) -> str:
    """A title as far as a subtitle has room; the whole of it stands in the notes.

    >>> cut("Scenario A")
    'Scenario A'
    """
    one_line = " ".join(title.split())
    if len(one_line) <= _LETTERS:
        return one_line
    return f"{one_line[: _LETTERS - 1].rstrip()}…"


def assumptions_title(n_changed: int) -> str:
    """How many assumptions are not the baseline's."""
    if not n_changed:
        return _("No assumption differs from the baseline's")
    return ngettext(
        "{n} assumption differs from the baseline's",
        "{n} assumptions differ from the baseline's",
        n_changed,
    )


def assumptions_objection() -> Objection:
    """Against assuming."""
    return Objection(
        _("Any result can be had by choosing the assumptions."),
        _(
            "That is why all that differ stand here, each beside the baseline's. Whoever doubts "
            "one can change it in the application and sees what follows."
        ),
    )


def balance_title(before: BalanceSummary, now: BalanceSummary) -> str:
    """What becomes of the balance of all known regencies together.

    Turned over by less than half a tonne, and by regencies known in one of the two alone.
    """
    if before.n_known != now.n_known:
        return _("The balance is known of other regencies than before")
    change = now.total_balance_t - before.total_balance_t
    if abs(change) < _CHANGED_T:
        return _("The balance stays as it is")
    if change < 0:
        return _("{amount} less in the balance", amount=tonnes(-change))
    return _("{amount} more in the balance", amount=tonnes(change))


def available_title(before: BalanceSummary, now: BalanceSummary) -> str:
    """What becomes of the one side that may be told where two cannot be compared."""
    change = now.total_available_t - before.total_available_t
    if abs(change) < _CHANGED_T:
        return _("What is there stays as it is")
    if change < 0:
        return _("{amount} less than in the baseline", amount=tonnes(-change))
    return _("{amount} more than in the baseline", amount=tonnes(change))


def balance_objection() -> Objection:
    """Against a balance that nobody has measured."""
    return Objection(
        _("If this came about, people and prices would react; the balance would be another."),
        _(
            "Right: only what is named is changed, all else stays as in the baseline. It shows "
            "what the change alone does, and is no forecast."
        ),
    )


def regencies_title(changes: pd.Series) -> str:
    """How many balances rise and fall; ``changes`` in tonnes, of figures that nothing doubts.

    No regency is said to gain: a balance also rises where people eat less.
    """
    gain, lose = int((changes >= _CHANGED_T).sum()), int((changes <= -_CHANGED_T).sum())
    if not gain and not lose:
        return _("No regency's balance changes")
    if not gain:
        return ngettext(
            "Balance falls in {n} regency, rises in none",
            "Balance falls in {n} regencies, rises in none",
            lose,
        )
    if not lose:
        return ngettext(
            "Balance rises in {n} regency, falls in none",
            "Balance rises in {n} regencies, falls in none",
            gain,
        )
    return _(
        "Balance rises in {gain}, falls in {lose} regencies", gain=number(gain), lose=number(lose)
    )


def regencies_objection() -> Objection:
    """Against winners and losers."""
    return Objection(
        _("The same change in per cent is more tonnes in a large regency."),
        _(
            "Right: tonnes say what has to be moved, not who is hit hardest; for that each "
            "regency's need has to stand beside them."
        ),
    )


def totals_title(before: MatchTotals, now: MatchTotals) -> str:
    """What changes most in what follows: first need, then where goods come from, then freight."""
    for measure, more, less in (
        (
            now.unmet_t - before.unmet_t,
            _("{amount} more stay unmet"),
            _("{amount} less stay unmet"),
        ),
        (
            now.external_t - before.external_t,
            _("{amount} more from outside NTT"),
            _("{amount} less from outside NTT"),
        ),
        (
            now.moved_t - before.moved_t,
            _("{amount} more between regencies"),
            _("{amount} less between regencies"),
        ),
    ):
        if abs(measure) >= _CHANGED_T:
            return (more if measure > 0 else less).format(amount=tonnes(abs(measure)))
    dearer = now.cost_idr - before.cost_idr
    if abs(dearer) < _CHANGED_IDR:
        return _("Tonnes and freight stay the same in all")
    amount = _("{amount} million", amount=rupiah(abs(dearer) / 1e6))
    if dearer > 0:
        return _("Freight rises by {amount}, tonnes stay", amount=amount)
    return _("Freight falls by {amount}, tonnes stay", amount=amount)


def totals_objection() -> Objection:
    """Against freight of a model."""
    return Objection(
        _("Freight of a model is no bill of a carrier."),
        _(
            "Right: both sides are worked out with the same model, so that the difference says "
            "more than either amount. The cost assumptions stand on the page of methods."
        ),
    )


def changes_title(counts: Mapping[str, int]) -> str:
    """What becomes of the pairs that can be compared; ``counts`` by ``PairChange``."""
    same = counts.get("same", 0)
    changed = sum(counts.get(each, 0) for each in ("more", "less", "new", "gone"))
    if not same and not changed:
        return _("No pair between regencies can be compared")
    if not changed:
        return ngettext("{n} pair stays as it is", "{n} pairs stay as they are", same)
    if not same:
        return ngettext("{n} pair changes, none stays", "{n} pairs change, none stays", changed)
    return _("{n} pairs change, {same} stay the same", n=number(changed), same=number(same))


def changes_objection() -> Objection:
    """Against comparing pairs."""
    return Objection(
        _("Where partners can be swapped, a changed pair says nothing."),
        _(
            "Right: compared are only pairs that are the same in every equally good answer of "
            "both. Those that can be swapped are counted apart and never called a change."
        ),
    )


def unmet_title(totals: MatchTotals, n_unmet: int) -> str:
    """What of the deficits stays unmet, or where all of it comes from."""
    if totals.deficit_t < _CHANGED_T:
        return _("No known regency is in deficit")
    if totals.unmet_t >= _CHANGED_T:
        return ngettext(
            "{amount} stay unmet, in {n} regency",
            "{amount} stay unmet, in {n} regencies",
            n_unmet,
            amount=tonnes(totals.unmet_t),
        )
    if totals.external_t >= _CHANGED_T:
        return _(
            "Nothing stays unmet, with {amount} from outside", amount=tonnes(totals.external_t)
        )
    return _("Regencies of NTT meet all deficits")


def unmet_objection(outside: bool) -> Objection:
    """Against supply from outside that is simply there, or that is not allowed."""
    if not outside:
        return Objection(
            _("Nobody would forbid supply from outside while people lack."),
            _(
                "Right: it is left out to see what NTT can do by itself. What is unmet here would "
                "have to come from outside, or from stocks that the model does not know."
            ),
        )
    return Objection(
        _("Supply from outside is assumed to be there in any amount."),
        _(
            "Right: the model lets every gateway supply what is asked. What would happen if it did "
            "not is a scenario of its own."
        ),
    )


def firmness_title(shares: pd.Series) -> str:
    """How many pairs are robust; ``shares``: of the draws in per cent, by identified pair."""
    if shares.empty:
        return _("No identified pair between regencies to judge")
    robust = int((shares >= ROBUST_PCT).sum())
    if not robust:
        return _("None of {total} identified pairs is robust", total=number(len(shares)))
    return _(
        "{n} of {total} identified pairs are robust", n=number(robust), total=number(len(shares))
    )


def firmness_objection() -> Objection:
    """Against robustness under assumptions."""
    return Objection(
        _("Robust in a model is not robust in the world."),
        _(
            "Right: balances and freight are drawn a little off, the scenario itself is taken as "
            "it is. A pair that falls already then is none to build on."
        ),
    )


def no_answer_title() -> str:
    """Where a scenario has no answer today."""
    return _("This scenario cannot be computed today")


def no_balance_title() -> str:
    """Where figures are lacking for its balance."""
    return _("Figures for a balance are missing")


def no_answer_objection() -> Objection:
    """Against a scenario without an answer."""
    return Objection(
        _("Why show a scenario without a result?"),
        _("So that it is known what it lacks; no other figures are put in its place."),
    )
