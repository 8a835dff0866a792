"""Tables of a balance: every regency, and what one regency's balance is computed from."""

from __future__ import annotations

from analysis.balance.population_choices import population_choices
from analysis.balance.result import Balance
from geo.places import names_of, regency_names
from publishing import words
from publishing.code_words import code_word
from publishing.formats import number
from publishing.formats import year as year_text
from publishing.language import _, current_language, once_per_language
from publishing.sentences.balance import (
    doubt_reason,
    eaten_out_effect,
    far_from_others,
    norm_derivation,
)
from publishing.sources import cited_ids, grade_word, split_ids
from publishing.tables import Column, ReadyTable


@once_per_language(maxsize=64)
def balance_table(result: Balance) -> ReadyTable:
    """The balance of every regency in reading order, the largest surplus first.

    Where there is no balance to speak of, the two sides, the largest available first.
    """
    held = [] if result.suspended else [_("one year, without stocks")]
    table = result.table.assign(
        regency=names_of(result.table["regency_code"]),
        class_word=result.table["balance_class"].map(words.balance_class),
        ratio_pct=result.table["ratio"] * 100,
        eaten_out_pct=result.table["eaten_out"] * 100,
        grade_word=result.table["grade"].map(grade_word),
        doubt=[
            doubt_reason(against, ratio)
            for against, ratio in result.table[["disqualified_by", "median_ratio"]].to_numpy()
        ],
        flag_words=result.table["flags"].fillna("").map(words.flags),
        assumed_words=[
            "; ".join([*held, *map(words.assumed, split_ids([codes]))])
            for codes in result.table["assumptions"]
        ],
    ).sort_values(
        "available_t" if result.suspended else "balance_t",
        ascending=False,
        na_position="last",
        ignore_index=True,
    )
    columns = {
        "regency": Column(_("Regency")),
        "class_word": Column(_("Class")),
        "balance_t": Column(_("Balance (t)"), 0),
        "ratio_pct": Column(_("Self-sufficiency (%)"), 0, help=_("Available as a share of need")),
        "production_t": Column(_("Production (t)"), 0),
        "conversion": Column(_("Conversion (t/t)"), 4),
        "available_t": Column(words.in_tonnes(words.available(result.suspended)), 0),
        "population": Column(_("Population"), 0),
        "norm_kg_per_capita_year": Column(_("Norm (kg/person/year)"), 1),
        "eaten_out_pct": Column(_("Eaten out (% of norm)"), 1),
        "need_t": Column(_("Need (t)"), 0),
        "grade_word": Column(_("Weakest grade")),
        "doubt": Column(_("Why doubtful")),
        "flag_words": Column(_("To be known")),
        "assumed_words": Column(_("What it assumes")),
    }
    if result.suspended:
        for name in ("balance_t", "ratio_pct"):
            del columns[name]
    return ReadyTable(table, columns)


@once_per_language(maxsize=64)
def population_table(result: Balance) -> ReadyTable:
    """The population series of the year, and what each would make of the need."""
    table = population_choices(result)
    return ReadyTable(
        table.assign(
            series_word=table["series"].map(words.population_series),
            used_word=table["is_used"].map({True: _("used"), False: ""}),
        ),
        {
            "series_word": Column(_("Population series")),
            "used_word": Column(_("In this balance")),
            "n_regencies": Column(_("Regencies"), 0),
            "people": Column(_("Population"), 0),
            "need_t": Column(_("Need (t)"), 0),
            "difference_t": Column(
                _("Against the one used (t)"), 0, help=_("Over the regencies that both know")
            ),
        },
    )


@once_per_language(maxsize=1024)
def inputs_table(result: Balance, regency_code: str) -> ReadyTable:
    """Every figure and coefficient behind one regency's balance."""
    rows = result.inputs[result.inputs["regency_code"] == regency_code].copy()
    rows["input_word"] = rows["input"].map(words.balance_input)
    rows["year_text"] = rows["year"].map(year_text)
    rows["unit_word"] = rows["unit"].map(code_word, na_action="ignore")
    rows["grade_text"] = rows["grade"].map(grade_word, na_action="ignore")
    rows["flag_text"] = [
        "; ".join(filter(None, [words.flags(flag), far_from_others(ratio)]))
        for flag, ratio in zip(
            rows["flag"].astype("object").fillna(""), rows["median_ratio"], strict=True
        )
    ]
    rows["value_text"] = [
        number(value, 4 if name in ("conversion", "eaten_out") else 1 if name == "norm" else 0)
        for name, value in zip(rows["input"], rows["value"], strict=True)
    ]
    note = "note_en" if current_language() == "en" else "note"
    rows["note_text"] = [
        " ".join(
            text
            for text in (
                norm_derivation({str(key): row[key] for key in row}),
                eaten_out_effect(result, regency_code) if row["input"] == "eaten_out" else "",
                own,
            )
            if isinstance(text, str) and text
        )
        for row, own in zip(rows.to_dict("records"), rows[note], strict=True)
    ]
    rows["source_text"] = rows["source_id"].map(cited_ids)
    rows["regency"] = regency_names()[regency_code]
    columns = {
        "input_word": Column(_("Input")),
        "value_text": Column(_("Value"), figures={_("Value"): "value"}),
        "unit_word": Column(_("Unit")),
        "year_text": Column(_("Year"), figures={_("Year"): "year"}),
        "grade_text": Column(_("Grade")),
        "source_text": Column(_("Source")),
        "flag_text": Column(_("To be known")),
        # The same in every row; a file that is put below that of another regency needs it.
        "regency": Column(_("Regency")),
        "note_text": Column(_("Note")),
    }
    return ReadyTable(rows, columns)
