"""Balances as formulas: need, available, balance, ratio and class of the inputs beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from analysis.balance.result import Balance
from geo.places import regency_names
from publishing import words
from publishing.files.answer_workbook.book import (
    EXACT,
    PERCENT,
    WHOLE,
    YEAR,
    Column,
    Formula,
    Place,
    Said,
    Sheet,
    text_in_formula,
)
from publishing.language import _
from publishing.names import commodity_name
from publishing.sentences.balance import doubt_reason
from publishing.sources import cited_ids, grade_word, split_ids

#: Cell of the sheet with the assumptions: within so many per cent of the need is balanced.
TOLERANCE = "tolerance_pct"
_SHARES = ("seed_share", "feed_share", "loss_share")
#: As ``classify_balance`` compares: a ratio of exactly 105 % is still balanced.
_ROUNDING = "0.000000000001"


def counted_words() -> dict[str, str]:
    """Whether a regency is in the totals: yes, doubtful, no."""
    return {"yes": _("yes"), "doubtful": words.balance_class("doubtful"), "no": _("no")}


def balance_columns(of_several: Sequence[str] = (), suspended: bool = False) -> list[Column]:
    """The columns of a sheet of balances.

    ``of_several`` are those of ``commodity``, ``year``, ``regency`` that differ between the rows;
    ``suspended``: there is no difference of the two sides to speak of.
    """
    keys = {
        "commodity": [Column("commodity", _("Commodity"), width=16)],
        "year": [Column("year", _("Year"), YEAR, 7)],
        "regency": [
            Column("regency_code", _("Code"), width=7),
            Column("regency", _("Regency"), width=22),
        ],
    }
    found = [column for key in of_several for column in keys[key]]
    tonnes = _("Balance (t)")
    difference = [
        Column("balance_t", tonnes, WHOLE, 12, _DIFFERENCE),
        Column("ratio", _("Self-sufficiency (%)"), PERCENT, 14, _RATIO),
    ]
    return [
        *found,
        Column("population", _("Population (persons)"), WHOLE, 13),
        Column("norm_kg_per_capita_year", _("Norm (kg/person/year)"), "#,##0.0000", 15),
        Column("eaten_out", _("Eaten out (% of norm)"), PERCENT, 13),
        Column("extra_need_t", _("Extra demand (t)"), WHOLE, 12),
        Column("need_t", _("Need (t)"), WHOLE, 12, _NEED),
        Column("production_t", _("Production (t)"), WHOLE, 12),
        Column("conversion", _("Conversion (t/t)"), EXACT, 12),
        Column("seed_share", _("Seed (share)"), PERCENT, 16),
        Column("feed_share", _("Feed (share)"), PERCENT, 16),
        Column("loss_share", _("Losses (share)"), PERCENT, 16),
        Column("available_t", words.in_tonnes(words.available("")), WHOLE, 12, _AVAILABLE),
        *([] if suspended else difference),
        Column("class", _("Class"), width=18, formula="" if suspended else _class_formula()),
        Column("counted", _("In the totals"), WHOLE, 11, _counted_formula()),
        Column("doubt", _("Why doubtful"), width=28),
        Column("missing", _("Missing for a balance"), width=24),
        Column("grade", _("Weakest grade"), width=22),
        Column("flags", _("To be known"), width=30),
        Column("form", _("Form produced"), width=34),
        Column("assumed", _("What it assumes"), width=80),
        Column("source_ids", _("Source"), width=44),
    ]


_NEED = (
    "=IF(COUNT({population},{norm_kg_per_capita_year},{extra_need_t})=3,"
    "{population}*{norm_kg_per_capita_year}*(1+N({eaten_out}))/1000+{extra_need_t},{unknown})"
)
_AVAILABLE = (
    "=IF(COUNT({production_t},{conversion})=2,"
    "{production_t}*{conversion}*(1-N({seed_share})-N({feed_share})-N({loss_share})),{unknown})"
)
_DIFFERENCE = "=IF(COUNT({available_t},{need_t})=2,{available_t}-{need_t},{unknown})"
_RATIO = "=IF(AND(COUNT({available_t},{need_t})=2,N({need_t})>0),{available_t}/{need_t},{unknown})"


def _class_formula() -> str:
    said = {code: text_in_formula(words.balance_class(code)) for code in _CLASSES}
    above, below = (f"{sign}{TOLERANCE}/100{sign}{_ROUNDING}" for sign in "+-")
    return (
        "=IF(COUNT({available_t},{need_t})<2,{unknown},"
        f'IF({{doubt}}<>"",{said["doubtful"]},'
        f"IF({{need_t}}=0,IF({{available_t}}>0,{said['surplus']},{said['balanced']}),"
        f"IF({{available_t}}/{{need_t}}>1{above},{said['surplus']},"
        f"IF({{available_t}}/{{need_t}}<1{below},{said['deficit']},{said['balanced']})))))"
    )


_CLASSES = ("doubtful", "surplus", "deficit", "balanced")


def _counted_formula() -> str:
    said = {code: text_in_formula(word) for code, word in counted_words().items()}
    return (
        f"=IF(COUNT({{available_t}},{{need_t}})<2,{said['no']},"
        f'IF({{doubt}}<>"",{said["doubtful"]},{said["yes"]}))'
    )


def balance_rows(balance: Balance, codes: Collection[str] = ()) -> list[dict[str, Any]]:
    """The rows of a balance as ``balance_columns`` takes them, in its order; of these codes."""
    settings, names, rows = balance.settings, regency_names(), balance.table
    if codes:
        rows = rows[rows["regency_code"].isin(codes)]
    return [
        {
            "commodity": commodity_name(settings.commodity),
            "year": settings.year,
            "regency": names[str(row["regency_code"])],
            "form": words.form(settings.production_form),
            **_cells(row),
            **(_apart() if balance.suspended else {}),
        }
        for row in rows.to_dict("records")
    ]


def _apart() -> dict[str, Said]:
    """Where the two sides do not count the same, their difference and ratio are not said."""
    word = Said(words.balance_class("not_comparable"))
    return {"balance_t": word, "ratio": word, "class": word}


def _cells(row: Mapping[Any, Any]) -> dict[str, Any]:
    said = counted_words()
    known = row["balance_class"] != "unknown"
    doubt = doubt_reason(row["disqualified_by"], row["median_ratio"])
    counted = said["no"] if not known else said["doubtful"] if doubt else said["yes"]
    numbers = (
        *("regency_code", "population", "norm_kg_per_capita_year", "eaten_out", "extra_need_t"),
        *("need_t", "production_t", "conversion", "available_t", "balance_t", "ratio"),
    )
    netted = _("already netted")
    return {
        **{name: row[name] for name in numbers},
        **{share: netted if row["net_conversion"] else row[share] for share in _SHARES},
        "class": words.balance_class(str(row["balance_class"])),
        "counted": counted,
        "doubt": doubt,
        "missing": ", ".join(map(words.balance_input, split_ids([row["missing"]]))),
        "grade": grade_word(str(row["grade"])),
        "flags": words.flags(str(row["flags"] or "")),
        "assumed": "; ".join(map(words.assumed, split_ids([row["assumptions"]]))),
        "source_ids": str(cited_ids(row["source_ids"])),
    }


def balance_totals(balance: Balance, at: Place) -> list[dict[str, Any]]:
    """The totals below the rows of one balance: the sound figures, then the doubtful ones too."""
    summary, said = balance.summary, counted_words()
    n_sound = summary.n_with_figures - summary.n_disqualified
    sound = (summary.total_available_t, summary.total_need_t, summary.total_balance_t)
    found = [_total(_("Total of the regencies counted"), at, [said["yes"]], sound, n_sound)]
    if summary.n_disqualified:
        everything = (
            summary.with_doubtful_available_t,
            summary.with_doubtful_need_t,
            summary.with_doubtful_balance_t,
        )
        counted = [said["yes"], said["doubtful"]]
        label = _("The same with doubtful figures")
        found.append(_total(label, at, counted, everything, summary.n_with_figures))
    return found


def _total(
    label: str, at: Place, counted: Sequence[str], amounts: tuple[float, float, float], n: int
) -> dict[str, Any]:
    def added(key: str) -> str:
        where = at.span("counted")
        parts = [f"SUMIF({where},{text_in_formula(one)},{at.span(key)})" for one in counted]
        return "=" + "+".join(parts)

    available, need, difference = amounts
    which = [f"COUNTIF({at.span('counted')},{text_in_formula(one)})" for one in counted]
    row: dict[str, Any] = {
        "regency": label,
        "available_t": Formula(added("available_t"), available),
        "need_t": Formula(added("need_t"), need),
        "counted": Formula("=" + "+".join(which), n),
    }
    if "balance_t" in at.letters:
        row["balance_t"] = Formula(added("balance_t"), difference)
        ratio = available / need if need > 0 else float("nan")
        row["ratio"] = Formula("=IF({need_t}>0,{available_t}/{need_t},{unknown})", ratio)
    return row


def write_balance(sheet: Sheet, balance: Balance, notes: Sequence[str]) -> Place:
    """The balance of one commodity and year, with its totals."""
    columns = balance_columns(["regency"], bool(balance.suspended))
    sheet.lines(notes)
    sheet.skip()
    rows = balance_rows(balance)
    at = sheet.table(columns, rows, frozen_columns=2)
    for total in balance_totals(balance, at):
        sheet.row(columns, total, is_total=True)
    return at
