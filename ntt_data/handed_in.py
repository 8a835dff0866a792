"""What the bureau has accepted of what regencies handed in, and how it enters the curated tables.

Accepted production of a whole year takes the place of the curated figure of the same regency,
commodity, form and year. Figures of single months become a year only when all twelve are there.
A round brings along the coefficients and norms without which a commodity has no balance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from ntt_data import editions
from ntt_data.collection import unit_of
from ntt_data.schema import primary_key, resource
from ntt_data.store.collection_records import (
    Figure,
    Place,
    Review,
    Round,
    RoundItem,
    SheetKey,
)

#: Grade of every figure that was handed in and accepted.
GRADE = "handed_in"
#: Tables that accepted figures add rows to.
TABLES = ("production", "conversions", "consumption", "sources")

COLUMNS = (
    *("round_id", "regency_code", "sheet", "item", "form", "unit", "measure", "status", "value"),
    *("text", "year", "first_month", "last_month", "receipt_no", "review_no", "accepted_at"),
    *("item_unit", "period"),
)
NORM_UNIT = "kg/capita/year"
Defined = Sequence[tuple[Round, RoundItem]]


def source_id(receipt_no: str) -> str:
    """What a receipt is called in the register of sources."""
    return f"TT-{receipt_no}"


def standing(reviews: Iterable[Review]) -> dict[SheetKey, dict[Place, Review]]:
    """By sheet and figure the decision by which a figure counts.

    The last acceptance of a figure counts; returning a version takes away what counts of it, and a
    decision that was taken back never was.
    """
    decided = list(reviews)
    undone = {each.undoes for each in decided if each.kind == "undone"}
    found: dict[SheetKey, dict[Place, Review]] = {}
    for each in decided:
        if each.no in undone:
            continue
        fields = found.setdefault(each.key, {})
        if each.kind == "accepted":
            fields |= {figure.place: each for figure in each.figures}
        elif each.kind == "returned":
            for place in [p for p, by in fields.items() if by.receipt_no == each.receipt_no]:
                del fields[place]
    return found


def accepted_figures(decided: Sequence[tuple[Round, Review]] | None = None) -> pd.DataFrame:
    """Every figure that counts in the current edition.

    Parameters
    ----------
    decided : sequence of (Round, Review), optional
        Instead of what counts in the current edition.

    Returns
    -------
    DataFrame
        ``COLUMNS``: ``value`` in ``unit`` (0 for nihil, missing where the answer has no amount),
        ``review_no`` of the decision and ``accepted_at`` in UTC, ``item_unit`` (in which amounts of
        the item are counted), year and months of its period, and the number of that in its round.
        Rows in the order of regency, sheet, item, measure and period.
    """
    known = editions.reviewed() if decided is None else decided
    rounds = {each.round_id: each for each, _review in known}
    rows = []
    for key, fields in sorted(standing(review for _round, review in known).items()):
        asked = rounds[key.round_id]
        items = {each.item: each for each in asked.items_of(key.sheet)}
        for place, review in sorted(fields.items()):
            figure, defined = _figure(review, place), items[place.item]
            rows.append(
                {
                    **key._asdict(),
                    **{"item": place.item, "form": defined.form},
                    "unit": unit_of(key.sheet, place.measure, defined.unit),
                    **{"measure": place.measure, "status": figure.status, "text": figure.text},
                    "value": 0.0 if figure.status == "none" else figure.value,
                    **asked.periods[place.period - 1]._asdict(),
                    **{"period": place.period, "receipt_no": review.receipt_no},
                    **{"review_no": review.no, "accepted_at": review.at},
                    **{"item_unit": defined.unit},
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})


def with_accepted(
    name: str,
    table: pd.DataFrame,
    beside: Callable[[str], pd.DataFrame],
    known: Sequence[tuple[Round, Review]] | None = None,
) -> pd.DataFrame:
    """A curated table with the rows that accepted figures bring; the table itself without any.

    ``beside`` gives the other curated tables, without what was accepted; ``known`` are the
    decisions that count, where they are not those of the current edition.
    """
    decided = editions.reviewed() if known is None else known
    if name not in TABLES or not decided:
        return table
    counting = accepted_figures(decided)
    if name == "sources":  # stocks and prices have their receipts too, though no balance has them
        return _put_in(table, _source_rows(counting, beside("regencies")), ["source_id"])
    figures = in_balances(counting)
    if figures.empty:
        return table
    if name == "production":
        return _put_in(table, _production_rows(figures), primary_key(resource(name)))
    rounds = {each.round_id: each for each, _review in decided}
    keys = ["round_id", "sheet", "item", "period"]
    used = set(figures[keys].itertuples(index=False, name=None))
    # Of two rounds that define the same for one year, the one opened last counts.
    defined = [
        (asked.narrowed(period), each)
        for asked in sorted(rounds.values(), key=lambda each: each.opened_at)
        for each in asked.items
        for period in asked.numbers
        if (asked.round_id, each.sheet, each.item, period) in used
    ]
    if name == "conversions":
        rows = _coefficient_rows(defined, table, beside("consumption"), beside("sources"))
    else:
        rows = _norm_rows(defined, table, beside("regencies"), beside("sources"))
    return _put_in(table, rows, primary_key(resource(name)))


def need_form(item: RoundItem, norms: pd.DataFrame) -> str | None:
    """The form in which the need of an item is counted: its own where a norm knows it.

    Otherwise the form in which most regencies have a norm; its own where there is none at all.
    """
    usable = _in_kilograms(norms)
    known = usable.loc[usable["commodity"].eq(item.item), "form"].value_counts()
    if known.empty or item.form in known.index:
        return item.form
    most = known[known.eq(known.max())].index
    return str(min(most))


def yearly_production(figures: pd.DataFrame) -> pd.DataFrame:
    """Tonnes of a whole year: of a round of twelve months, or of rounds that make up twelve.

    Parameters
    ----------
    figures : DataFrame
        Of ``accepted_figures``, those with a value that are in tonnes.

    Returns
    -------
    DataFrame
        One row per regency, commodity (``item``), form and year: ``value`` (t) and ``receipts``,
        those behind it. Where both are there, a whole year goes before the sum of its parts.
    """
    rows = []
    keys = ["regency_code", "item", "form", "year"]
    for key, group in figures.groupby(keys, sort=True):
        # By number: a clock that is set right would turn the order of the times.
        group = group.sort_values("review_no", ascending=False).reset_index(drop=True)
        whole = group.index[(group["first_month"] == 1) & (group["last_month"] == 12)]
        parts = list(zip(group["first_month"], group["last_month"], strict=True))
        of_year = list(whole[:1]) or _twelve_months(parts)
        if of_year:
            used = group.loc[of_year]
            rows.append(
                {
                    **dict(zip(keys, key, strict=True)),
                    "value": float(used["value"].sum()),
                    "receipts": tuple(used["receipt_no"]),
                }
            )
    return pd.DataFrame(rows, columns=[*keys, "value", "receipts"])


def _twelve_months(parts: Sequence[tuple[int, int]], month: int = 1) -> list[int]:
    """Places of parts (first and last month) that make up a year, the first ones preferred.

    >>> _twelve_months([(1, 3), (7, 12), (1, 6)])
    [2, 1]
    >>> _twelve_months([(1, 6), (7, 11)])
    []
    """
    for place, (first, last) in enumerate(parts):
        if first == month:
            rest = [] if last == 12 else _twelve_months(parts, last + 1)
            if rest or last == 12:
                return [place, *rest]
    return []


def in_balances(figures: pd.DataFrame) -> pd.DataFrame:
    """Those that a balance uses: tonnes produced, of a form that is named."""
    return figures[
        figures["measure"].eq("production")
        & figures["unit"].eq("t")
        & figures["form"].notna()
        & figures["value"].notna()
    ]


def _figure(review: Review, place: Place) -> Figure:
    return next(each for each in review.figures if each.place == place)


def _production_rows(figures: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "regency_code": row["regency_code"],
            "commodity": row["item"],
            "measure": "production",
            "form": row["form"],
            "year": row["year"],
            "value": row["value"],
            "unit": "t",
            "grade": GRADE,
            "source_id": source_id(row["receipts"][-1]),
            "literal_value": f"{row['value']:.12g}",
            "literal_unit": "t",
            "note": _parts(row["receipts"], "Jumlah dari tanda terima"),
            "note_en": _parts(row["receipts"], "Sum of the receipts"),
        }
        for row in yearly_production(figures).to_dict("records")
    ]


def _parts(receipts: Sequence[str], words: str) -> str | None:
    # Of several months in one receipt the figure is a sum too, that nobody finds in it.
    return None if len(receipts) == 1 else f"{words} {', '.join(dict.fromkeys(receipts))}"


def _source_rows(figures: pd.DataFrame, regencies: pd.DataFrame) -> list[dict[str, Any]]:
    names = dict(zip(regencies["regency_code"], regencies["name"], strict=True))
    return [
        {
            "source_id": source_id(row["receipt_no"]),
            "title": f"Laporan daerah, tanda terima {row['receipt_no']}",
            "publisher": names[row["regency_code"]],
            "year": row["accepted_at"].year,
            "locator": f"/rakor/tanda-terima/{row['receipt_no']}",
            "licence": "tidak dinyatakan",
            "grade": GRADE,
            "note": "Diserahkan oleh kantor di daerah itu dan diterima oleh biro",
            "note_en": "Handed in by an office of that regency and accepted by the bureau",
        }
        for row in figures.drop_duplicates("receipt_no").to_dict("records")
    ]


def _coefficient_rows(
    items: Defined, known: pd.DataFrame, norms: pd.DataFrame, sources: pd.DataFrame
) -> list[dict[str, Any]]:
    conversions = known[known["coefficient"].eq("conversion")]
    there = set(zip(conversions["commodity"], conversions["from_form"], strict=True))
    return [
        {
            "commodity": each.item,
            "coefficient": "conversion",
            "from_form": each.form,
            "to_form": need_form(each, norms),
            "value": each.coefficient,
            "unit": "t/t",
            "region": "53",
            "year": asked.year,
            "net_of_seed_feed_loss": False,
            "basis": "assumption" if each.coefficient_source == "assumption" else "published",
            **_provenance(each.coefficient_source, sources),
        }
        for asked, each in items
        if each.coefficient is not None and (each.item, each.form) not in there
    ]


def _norm_rows(
    items: Defined, known: pd.DataFrame, regencies: pd.DataFrame, sources: pd.DataFrame
) -> list[dict[str, Any]]:
    there = set(_in_kilograms(known)["commodity"])
    return [
        {
            "regency_code": code,
            "commodity": each.item,
            "form": each.form,
            "year": asked.year,
            "value": each.norm_kg,
            "unit": NORM_UNIT,
            **_provenance(each.norm_source, sources),
            "literal": each.item,
            "literal_value": f"{each.norm_kg:.12g}",
            "literal_unit": NORM_UNIT,
        }
        for asked, each in items
        if each.norm_kg is not None and each.item not in there
        for code in regencies["regency_code"]
    ]


def _in_kilograms(norms: pd.DataFrame) -> pd.DataFrame:
    """Those that a balance can use: what is counted in pieces (eggs) is no norm for tonnes."""
    return norms[norms["unit"].eq(NORM_UNIT)]


def _provenance(source: str | None, sources: pd.DataFrame) -> dict[str, str | None]:
    grades = dict(zip(sources["source_id"], sources["grade"], strict=True))
    return {"source_id": source, "grade": None if source is None else grades.get(source)}


def _put_in(table: pd.DataFrame, rows: list[dict[str, Any]], key: list[str]) -> pd.DataFrame:
    """The table with these rows, each in the place of the one with the same key."""
    if not rows:
        return table
    added = pd.DataFrame(rows).drop_duplicates(key, keep="last")
    added = added.reindex(columns=table.columns).astype(table.dtypes)
    there = pd.MultiIndex.from_frame(table[key].astype("object"))
    kept = table[~there.isin(pd.MultiIndex.from_frame(added[key].astype("object")))]
    return pd.concat([kept, added], ignore_index=True)
