"""What a round has changed: balances and pairs with what was accepted in it, and without."""

from __future__ import annotations

from analysis.answer import Answer
from analysis.balance.settings import BalanceSettings, MissingInputs
from analysis.collection.effect import Effect, Pair, State
from ntt_data import handed_in
from ntt_data.editions import current, of_edition, once_per_edition
from ntt_data.store.collection_records import Round
from ntt_data.tables import load
from services.answer import evaluation


def effects(asked: Round) -> list[Effect]:
    """What a round has changed, by year and commodity of which it has an accepted figure.

    Of a rehearsal what it would change: its figures count nowhere else; of one thrown away nothing.
    """
    if asked.discarded:
        return []
    return [
        effect for year in asked.years for effect in _effects(asked.round_id, asked.rehearsal, year)
    ]


@once_per_edition(maxsize=24)
def _effects(round_id: str, rehearsal: bool, year: int) -> tuple[Effect, ...]:
    edition = current()
    with_it = edition._replace(view=f"+{round_id}") if rehearsal else edition
    without = edition if rehearsal else edition._replace(view=f"-{round_id}")
    with of_edition(with_it):
        figures = handed_in.accepted_figures()
        figures = figures[figures["round_id"].eq(round_id) & figures["measure"].eq("production")]
        figures = figures[figures["value"].notna() & figures["year"].eq(year)]
        commodities = sorted(set(figures["item"]))
        used = {commodity: _used(commodity, year) for commodity in commodities}
        now = {commodity: _state(commodity, year) for commodity in commodities}
    with of_edition(without):
        before = {commodity: _state(commodity, year) for commodity in commodities}
    return tuple(
        Effect(
            commodity,
            year,
            tuple(sorted(set(rows["receipt_no"]) & set(used[commodity]))),
            tuple(
                sorted({used[commodity][no] for no in rows["receipt_no"] if no in used[commodity]})
            ),
            before[commodity],
            now[commodity],
        )
        for commodity, rows in ((each, figures[figures["item"].eq(each)]) for each in commodities)
    )


def _used(commodity: str, year: int) -> dict[str, str]:
    """Receipt -> regency of what stands in the balance, or would if it were not missing something.

    Months that make up no year, another form than the balance's, and what a later round has put
    in its place are in none.
    """
    found = evaluation.balance(commodity, year)
    yearly = handed_in.yearly_production(handed_in.in_balances(handed_in.accepted_figures()))
    rows = yearly[yearly["item"].eq(commodity) & yearly["year"].eq(year)]
    if not isinstance(found, MissingInputs):
        rows = rows[rows["form"].eq(found.settings.production_form)]
    return {
        receipt_no: code
        for code, receipts in zip(rows["regency_code"], rows["receipts"], strict=True)
        for receipt_no in receipts
    }


def _state(commodity: str, year: int) -> State:
    found = evaluation.evaluate(evaluation.baseline_of(commodity, year))
    if isinstance(found, MissingInputs):
        return State({}, frozenset(), found.missing)
    table = found.balance.table
    classes = dict(zip(table["regency_code"], table["balance_class"], strict=True))
    return State(classes, _identified(found), assumed=_assumed(found.balance.settings))


def _assumed(used: BalanceSettings) -> tuple[str, ...]:
    """Which of coefficient and norm a balance takes from an assumption."""
    conversions, norms = load("conversions"), load("consumption")
    coefficient = conversions[
        conversions["commodity"].eq(used.commodity)
        & conversions["coefficient"].eq("conversion")
        & conversions["from_form"].eq(used.production_form)
        & conversions["to_form"].eq(used.need_form)
    ]
    of_year = coefficient["year"].isna()
    if used.coefficient_year is not None:
        of_year = coefficient["year"].eq(used.coefficient_year).fillna(False)
    norm = norms[
        norms["commodity"].eq(used.commodity)
        & norms["form"].eq(used.need_form)
        & norms["year"].eq(used.norm_year)
    ]
    found = []
    if coefficient.loc[of_year, "basis"].eq("assumption").any():
        found.append("conversion")
    if norm["source_id"].eq("assumption").any():
        found.append("norm")
    return tuple(found)


def _identified(answer: Answer) -> frozenset[Pair]:
    if answer.ranges is None:
        return frozenset()
    pairs = answer.ranges.pairs
    known = pairs[pairs["pair_class"].eq("identified") & pairs["origin_kind"].eq("regency")]
    return frozenset(map(Pair, known["origin"], known["destination"]))
