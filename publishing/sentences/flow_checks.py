"""What the model says of the flows that others have reported, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from geo.places import place_name
from publishing import words
from publishing.formats import percent
from publishing.language import _
from publishing.names import commodity_name


def verdict_word(code: str) -> str:
    """Verdict on a reported flow."""
    return {
        "hit": _("hit"),
        "partial": _("partly"),
        "miss": _("miss"),
        "not_compared": _("not compared"),
    }[code]


def headline(between: pd.DataFrame) -> str:
    """How many of the reported flows between regencies can be compared, and with what result."""
    return _(
        "Of {n} reported flows between regencies {m} can be compared: {hit} hit, {partial} "
        "partly, {miss} missed",
        **_counts(between),
    )


def into_sentence(into: pd.DataFrame) -> str:
    """The same of what others report to have come from outside, counted apart."""
    return _(
        "Of {n} reported flows into NTT {m} can be compared: {hit} hit, {partial} partly, {miss} "
        "missed. A hit needs the destination: by the right gateway into a province is a part.",
        **_counts(into),
    )


def _counts(reports: pd.DataFrame) -> dict[str, int]:
    counts = reports["verdict"].value_counts()
    return {
        "n": len(reports),
        "m": len(reports) - int(counts.get("not_compared", 0)),
        **{code: int(counts.get(code, 0)) for code in ("hit", "partial", "miss")},
    }


def compared_sentences(between: pd.DataFrame) -> list[str]:
    """One sentence for every reported flow between regencies that the model speaks of."""
    rows = between[between["verdict"] != "not_compared"]
    return [
        f"{commodity_name(row['commodity'])}, {end_name(row, 'origin')} → "
        f"{end_name(row, 'destination')}: {verdict_word(row['verdict'])}; {reason_sentence(row)} "
        + _(
            "(model of {year}; in {n} of {total} modelled years)",
            year=row["year"],
            n=row["years_hit"],
            total=row["years_modelled"],
        )
        for row in rows.to_dict("records")
    ]


def reason_sentence(row: Mapping[Any, Any], silence: str = "") -> str:
    """Why the verdict, with the facts behind it.

    ``silence``: what is said where the model has no balance of the commodity, see ``not_modelled``.
    """
    origin = end_name(row, "origin")
    destination = end_name(row, "destination")
    facts = {
        "origin": origin,
        "destination": destination,
        "origin_share": percent(_pct(row["origin_ratio"]), 0),
        "destination_share": percent(_pct(row["destination_ratio"]), 0),
    }
    reason = row["reason"]
    if reason == "not_modelled":
        return silence
    text = {
        "pair_proposed": _("the model proposes the same pair"),
        "gateway_proposed": _("the model brings it by the same gateway"),
        "gateway_into_ntt": _(
            "the model brings it into NTT by the same gateway; the report names no single regency"
        ),
        "gateway_unused": _("the model brings nothing into NTT by this gateway in that year"),
        "only_outside": _(
            "the report names neither a gateway nor one regency: nothing in it could be wrong"
        ),
        "other_partner": _(
            "{origin} has a surplus and {destination} a deficit, as reported, but the answer shown "
            "pairs them with others"
        ),
        "other_gateway": _("the model buys outside too, but by a cheaper gateway"),
        "origin_no_surplus": _(
            "by the balance {origin} has no surplus to give ({origin_share} of its need)"
        ),
        "destination_no_deficit": _(
            "by the balance {destination} has no deficit ({destination_share} of its need)"
        ),
        "against_balance": _(
            "the balance says the reverse: {origin} has {origin_share} of its need, {destination} "
            "{destination_share}"
        ),
        "met_inside": _("in the model regencies of NTT meet the deficit"),
        "no_commodity": _("the report names no single commodity"),
        "place_unclear": _("origin or destination is not one regency"),
        "place_unknown": _("no balance is known for one of the two places"),
        "no_gateway": _("the origin is not named or is no gateway of the model"),
        "out_of_ntt": _("the model sends nothing out of NTT"),
        "demand": _("a demand, not a flow"),
    }[reason]
    return text.format(**facts)


def not_modelled(commodity: str, missing: Sequence[str], producers: int | None) -> str:
    """Which figures a balance of the commodity lacks.

    Parameters
    ----------
    missing
        Inputs that are not there at all.
    producers
        In how many regencies the best covered year knows production, where that is too few.
    """
    lacks = [words.balance_input(code) for code in missing]
    if producers is not None:
        lacks.append(_("production beyond {known} of 22 regencies", known=producers))
    return _(
        "no balance of {commodity}: lacking {missing}",
        commodity=commodity_name(commodity),
        missing=", ".join(lacks),
    )


def modelled_note(commodity: str, year: int, n: int, n_reported: int) -> str:
    """How many modelled pairs anyone reports, and what that means."""
    return _(
        "{name} {year}: {n} modelled pairs, {known} of them reported. No report is no evidence "
        "against a pair: reports are few, and the model says what would be cheapest, not what "
        "is traded.",
        name=commodity_name(commodity),
        year=year,
        n=n,
        known=n_reported,
    )


def _pct(ratio: float) -> float | None:
    return None if pd.isna(ratio) else 100 * ratio


def end_name(row: Mapping[Any, Any], end: str) -> str:
    """Name of a flow's origin or destination; the report's own words where it is none of ours."""
    code = row[f"{end}_code"]
    return place_name(code) if pd.notna(code) else str(row[f"{end}_literal"])
