"""How far a commodity is known, in words: what is there, what it stands on, what would lead on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.balance.known_sides import KnownSides
from geo.places import place_name
from publishing.formats import coverage, number, year_span
from publishing.formats import year as year_text
from publishing.language import _
from publishing.names import commodity_name, in_sentence
from publishing.sentences.next_steps import office_words


def standing_headline(known: KnownSides) -> str:
    """What is known of a commodity in one sentence, no more than there is."""
    name = commodity_name(known.commodity)
    if known.standing == "balance":
        return _(
            "{name}: the balance is known for {coverage} ({year})",
            name=name,
            coverage=coverage(known.n_balance - known.n_doubted, known.n_regencies),
            year=year_text(known.balance_year),
        )
    if known.standing == "not_comparable":
        return _(
            "{name}: production and need are both known, and cannot be held against each other",
            name=name,
        )
    if known.standing in ("both_sides", "production"):
        return _produced_headline(known, name)
    if known.standing == "need":
        return _(
            "{name}: the need alone is known, for {coverage} ({year})",
            name=name,
            coverage=coverage(known.n_need, known.n_regencies),
            year=year_text(known.need_year),
        )
    if known.standing == "animals":
        return _("{name}: counts, quotas or shipments are known, a balance is not", name=name)
    if known.standing == "named":
        return _("{name}: named or priced in the sources, without an amount by regency", name=name)
    return _("{name}: beyond its name nothing is known yet", name=name)


def _produced_headline(known: KnownSides, name: str) -> str:
    """Of a commodity with some production and no balance."""
    if len(known.producers) == 1:
        who = place_name(known.producers[0])
        if known.n_need:
            return _(
                "{name}: the need is known, production of {regency} alone", name=name, regency=who
            )
        return _("{name}: {regency} alone reports production", name=name, regency=who)
    made = coverage(len(known.producers), known.n_regencies)
    if known.n_need:
        return _("{name}: the need is known, production of {coverage}", name=name, coverage=made)
    return _("{name}: production of {coverage}, the need is not known", name=name, coverage=made)


def standing_hint(known: KnownSides) -> str:
    """The same in two or three words, for a list in which one looks for a commodity."""
    if known.standing == "balance":
        return _("balance {years}", years=year_span(known.balance_years))
    if known.standing == "not_comparable":
        return _("two sides, not compared")
    if known.standing in ("both_sides", "production"):
        who = (
            place_name(known.producers[0])
            if len(known.producers) == 1
            else _("{n} regencies", n=number(len(known.producers)))
        )
        if known.n_need:
            return _("need, production of {who}", who=who)
        return _("production of {who}", who=who)
    return {
        "need": _("need alone"),
        "animals": _("animals, no balance"),
        "named": _("named or priced, no amount"),
        "nothing": _("nothing known yet"),
    }[known.standing]


def step_word(step: str) -> str:
    """A step on the way to pairs, or of what is known of animals."""
    return {
        "need": _("Need of every regency"),
        "production": _("Production of every regency"),
        "conversion": _("Both in one form"),
        "balance": _("Balance"),
        "pairs": _("Who can supply whom"),
        "prices": _("Prices by place"),
        "herds": _("Animals counted"),
        "quotas": _("Quotas"),
        "shipments": _("Shipments"),
    }[step]


def state_word(state: str) -> str:
    """How far a step is taken."""
    return {
        "known": _("of all regencies"),
        "partly": _("of half or more"),
        "few": _("of fewer than half"),
        "missing": _("not known"),
    }[state]


def step_known(known: KnownSides, step: str) -> str:
    """How far a step is taken, with its year where there is one."""
    n = known.reach[step]
    if not n:
        return _("not known")
    if step == "conversion":
        return _("a coefficient joins both")
    if step == "pairs":
        return _("{n} pairs and corridors that can be named", n=number(known.n_pairs))
    year = known.step_years.get(step)
    doubted = known.n_doubted if step == "balance" else 0
    covered = coverage(n - doubted, known.n_regencies)
    return f"{covered} ({year_text(year)})" if year else covered


def step_opens(known: KnownSides, step: str, office: str) -> str:
    """Which figures would take a step that is not taken, and who has them.

    Empty where it is taken for all without a doubt. ``office``: sheet of a round that asks for its
    production.
    """
    asked = {"office": office_words(office)}
    if step == "balance" and known.reach[step] and known.n_doubted:
        return _(
            "Figures in doubt of {n} regencies, confirmed or corrected: from {office}.",
            n=number(known.n_doubted),
            **asked,
        )
    if known.steps[step] == "known":
        return ""
    if step == "conversion":
        if known.suspended:
            return _("Figures of both sides that count the same thing; no source has them yet.")
        return _(
            "A coefficient from the form produced to the form eaten, with its source: from BPS or "
            "{office}.",
            **asked,
        )
    return {
        "need": _(
            "What a head uses in a year, by regency: from BPS, where its Susenas survey asks it."
        ),
        "production": _("Production of the same year, by regency: from {office}.", **asked),
        "balance": _("Follows from the three steps above, for half of the regencies or more."),
        "pairs": _("Follows from the balance."),
        "prices": _("Prices by month and place: from the regencies' trade offices."),
        "herds": _("Counts of animals of the same year, by regency: from {office}.", **asked),
        "quotas": _("Quotas by regency and year: from the livestock office of the province."),
        "shipments": _(
            "Animals shipped, by regency, year and destination: from {office}.", **asked
        ),
    }[step]


def next_line(known: KnownSides, office: str) -> str:
    """What would lead a step on; empty where every step is taken."""
    step = known.next_step
    if not step:
        return ""
    return _(
        "Next step: {step}, so far {known}. {opens}",
        step=in_sentence(step_word(step)),
        known=step_known(known, step),
        opens=step_opens(known, step, office),
    )


def not_zero_line(known: KnownSides) -> str:
    """That a regency without a figure is unknown; empty where production is known of all."""
    unknown = known.n_regencies - len(known.producers)
    if not known.producers or not unknown:
        return ""
    return _("Of {n} regencies no production is known: unknown, not zero.", n=number(unknown))


def animals_line() -> str:
    """Why animals have no balance."""
    return _(
        "Live animals have no balance here: nobody counts what a regency needs of them in a year. "
        "A quota is what may be shipped, not what was; neither is subtracted from a herd."
    )


def register_line(known: Sequence[KnownSides]) -> str:
    """How many commodities of the register stand where."""
    n = Counter(each.standing for each in known)
    return _(
        "Of {total} commodities {balance} have a balance, {not_comparable} has both sides without "
        "one, {some} have production or need of some kind, {animals} are animals with counts or "
        "quotas, {named} are named alone, and of {nothing} nothing is known.",
        total=number(len(known)),
        balance=number(n["balance"]),
        not_comparable=number(n["not_comparable"]),
        some=number(n["both_sides"] + n["production"] + n["need"]),
        animals=number(n["animals"]),
        named=number(n["named"]),
        nothing=number(n["nothing"]),
    )
