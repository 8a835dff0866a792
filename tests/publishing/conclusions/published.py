"""Conclusions on the model beside published figures and reports, on models and registers."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.cooperation.model_choice import choose_models
from analysis.matching.validation import KINDS
from ntt_data.tables import load
from publishing.sentences import (
    calibration,
    first_steps,
    flow_checks,
    guidance,
    guide,
    registers,
    reported_flows,
    validation,
)
from publishing.table_view import rows_per_source
from services.answer.reported_flows import checked_flows
from tests.publishing.conclusions.case import Conclusion, Said

# --- the model beside published figures ---


def _checks(*verdicts: str) -> pd.DataFrame:
    return pd.DataFrame({"kind": [KINDS[0]] * len(verdicts), "verdict": list(verdicts)})


def _rising(*support: str) -> pd.DataFrame:
    n = len(support)
    return pd.DataFrame(
        {
            "origin": ["5301", "5302"][:n],
            "destination": ["5371"] * n,
            "price_gap_idr_per_kg": [1000.0, 100.0][:n],
            "cost_idr_per_kg": [400.0] * n,
            "price_support": list(support),
            "tonnes": [1.0, 3.0][:n],
        }
    )


VALIDATION = [
    Conclusion(
        *("validation.headline", "No published figure can test the model"),
        said=lambda: validation.headline(_checks()),
        not_said=lambda: validation.headline(_checks("agrees")),
    ),
    Conclusion(
        *("validation._kind_sentence", "{kind}: of {n} {agrees} agree"),
        said=lambda: validation.headline(_checks("agrees", "misses")),
        not_said=lambda: validation.headline(_checks("near", "misses")),
        words="of 2 1 agree, 0 near, 1 miss",
    ),
    Conclusion(
        *("validation.untested_kinds", "{kind}: no published figure can test the model"),
        said=lambda: validation.untested_kinds(_checks("agrees")),
        not_said=lambda: validation.untested_kinds(
            pd.DataFrame({"kind": list(KINDS), "verdict": "agrees"})
        ),
    ),
    Conclusion(
        *("validation.price_headline", "Too few rice prices"),
        said=lambda: validation.price_headline(float("nan")),
        not_said=lambda: validation.price_headline(0.0),
    ),
    Conclusion(
        *("validation.price_headline", "Rice is dearer where"),
        said=lambda: validation.price_headline(0.5),
        not_said=lambda: validation.price_headline(0.49),
    ),
    Conclusion(
        *("validation.price_headline", "Rice prices follow the modelled freight only weakly"),
        said=lambda: validation.price_headline(0.49),
        not_said=lambda: validation.price_headline(0.2),
    ),
    Conclusion(
        *("validation.price_headline", "Rice prices do not follow"),
        said=lambda: validation.price_headline(0.2),
        not_said=lambda: validation.price_headline(float("nan")),
    ),
    Conclusion(
        *("validation.paying_trade_headline", "Between {n} of {total} pairs"),
        said=lambda: validation.paying_trade_headline(_rising("covers_freight", "below_freight")),
        not_said=lambda: validation.paying_trade_headline(_rising("unknown", "below_freight")),
        words="Between 1 of 2 pairs",
    ),
    Conclusion(
        *("validation.paying_trade_note", "Trade there would pay"),
        said=lambda: validation.paying_trade_note(_rising("covers_freight")),
        not_said=lambda: validation.paying_trade_note(_rising("below_freight")),
    ),
    Conclusion(
        *("validation.pair_support_headline", "No modelled rice pair"),
        said=lambda: validation.pair_support_headline(_rising()),
        not_said=lambda: validation.pair_support_headline(_rising("below_freight")),
    ),
    Conclusion(
        *("validation.pair_support_headline", "Prices support {n} of {total}"),
        said=lambda: validation.pair_support_headline(_rising("covers_freight", "unknown")),
        not_said=lambda: validation.pair_support_headline(_rising()),
    ),
]

# --- the model beside reported flows ---


@lru_cache
def _between() -> pd.DataFrame:
    return checked_flows().query("scope == 'inter_regency'")


def _verdicts(*codes: str) -> pd.DataFrame:
    return _between().head(len(codes)).assign(verdict=list(codes))


def _links(*destinations: str) -> Said:
    origins = ["5301", "5302", "5303"][: len(destinations)]
    pairs = pd.DataFrame({"origin_code": origins, "destination_code": list(destinations)})
    return reported_flows.reported_headline(pairs)


REPORTS = [
    Conclusion(
        *("flow_checks.headline", "Of {n} reported flows between regencies"),
        said=lambda: flow_checks.headline(_verdicts("hit", "not_compared")),
        not_said=lambda: flow_checks.headline(_verdicts("miss", "not_compared")),
        words="1 can be compared: 1 hit, 0 partly, 0 missed",
    ),
    Conclusion(
        *("flow_checks.into_sentence", "Of {n} reported flows into NTT"),
        said=lambda: flow_checks.into_sentence(_verdicts("hit", "partial")),
        not_said=lambda: flow_checks.into_sentence(_verdicts("partial", "not_compared")),
        words="2 can be compared: 1 hit, 1 partly, 0 missed",
    ),
    Conclusion(
        *("flow_checks.compared_sentences", "(model of {year}; in {n} of {total}"),
        said=lambda: flow_checks.compared_sentences(_between().query("verdict == 'hit'").head(1)),
        not_said=lambda: flow_checks.compared_sentences(_verdicts("not_compared")),
    ),
    Conclusion(
        *("flow_checks.not_modelled", "no balance of {commodity}: lacking"),
        said=lambda: flow_checks.not_modelled("tomato", ["conversion"], None),
        not_said=lambda: flow_checks.not_modelled("tomato", ["norm"], None),
        words="lacking conversion coefficient",
    ),
    Conclusion(
        *("flow_checks.not_modelled", "production beyond {known}"),
        said=lambda: flow_checks.not_modelled("tomato", ["norm"], 3),
        not_said=lambda: flow_checks.not_modelled("tomato", ["norm"], None),
    ),
    Conclusion(
        *("flow_checks.modelled_note", "{name} {year}: {n} modelled pairs"),
        said=lambda: flow_checks.modelled_note("rice", 2022, 10, 1),
        not_said=lambda: flow_checks.modelled_note("rice", 2022, 10, 0),
        words="10 modelled pairs, 1 of them reported",
    ),
    Conclusion(
        *("reported_flows.reported_headline", "{n} supply links between regencies reported"),
        said=lambda: _links("5371", "5371", "5311"),
        not_said=lambda: _links("5371", "5311", "5320"),
        words="the most, 2, to Kota Kupang",
    ),
]

# --- models of cooperation, registers ---


def _models(verdict: str) -> Said:
    models = load("cooperation_models")
    return guide.models_headline(
        models, pd.DataFrame({"model": models["model"], "verdict": verdict})
    )


def _chosen(**answers: bool) -> Said:
    models = load("cooperation_models")
    return guide.models_headline(models, choose_models(models, answers))


def _ranked_alike() -> pd.DataFrame:
    first = load("kpju_criteria").query("list == 'kpju_determination'")
    return pd.concat([first, first.assign(list="umkm_development")])


GUIDE = [
    Conclusion(
        *("first_steps.steps_headline", "From “we want to cooperate” to the first letter"),
        said=lambda: first_steps.steps_headline(load("first_steps")),
        not_said=lambda: first_steps.steps_headline(
            load("first_steps").query("step != 'coordination_team'")
        ),
        words="4 steps, then 3 to the agreement",
    ),
    Conclusion(
        *("first_steps.unconfirmed", "Not yet confirmed by the bureau"),
        said=lambda: first_steps.unconfirmed("quoted"),
        not_said=lambda: first_steps.unconfirmed("copy_read"),
    ),
    Conclusion(
        *("guidance.criteria_note", "The report ranks the same {n} criteria twice"),
        said=lambda: guidance.criteria_note(load("kpju_criteria")),
        not_said=lambda: guidance.criteria_note(_ranked_alike()),
        words="12 criteria twice and differently: Raw materials is number 2",
    ),
    Conclusion(
        *("guide.models_headline", "Fits best: {models}"),
        said=lambda: _chosen(binding=True, body=False, payment=True),
        not_said=_chosen,
    ),
    Conclusion(
        *("guide.models_headline", "Five models, from a handshake"),
        said=lambda: _models("open"),
        not_said=lambda: _models("possible"),
    ),
    Conclusion(
        *("guide.models_headline", "No single model meets all answers"),
        said=lambda: _models("against"),
        not_said=lambda: _models("possible"),
    ),
    Conclusion(
        *("guide.models_headline", "The report says too little"),
        said=lambda: _models("possible"),
        not_said=lambda: _models("against"),
    ),
    Conclusion(
        *("guide.principles_numbering_notes", "The report prints number {n} twice"),
        said=lambda: guide.principles_numbering_notes(load("principles")),
        not_said=lambda: guide.principles_numbering_notes(
            load("principles").drop_duplicates("number_printed")
        ),
    ),
    Conclusion(
        *("guide.principles_numbering_notes", "Number {n}, “{name}”, describes a form"),
        said=lambda: guide.principles_numbering_notes(load("principles")),
        not_said=lambda: guide.principles_numbering_notes(
            load("principles").query("belongs_to == 'principle'")
        ),
    ),
    Conclusion(
        *("guide.zones_numbering_notes", "“Zona {n}” is printed twice"),
        said=lambda: guide.zones_numbering_notes(load("zones")),
        not_said=lambda: guide.zones_numbering_notes(
            load("zones").drop_duplicates("number_printed")
        ),
    ),
    Conclusion(
        *("guide.zones_numbering_notes", "Number {n} is not printed"),
        said=lambda: guide.zones_numbering_notes(load("zones")),
        not_said=lambda: guide.zones_numbering_notes(load("zones").head(1)),
    ),
    Conclusion(
        *("registers.uses_line", "No row of a table names it"),
        said=lambda: registers.uses_line(rows_per_source().head(0)),
        not_said=lambda: registers.uses_line(rows_per_source().head(1)),
    ),
    Conclusion(
        *("registers.uses_line", "Rests on it: {tables}"),
        said=lambda: registers.uses_line(rows_per_source().head(1)),
        not_said=lambda: registers.uses_line(rows_per_source().head(0)),
    ),
]

# --- words of certainty beside what came a year later ---


def _tested(bears: str) -> Said:
    return calibration.calibration_headline(pd.DataFrame({"bears": [bears, "untested"]}))


def _accuracy(share: float, n: int = 50) -> Said:
    rows = [("rice", "sign", sign, share, n) for sign in ("all", "surplus", "deficit")]
    columns = ["commodity", "promise", "sign", "share", "n"]
    return calibration.baseline_sentences(pd.DataFrame(rows, columns=columns))


CALIBRATION = [
    Conclusion(
        *("calibration.calibration_headline", "The strongest word that earlier years bear out"),
        said=lambda: _tested("likely"),
        not_said=lambda: _tested("untested"),
    ),
    Conclusion(
        *("calibration.calibration_headline", "No word of certainty is borne out yet"),
        said=lambda: _tested("untested"),
        not_said=lambda: _tested("likely"),
    ),
    Conclusion(
        *("calibration.baseline_sentences", "{name}: “last year's sign” alone is right in"),
        said=lambda: _accuracy(0.9),
        not_said=lambda: _accuracy(0.9, n=0),
    ),
]

CASES = [*VALIDATION, *REPORTS, *GUIDE, *CALIBRATION]
