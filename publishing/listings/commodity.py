"""Tables of what is known of one commodity."""

from __future__ import annotations

import pandas as pd

from analysis.balance.known_sides import KnownSides
from analysis.balance.need_alone import NeedAlone
from geo.places import place_name
from publishing import words
from publishing.code_words import code_word
from publishing.language import _, current_language, once_per_language
from publishing.names import commodity_name, item_name
from publishing.sentences.commodity import (
    standing_hint,
    state_word,
    step_known,
    step_opens,
    step_word,
)
from publishing.sentences.commodity_sides import need_unit
from publishing.sentences.kpju import verdict_word
from publishing.sentences.registers import grade_letter
from publishing.sources import grade_word
from publishing.tables import Column, ReadyTable


def ladder_table(known: KnownSides, office: str) -> ReadyTable:
    """The steps on the way to pairs: how far each is taken, and what would take it."""
    steps = list(known.steps)
    # A coefficient and the pairs are of no single regency.
    of_places = {step: n for step, n in known.reach.items() if step not in ("conversion", "pairs")}
    table = pd.DataFrame(
        {
            "step": [step_word(step) for step in steps],
            "known": [step_known(known, step) for step in steps],
            "state": [state_word(known.steps[step]) for step in steps],
            "year": pd.array([known.step_years.get(step) for step in steps], dtype="Int64"),
            "n": pd.array([of_places.get(step) for step in steps], dtype="Int64"),
            "opens": [step_opens(known, step, office) for step in steps],
        }
    )
    columns = {
        "step": Column(_("Step")),
        "known": Column(
            _("Known so far"),
            figures={_("Known so far"): "state", _("Regencies"): "n", _("Year"): "year"},
        ),
        "opens": Column(_("What would complete it, and who has it"), width="large"),
    }
    return ReadyTable(table, columns)


@once_per_language(maxsize=4)
def register_table(known: tuple[KnownSides, ...]) -> ReadyTable:
    """Every commodity of the register with how far it is known, by group and name."""
    table = pd.DataFrame(
        {
            "commodity": [each.commodity for each in known],
            "name": [commodity_name(each.commodity) for each in known],
            "group": [code_word(each.group) for each in known],
            "known": [standing_hint(each) for each in known],
            "producers": [len(each.producers) for each in known],
            "need": [each.n_need for each in known],
            "listed": [each.n_listed for each in known],
            "next": [step_word(each.next_step) if each.next_step else "" for each in known],
        }
    ).sort_values(["group", "name"], ignore_index=True)
    columns = {
        "name": Column(_("Commodity")),
        "group": Column(_("Group")),
        "known": Column(_("What is known")),
        "producers": Column(_("Regencies with production"), 0),
        "need": Column(_("Regencies with a need"), 0),
        "listed": Column(_("KPJu lists that name it"), 0),
        "next": Column(_("Next step")),
    }
    return ReadyTable(table, columns)


def need_table(need: NeedAlone) -> ReadyTable:
    """Need of every regency, form by form, the largest first."""
    rows = pd.concat([need.of_form(form) for form in need.forms])
    unit = need_unit(need)
    norm = _("kg") if need.unit == "t" else _("pieces")
    table = rows.assign(
        regency=rows["regency_code"].map(place_name),
        form_word=rows["form"].map(code_word),
        counted=[_("yes") if sound else _("no, in doubt") for sound in rows["sound"]],
        grade_words=rows["grade"].map(grade_word),
    )
    columns = {
        "regency": Column(_("Regency")),
        "form_word": Column(_("Form")),
        "need": Column(_("Need ({unit})", unit=unit), 0 if rows["need"].max() >= 10 else 1),
        "population": Column(_("Population"), 0),
        "norm": Column(_("Norm ({unit} a head and year)", unit=norm), 2),
        "counted": Column(_("In the total")),
        "grade_words": Column(_("Grade")),
        _note(): Column(_("Note")),
    }
    if len(need.forms) == 1:
        del columns["form_word"]
    return ReadyTable(table, columns)


