"""The further lists of the report and the article: what each is called and where it stands."""

from __future__ import annotations

import pandas as pd

from publishing.language import _, localised

#: Section of the report in which a list stands; the article has none.
_SECTION = {
    "elements": 4,
    "strategic_issues": 4,
    "benefits": 4,
    "sharing": 4,
    "investment_factors": 6,
    "agriculture_main_strategy": 6,
    "agriculture_support_strategy": 6,
    "agriculture_actors": 6,
    "agriculture_focus": 6,
    "design_requirements": 7,
    "funding_preconditions": 7,
    "procedure": 7,
}


def topic_title(topic: str) -> str:
    """What a list of ``guidance`` is about."""
    return {
        "legal_mandate": _("Why the law allows it"),
        "elements": _("What makes it cooperation"),
        "strategic_issues": _("Issues to cooperate on"),
        "benefits": _("Benefits of cooperation"),
        "sharing": _("What regions share"),
        "investment_factors": _("What draws investment"),
        "agriculture_main_strategy": _("Farming: main strategies"),
        "agriculture_support_strategy": _("Farming: supporting strategies"),
        "agriculture_actors": _("Farming: who takes part (ABCG)"),
        "agriculture_focus": _("Farming: what to focus on"),
        "design_requirements": _("What to heed when designing it"),
        "funding_preconditions": _("What to settle about money and assets first"),
        "procedure": _("The procedure in the report’s words"),
    }[topic]


def topic_place(topic: str) -> str:
    """Where in its document a list stands; ``""`` where that has no sections."""
    return _("section {n}", n=_SECTION[topic]) if topic in _SECTION else ""


def criteria_title(criteria_list: str) -> str:
    """What a list of ``kpju_criteria`` ranks."""
    return {
        "kpju_determination": _("What makes a product a leading one (KPJu)"),
        "necessary_condition": _("Conditions that must be met"),
        "umkm_development": _("What decides how small business develops"),
        "umkm_goal": _("Goals for small business"),
    }[criteria_list]


def criteria_note(criteria: pd.DataFrame) -> str:
    """That the report ranks the same criteria twice and differently, or ``""``."""
    ranks = [
        criteria[criteria["list"].eq(name)].set_index("criterion")["rank_order"]
        for name in ("kpju_determination", "umkm_development")
    ]
    first, second = ranks
    if set(first.index) != set(second.index):
        return ""
    shift = (second.reindex(first.index) - first).abs()
    if not shift.any():
        return ""
    most = str(shift.idxmax())
    names = criteria.drop_duplicates("criterion").set_index("criterion")[localised("name")]
    return _(
        "The report ranks the same {n} criteria twice and differently: {name} is number {first} "
        "for leading products and number {second} for small business.",
        n=len(first),
        name=names[most],
        first=first[most],
        second=second[most],
    )
