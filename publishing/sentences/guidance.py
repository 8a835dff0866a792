"""The further lists of the report and the article: what each is called and where it stands."""

from __future__ import annotations

from publishing.language import _

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
