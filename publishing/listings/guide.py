"""Tables of the guide to cooperation, to take away with the wording as printed."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo.places import regency_names
from publishing.language import _, current_language, localised
from publishing.sentences.first_steps import unconfirmed, wording_word
from publishing.sentences.guidance import criteria_title, topic_title
from publishing.sentences.guide import compensation_word
from publishing.sentences.reported_flows import flow_goods, quantity_words, unit_word
from publishing.tables import Column, ReadyTable


def models_table(models: pd.DataFrame) -> ReadyTable:
    """The models of cooperation."""
    columns = {
        localised("name"): Column(_("Model")),
        localised("summary"): Column(_("In short")),
        localised("strengths"): Column(_("Strengths")),
        localised("weaknesses"): Column(_("Weaknesses")),
        localised("fits_when"): Column(_("Fits when (our reading)")),
    }
    return _printed(models, columns)


def forms_table(forms: pd.DataFrame) -> ReadyTable:
    """The forms of cooperation with what is given in return."""
    columns = {
        "order": Column(_("No."), 0),
        localised("name"): Column(_("Form")),
        localised("summary"): Column(_("In short")),
        "return": Column(_("In return")),
    }
    table = forms.assign(**{"return": forms["compensation"].map(compensation_word)})
    return _printed(table, columns)


def principles_table(principles: pd.DataFrame) -> ReadyTable:
    """The principles with their printed numbers."""
    columns = {
        "order": Column(_("No."), 0),
        "number_printed": Column(_("Number as printed")),
        localised("name"): Column(_("Principle")),
        localised("summary"): Column(_("In short")),
    }
    return _printed(principles, columns)


def stages_table(stages: pd.DataFrame) -> ReadyTable:
    """The stages and what each needs."""
    columns = {
        "letter": Column(_("Stage")),
        localised("name"): Column(_("Name")),
        localised("needs"): Column(_("Needs")),
    }
    return _printed(stages, columns)


def laws_beside(laws: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Rows of ``legal_basis`` in their printed order, each with its row of ``legal_basis_now``.

    Both have a column on their sources: ``source_id`` the document that prints the rule,
    ``source_ids`` where it was found what holds now.
    """
    beside = laws.merge(now, on="law", how="left", validate="one_to_one")
    return beside.sort_values("order", ignore_index=True)


def laws_table(laws: pd.DataFrame) -> ReadyTable:
    """The legal basis as printed, and what was found of each rule now; as ``laws_beside`` gives."""
    columns = {
        "order": Column(_("No."), 0),
        "title": Column(_("Rule")),
        localised("about"): Column(_("About")),
        "rule_now": Column(_("Rule now")),
        localised("now"): Column(_("What holds now")),
        **_obtained_columns(),
        "source_ids": Column(_("Source")),
    }
    return _printed(_with_obtained(laws), columns)


def first_steps_table(steps: pd.DataFrame) -> ReadyTable:
    """The steps from the wish to cooperate to the agreement."""
    columns = {
        "order": Column(_("No."), 0),
        localised("name"): Column(_("Step")),
        localised("condition"): Column(_("When")),
        localised("who"): Column(_("Who")),
        localised("paper"): Column(_("Paper")),
        localised("basis"): Column(_("Basis")),
        localised("note"): Column(_("Note")),
        **_obtained_columns(),
        "source_ids": Column(_("Source")),
    }
    return ReadyTable(_with_obtained(steps), columns)


def guidance_table(guidance: pd.DataFrame) -> ReadyTable:
    """The further lists of the two documents, one row per item."""
    columns = {
        "list": Column(_("List")),
        "order": Column(_("No."), 0),
        localised("name"): Column(_("Item")),
    }
    return _printed(guidance.assign(list=guidance["topic"].map(topic_title)), columns)


def criteria_table(criteria: pd.DataFrame) -> ReadyTable:
    """The criteria by which the report ranks products and small business, one row per item."""
    columns = {
        "title": Column(_("List")),
        "rank_printed": Column(_("Number as printed")),
        "rank_order": Column(_("No."), 0),
        localised("name"): Column(_("Criterion")),
    }
    return _printed(criteria.assign(title=criteria["list"].map(criteria_title)), columns)


def _obtained_columns() -> dict[str, Column]:
    return {
        "obtained": Column(_("How the wording was obtained")),
        "confirmed": Column(_("Confirmation")),
    }


def _with_obtained(rows: pd.DataFrame) -> pd.DataFrame:
    """With the ways in which a wording was obtained in words."""
    return rows.assign(
        obtained=rows["wording"].map(wording_word), confirmed=rows["wording"].map(unconfirmed)
    )


def affairs_table(affairs: pd.DataFrame) -> ReadyTable:
    """The affairs that the report puts first."""
    columns = {"order": Column(_("No."), 0), localised("name"): Column(_("Affair"))}
    return _printed(affairs, columns)


