"""Words for the codes that the analysis answers with; one word for one thing on every page."""

from __future__ import annotations

from analysis.matching.reasons import alternatives_of
from publishing.formats import year as year_text
from publishing.language import _


def modelled_flow() -> str:
    """What every modelled flow is called wherever it is shown or taken away; said here alone."""
    return _("model estimate, not a recorded shipment")


def sentence_of(words: str) -> str:
    """Words that stand inside a sentence or over a column, as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def balance_class(code: str) -> str:
    """Class of a balance."""
    return {
        "surplus": _("surplus"),
        "deficit": _("deficit"),
        "balanced": _("balanced"),
        "doubtful": _("doubtful"),
        "not_comparable": _("not comparable"),
        "unknown": _("unknown"),
    }[code]


def balance_input(code: str) -> str:
    """Input of a balance."""
    return {
        "production": _("production"),
        "conversion": _("conversion coefficient"),
        "seed_share": _("share for seed"),
        "feed_share": _("share for feed"),
        "loss_share": _("share lost"),
        "population": _("population"),
        "norm": _("consumption norm"),
        "eaten_out": _("eaten outside the home"),
        "extra_need": _("extra demand"),
    }[code]


def population_kind(code: str) -> str:
    """Kind of a population series."""
    return {
        "registration": _("civil register (Dukcapil)"),
        "projection": _("BPS projection"),
        "census": _("population census"),
    }[code]


def population_series(code: str) -> str:
    """Series of the population table; they are never mixed."""
    return {
        "dukcapil_s1": _("civil register (Dukcapil), first half-year"),
        "dukcapil_s2": _("civil register (Dukcapil), second half-year"),
        "bps_projection": _("BPS projection"),
        "bps_projection_2010_2020": _("BPS projection 2010-2020"),
        "census_2020": _("Population Census 2020"),
        "census_2010": _("Population Census 2010"),
    }[code]


def flag(code: str) -> str:
    """What is known against a figure that is used all the same."""
    return {
        "outlier": _("outlier: far from the same place's other years"),
        "repeated_year": _("repeats the year before"),
        "series_break": _(
            "the way of counting may have changed around this year; do not compare across years"
        ),
        "older_method": _("older survey method"),
        "computed": _("computed by the source, not counted"),
        "rounded": _("rounded by the source"),
        "suspect": _("suspect"),
        "partial": _("partial"),
        "imputed": _("may be filled in by the source"),
    }[code]


def available(not_comparable: str) -> str:
    """What there is of a commodity; ``not_comparable``: why it is nothing to be held against need.

    Empty where it can be.
    """
    return {"": _("Available"), "landings": _("Landed")}[not_comparable]


def in_tonnes(what: str) -> str:
    """A quantity with its unit, over a column or an axis."""
    return _("{what} (t)", what=what)


def not_comparable(code: str) -> str:
    """Why production and need of a commodity cannot be held against each other."""
    return {
        "landings": _(
            "Production is what is landed in a regency, whoever eats it and in whatever form; the "
            "need is an assumption: the consumption figure, all kinds of fish, read as whole fresh "
            "fish. Neither stands for what the regency has to eat, so that no surplus, no deficit "
            "and no pair follows. Tonnes landed and need can be read, each for itself."
        ),
    }[code]


def flags(codes: str) -> str:
    """Several flags, joined as the analysis gives them."""
    return "; ".join(flag(code) for code in codes.split(";") if code)


def unmet_label(external_t: float) -> str:
    """Over the tonnes unmet: none left is no self-sufficiency where outside brings the rest."""
    return _("Unmet after supply from outside") if external_t > 0 else _("Stays unmet")


def _option(code: str) -> str:
    """An option of a match, as something that can be taken away."""
    return {
        "too_far": _("the distance limit"),
        "forbidden": _("the exclusion of pairs"),
        "too_small": _("the smallest shipment"),
        "pair_limits": _("the limit on partners"),
        "capacity": _("the limit of the ferries"),
        "reserve": _("the reserve"),
        "too_costly": _("the cost limit"),
        "external_cheaper": _("supply from outside"),
    }[code]


def _options(reason: str) -> str:
    """Any of several options, or several together, as ``alternatives_of`` reads a reason."""
    together = [_(" and without ").join(map(_option, each)) for each in alternatives_of(reason)]
    return _(" or without ").join(together)


def unmet_reason(code: str) -> str:
    """Why a deficit is not met in full by regencies of the province."""
    plain = {
        "": _("met in full by regencies of NTT"),
        "no_surplus_left": _("no surplus is left anywhere in NTT"),
        "external_cheaper": _("supply from outside is cheaper than the surplus that is left"),
        "too_costly": _("bringing it would cost more than the limit"),
        "unreachable": _("no open road or sea path leads there"),
        "others_first": _("without the limits set, what is left would go to other regencies"),
    }
    return plain.get(code) or _(
        "more would come from regencies of NTT without {options}", options=_options(code)
    )


def unsold_reason(code: str) -> str:
    """Why a surplus stays where it is."""
    plain = {
        "": _("all of it finds a receiver"),
        "no_deficit_left": _("no deficit is left"),
        "external_cheaper": _("the receivers get it cheaper from outside"),
        "too_costly": _("taking it there would cost more than the limit"),
        "unreachable": _("no open road or sea path leads to a deficit"),
        "others_first": _("without the limits set, others would supply what is lacking"),
    }
    return plain.get(code) or _(
        "more of it would be sent without {options}", options=_options(code)
    )


def transport_mode(code: str) -> str:
    """Mode of one leg of a path."""
    return {
        "road": _("road"),
        "ferry": _("ferry"),
        "access": _("port access"),
        "ship": _("cargo ship"),
        "handling": _("handling"),
    }.get(code, code)


def distance_basis(code: str) -> str:
    """How the length of a leg is known; computed lengths are weaker than published ones."""
    if code.startswith("computed"):
        return _("computed")
    return {
        "published": _("published"),
        "derived": _("derived"),
        "derived_apportioned": _("derived, shared out"),
        "assumption": _("assumption"),
    }.get(code, code)


def assumption(code: str, norm_year: int, coefficient_year: int | None, year: int) -> str:
    """What a balance assumes, in a sentence."""
    return {
        "norm_year": _(
            "The consumption norm is that of {norm_year}, applied to {year}.",
            norm_year=year_text(norm_year),
            year=year_text(year),
        ),
        "population_year": _("The population is that of another year."),
        "coefficient_year": _(
            "The conversion coefficient is that of {coefficient_year}, applied to {year}.",
            coefficient_year=year_text(coefficient_year),
            year=year_text(year),
        ),
        "coefficient": _("The conversion coefficient is our assumption, without a source."),
        "no_seed_share": _("Nothing is deducted for seed: no figure is known."),
        "no_feed_share": _("Nothing is deducted for feed: no figure is known."),
        "no_loss_share": _("Nothing is deducted for losses: no figure is known."),
        "no_eaten_out": _("Nothing is added for eating outside the home: no figure is known."),
    }.get(code, code)


def assumed(code: str) -> str:
    """What a balance assumes, in a word or two."""
    return {
        "norm_year": _("norm of another year"),
        "norm_scaled": _("norms of one year's pattern on the province's level"),
        "norm_interpolated": _("norms interpolated between two known years"),
        "norm_held": _("norms held at the nearest known year"),
        "population_year": _("population of another year"),
        "coefficient_year": _("coefficient of another year"),
        "coefficient": _("coefficient without a source of its own"),
        "eaten_out": _("eating outside the home without a source"),
        "no_seed_share": _("nothing deducted for seed"),
        "no_feed_share": _("nothing deducted for feed"),
        "no_loss_share": _("nothing deducted for losses"),
        "no_eaten_out": _("nothing added for eating outside the home"),
    }[code]


def form(code: str) -> str:
    """Form in which a quantity is counted."""
    return {
        "paddy_gkg": _("paddy, dry unhusked grain (GKG)"),
        "paddy": _("paddy"),
        "milled_rice": _("milled rice"),
        "dry_grain": _("dry grain"),
        "fresh": _("fresh"),
        "marine_capture": _("marine capture"),
        "fish_whole": _("whole fish"),
        "as_published": _("as published"),
        "wet": _("wet weight"),
        "regency_report": _("as the regency reports it"),
        "unspecified": _("form not stated"),
    }.get(code, code.replace("_", " "))


def scheme(code: str) -> str:
    """Ranking scheme of the report."""
    return {
        "kbli": _("KBLI-style scheme"),
        "traditional": _("scheme of traditional sectors"),
    }[code]


def unit(code: str) -> tuple[str, int]:
    """Words for a unit of the indicator register, and the decimals that suit it."""
    return {
        "percent": ("%", 1),
        "index": (_("index"), 2),
        "score": (_("score"), 1),
        "persons": (_("people"), 0),
        "years": (_("years"), 1),
        "million_idr": (_("million rupiah"), 0),
        # The register counts in thousands, people speak of millions: see ``divisor``.
        "thousand_idr/person/year": (_("million rupiah per person and year"), 1),
        "kg/capita/year": (_("kg per person and year"), 1),
        "idr": ("Rp", 0),
    }.get(code, (code, 1))


def divisor(code: str) -> float:
    """By how much a figure of the register is divided to stand before the words of its unit."""
    return {"thousand_idr/person/year": 1_000.0}.get(code, 1.0)