def reported_table(rows: pd.DataFrame) -> ReadyTable:
    """Every tonnage that regencies report; rows as ``services.commodities.production_of``."""
    table = rows.assign(
        regency=rows["regency_code"].map(place_name),
        form_word=rows["form"].map(code_word),
        doubt=[_("in doubt") if not sound else "" for sound in rows["sound"]],
        flag_words=rows["flag"].map(words.flags, na_action="ignore"),
        grade_words=rows["grade"].map(grade_word),
    )
    columns = {
        "regency": Column(_("Regency")),
        "year": Column(_("Year")),
        "value": Column(_("Production (t)"), 0 if rows["value"].max() >= 10 else 1),
        "form_word": Column(_("Form")),
        "doubt": Column(_("To be known")),
        "flag_words": Column(_("Flag")),
        "grade_words": Column(_("Grade")),
        "source_id": Column(_("Source")),
        _note(): Column(_("Note")),
    }
    return ReadyTable(table, columns)


def yearly_prices_table(rows: pd.DataFrame) -> ReadyTable:
    """Prices of a year by regency; rows as ``services.commodities.yearly_prices``."""
    unit = code_word(str(rows["unit"].iloc[0]))
    table = rows.assign(
        regency=rows["regency_code"].map(place_name),
        form_word=rows["form"].map(code_word),
        flag_words=rows["flag"].map(words.flags, na_action="ignore"),
        grade_words=rows["grade"].map(grade_word),
    )
    columns = {
        "regency": Column(_("Regency")),
        "year": Column(_("Year")),
        "value": Column(_("Price ({unit})", unit=unit), 0),
        "form_word": Column(_("Form")),
        "flag_words": Column(_("Flag")),
        "grade_words": Column(_("Grade")),
        _note(): Column(_("Note")),
    }
    return ReadyTable(table, columns)


def listed_table(rows: pd.DataFrame) -> ReadyTable:
    """Ranks and verdicts over the regencies; rows as ``services.commodities.listed``."""
    table = rows.assign(
        regency=rows["regency_code"].map(place_name),
        item_word=rows["item"].map(item_name),
        verdict_words=rows["verdict"].map(verdict_word),
    )
    columns = {
        "rank": Column(_("Rank"), 0),
        "regency": Column(_("Regency")),
        "item_word": Column(_("KPJu")),
        "verdict_words": Column(_("Verdict of the report")),
        "reason": Column(_("Reason in the report"), width="large"),
    }
    return ReadyTable(table, columns)


def animals_table(rows: pd.DataFrame) -> ReadyTable:
    """Quotas, shipments or counts by place; rows as ``services.commodities`` gives them."""
    table = rows.assign(
        regency=[
            place_name(code) if isinstance(code, str) else _("NTT as a whole")
            for code in rows["regency_code"]
        ],
        measure_word=rows["measure"].map(code_word),
        unit_word=rows["unit"].map(code_word),
        clash=rows["contradicted"].map({True: _("yes"), False: _("no")}),
        flag_word=rows["flag"].map(words.flags, na_action="ignore"),
        grade_letters=rows["grade"].map(grade_letter),
    )
    columns = {
        "regency": Column(_("Place")),
        "year": Column(_("Year")),
        "last_month": Column(_("To month")),
        "measure_word": Column(_("Measure"), width="medium"),
    }
    for name, title in (("destination", _("Destination")), ("form", _("Form"))):
        if name in rows:
            table[f"{name}_word"] = rows[name].map(code_word)
            columns[f"{name}_word"] = Column(title)
    columns |= {
        "value": Column(_("Value"), 0),
        "unit_word": Column(_("Unit")),
        "clash": Column(_("Contradicted by another source")),
        "flag_word": Column(_("Flag")),
        "grade_letters": Column(_("Grade")),
        "source_id": Column(_("Source")),
        _note(): Column(_("Note"), width="large"),
    }
    return ReadyTable(table, columns)


def province_table(rows: pd.DataFrame) -> ReadyTable:
    """Figures of the whole province; rows as ``services.commodities.of_province``."""
    table = rows.assign(
        what=rows["indicator"].map(code_word),
        form_word=rows["form"].map(code_word),
        unit_word=rows["unit"].map(code_word),
        flag_words=rows["flag"].map(words.flags, na_action="ignore"),
        grade_words=rows["grade"].map(grade_word),
    )
    columns = {
        "year": Column(_("Year")),
        "what": Column(_("Measure")),
        "value": Column(_("Value"), 0 if rows["value"].min() >= 10 else 2),
        "unit_word": Column(_("Unit")),
        "form_word": Column(_("Form")),
        "flag_words": Column(_("Flag")),
        "grade_words": Column(_("Grade")),
        "source_id": Column(_("Source")),
        _note(): Column(_("Note")),
    }
    return ReadyTable(table, columns)


def _note() -> str:
    return "note_en" if current_language() == "en" else "note"