def zones_table(zones: pd.DataFrame) -> ReadyTable:
    """The zones with members and seat, as ``described_zones`` gives them."""
    columns = {
        "sign": Column(_("Sign on the map")),
        "number_printed": Column(_("Printed number")),
        localised("name"): Column(_("Zone")),
        "n_members": Column(_("Number of members"), 0),
        "members": Column(_("Member regencies")),
        "seat_words": Column(_("Seat")),
    }
    return _printed(zones, columns)


def seats_table(rows: pd.DataFrame, measure: str, zone_signs: Mapping[str, str]) -> ReadyTable:
    """The way of each regency to its seat, by the report and by the choice; see ``rows_of``."""
    is_length = measure == "distance_km"
    unit, per = ("km", 1) if is_length else (_("Rp/kg"), 1000)
    ways = ["difference", "far_printed", "far_best"]
    table = rows.assign(
        regency=rows["regency_code"].map(regency_names()),
        printed=rows["seat_printed"].map(regency_names()),
        best=rows["seat_best"].map(regency_names()),
        sign=rows["zone_id"].map(zone_signs),
        **{way: rows[way] / per for way in ways},
    ).sort_values("difference", kind="stable", ignore_index=True)
    columns = {
        "regency": Column(_("Regency")),
        "difference": Column(_("Difference ({unit})", unit=unit), 0),
        "printed": Column(_("Seat in the report"), codes="seat_printed"),
        "far_printed": Column(_("Way there ({unit})", unit=unit), 0),
        "best": Column(_("Seat by the choice"), codes="seat_best"),
        "far_best": Column(_("Way there by the choice ({unit})", unit=unit), 0),
        "sign": Column(_("Sign on the map")),
    }
    return ReadyTable(table, columns)


def _printed(table: pd.DataFrame, columns: dict[str, Column]) -> ReadyTable:
    return ReadyTable(table, {**columns, "literal": Column(_("Wording as printed"))})


def checklist(clauses: pd.DataFrame, draft: Mapping[str, tuple[bool, str]]) -> pd.DataFrame:
    """The clauses of an agreement with what was filled in so far; one row per clause.

    ``draft``: clause -> whether agreed, and the wording or note.
    """
    filled = [draft.get(clause, (False, "")) for clause in clauses["clause"]]
    return pd.DataFrame(
        {
            _("Letter"): clauses["letter"],
            _("Clause"): clauses[localised("name")],
            _("Agreed"): [_("Yes") if done else _("Not yet") for done, _text in filled],
            _("Wording or note"): [text for _done, text in filled],
            _("Wording as printed"): clauses["literal"],
        }
    )


def reported_flows_table(reports: pd.DataFrame) -> ReadyTable:
    """Reported flows, one row per report; as ``flow_reports`` gives them."""
    names = regency_names()
    rows = reports.copy()
    for end in ("origin", "destination"):
        rows[end] = rows[f"{end}_code"].map(names).fillna(rows[f"{end}_literal"])
    rows["quantity"] = [
        quantity_words(low, high, unit)
        for low, high, unit in zip(
            rows["quantity_low"], rows["quantity_high"], rows["unit"], strict=True
        )
    ]
    rows["unit_words"] = rows["unit"].map(unit_word, na_action="ignore")
    rows["remark"] = rows["note" if current_language() == "id" else "note_en"]
    columns = {
        "goods": Column(_("Commodity"), width="medium"),
        "origin": Column(_("From"), codes="origin_code"),
        "destination": Column(_("To"), codes="destination_code"),
        "quantity": Column(
            _("Quantity reported"),
            width="medium",
            figures={
                _("Quantity reported, from"): "quantity_low",
                _("Quantity reported, to"): "quantity_high",
                _("Unit"): "unit_words",
            },
        ),
        "period": Column(_("Period")),
        "remark": Column(_("Note")),
        "source_ids": Column(_("Source"), help=_("Titles under “Sources” below the table")),
    }
    return ReadyTable(rows, columns)


def flow_pairs(flows: pd.DataFrame) -> pd.DataFrame:
    """Pairs of regencies among the reported flows: origin, destination, commodities, n_reports.

    A report on several commodities counts once. A flow whose origin or destination is no single
    regency belongs to no pair.
    """
    known = flows.dropna(subset=["origin_code", "destination_code"])
    goods = flow_goods(known)
    pairs = (
        known.assign(goods=goods)
        .groupby(["origin_code", "destination_code"], as_index=False)
        .agg(
            goods=("goods", lambda g: ", ".join(dict.fromkeys(g))),
            n_reports=("source_ids", "nunique"),
        )
    )
    return pairs.sort_values(
        ["n_reports", "origin_code"], ascending=[False, True], ignore_index=True
    )


def flow_reports(flows: pd.DataFrame) -> pd.DataFrame:
    """One row per report: the commodities of one report, which the table keeps apart, in ``goods``.

    Commodities with a quantity of their own stay apart.
    """
    same = [column for column in flows.columns if column not in {"flow_id", "commodity"}]
    reports = flows.assign(goods=flow_goods(flows)).groupby(same, dropna=False, sort=False)
    return reports["goods"].agg(", ".join).reset_index()
