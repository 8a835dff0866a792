"""What a balance says: the finding, what is known against it, what it assumes, what it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.balance.qualification import DISQUALIFYING_FLAGS
from analysis.balance.result import Balance
from analysis.balance.settings import MissingInputs
from analysis.balance.yearly_norms import NORM_BASES
from geo.places import names_of
from publishing import words
from publishing.formats import coverage, number, percent, tonnes
from publishing.formats import year as year_text
from publishing.language import _, once_per_language
from publishing.names import commodity_name, in_sentence
from publishing.sources import split_ids

_NAMED_IN_TITLE = 5  # a title names up to so many whom it leaves out, and counts more
_NAMED = 4  # a caution names up to so many regencies, and counts more


@once_per_language(maxsize=512)
def headline(result: Balance, scenario: str = "") -> str:
    """The finding in one sentence: who has most, who lacks most, and who is left out of it.

    It begins with the title of the ``scenario``, if it is the balance of one: what somebody assumes
    must never read like what was measured.
    """
    return _finding(result, scenario) + left_out(result)


def _finding(result: Balance, scenario: str) -> str:
    known = result.table.dropna(subset=["balance_t"]).sort_values("balance_t")
    name = commodity_name(result.settings.commodity)
    if scenario:
        name = f"{scenario}, {in_sentence(name)}"
    year = year_text(result.settings.year)
    if not result.summary.n_with_figures:
        return _("{name}: no balance is known yet", name=f"{name} {year}")
    if result.suspended:
        # Two sides in one title would be subtracted; the need stands in the table.
        summary = result.summary
        n_sound = summary.n_with_figures - summary.n_disqualified
        return _(
            "{name}: {amount} in {coverage}",
            name=f"{name} {year}",
            amount=tonnes(summary.total_available_t),
            coverage=coverage(n_sound, summary.n_total),
        )
    short = known.loc[known["balance_class"] == "deficit", "regency_code"].head(2)
    ample = known.loc[known["balance_class"] == "surplus", "regency_code"].tail(2)[::-1]
    joined = _(" and ")
    lacking, giving = joined.join(names_of(short)), joined.join(names_of(ample))
    if short.empty:
        return _("{name} {year}: no known regency lacks it", name=name, year=year)
    if ample.empty and (known["balance_class"] == "balanced").any():
        return _(
            "{name} {year}: no known regency has a surplus, {lacking} lack most",
            name=name,
            year=year,
            lacking=lacking,
        )
    if ample.empty:
        return _("{name} {year}: every known regency lacks it", name=name, year=year)
    return _(
        "{name} {year}: {giving} can supply, {lacking} lack most",
        name=name,
        year=year,
        giving=giving,
        lacking=lacking,
    )


@once_per_language(maxsize=512)
def total_label(result: Balance) -> str:
    """What the total is of: of NTT only where half of its regencies or more are known."""
    if knows_few(result):
        return _("Balance of {n} regencies", n=number(result.summary.n_with_figures))
    return _("Balance of NTT")


def total_words(result: Balance) -> tuple[str, str]:
    """What the total is called, and its tonnes; with doubtful figures in brackets.

    The sign stands in the label; where the doubtful figures turn it, beside each of the two.
    """
    summary = result.summary
    both = summary.total_balance_t, summary.with_doubtful_balance_t
    few = number(summary.n_with_figures) if knows_few(result) else ""
    if all(total_t < 0 for total_t in both):
        label = _("Shortfall of {n} regencies", n=few) if few else _("Shortfall of NTT")
    elif all(total_t > 0 for total_t in both):
        label = _("Surplus of {n} regencies", n=few) if few else _("Surplus of NTT")
    else:
        return total_label(result), with_doubtful(*map(worded_balance, both))
    return label, with_doubtful(*(tonnes(abs(total_t)) for total_t in both))


def known_total_words(result: Balance) -> tuple[str, str] | None:
    """What the total of the regencies known without doubt is called, and its tonnes.

    None where these are all, whose total is the province's.
    """
    summary = result.summary
    n = summary.n_with_figures - summary.n_disqualified
    if n == summary.n_total:
        return None
    total_t = summary.total_balance_t
    if total_t < 0:
        return _("Shortfall of {n} regencies", n=number(n)), tonnes(-total_t)
    return _("Surplus of {n} regencies", n=number(n)), tonnes(total_t)


def knows_few(result: Balance) -> bool:
    """Whether both sides are known of fewer than half of the regencies."""
    return result.summary.n_with_figures * 2 < result.summary.n_total


@once_per_language(maxsize=512)
def left_out(result: Balance) -> str:
    """What a title must not hide: figures of few regencies, and whom it leaves out as doubtful.

    Empty where half of the regencies or more are known and none is disqualified.
    """
    few = ""
    if knows_few(result):
        known = coverage(result.summary.n_with_figures, result.summary.n_total)
        few = _(" (known for {coverage} only)", coverage=known)
    return few + left_out_regencies(result.disqualified["regency_code"])


def left_out_regencies(codes: Iterable[str], most_named: int = _NAMED_IN_TITLE) -> str:
    """The same for any list of codes; more than ``most_named`` are counted."""
    names = names_of(pd.Series(list(codes), dtype="object"))
    if names.empty:
        return ""
    if len(names) > most_named:
        return _(" (without {n} regencies with doubtful figures)", n=number(len(names)))
    return _(" (without {names}: doubtful figures)", names=", ".join(names))


def doubtful_lines(result: Balance) -> list[str]:
    """Who is left out, each with what is known against the figure, and what follows."""
    rows = result.disqualified
    if rows.empty:
        return []
    said = [
        _("{name}: {reason}", name=name, reason=doubt_reason(against, ratio))
        for name, against, ratio in zip(
            names_of(rows["regency_code"]),
            rows["disqualified_by"],
            rows["median_ratio"],
            strict=True,
        )
    ]
    return [
        _("Doubtful figures, in no title, total or pair: {who}.", who="; ".join(said)),
    ]


def doubt_reason(disqualified_by: str, median_ratio: float) -> str:
    """What disqualifies one regency's balance, with how far its production lies off."""
    reasons = []
    for code in filter(None, disqualified_by.split(";")):
        if code == "far_from_other_years":
            reasons.append(far_from_others(median_ratio))
        # The rule says it with a figure; the same word from the file would say it twice.
        elif code != "outlier" or "far_from_other_years" not in disqualified_by:
            reasons.append(words.flag(code))
    return ", ".join(reasons)


def far_from_others(median_ratio: float) -> str:
    """That a figure is no neighbour of its other years, with the multiple; empty where it is."""
    if pd.isna(median_ratio):
        return ""
    return _(
        "lies far from the other years ({ratio} times the median)",
        ratio=number(median_ratio, 1 if median_ratio >= 1 else 2),
    )


def worded_balance(balance_t: float) -> str:
    """Tonnes of a balance; what its sign says is said in words."""
    if balance_t > 0:
        return _("surplus {amount}", amount=tonnes(balance_t))
    if balance_t < 0:
        return _("shortfall {amount}", amount=tonnes(-balance_t))
    return tonnes(balance_t)


def both_sides(result: Balance, available_t: float, need_t: float) -> str:
    """What one regency has and what it needs."""
    return _(
        "{what} {have}, need {need}",
        what=words.available(result.suspended),
        have=tonnes(available_t),
        need=tonnes(need_t),
    )


def with_doubtful(without: str, with_them: str) -> str:
    """A total without doubtful figures and, where it differs, in brackets with them."""
    return without if without == with_them else f"{without} ({with_them})"


@once_per_language(maxsize=64)
def cautions(result: Balance) -> str:
    """What is known against figures of this balance, and whose; empty when nothing is."""
    return " ".join([*doubtful_lines(result), *care_lines(result.inputs, result.summary.n_total)])


def care_lines(figures: pd.DataFrame, n_total: int) -> list[str]:
    """What is noted beside figures that count nonetheless, and whose; none when nothing is.

    ``figures`` has ``regency_code`` and ``flag``; ``n_total`` is how many regencies there are.
    """
    flagged = figures.dropna(subset=["flag"])
    whose: dict[str, list[str]] = {}
    for code, regency in zip(flagged["flag"], names_of(flagged["regency_code"]), strict=True):
        for one in str(code).split(";"):
            # Who is left out because of a flag is said with the reason, not once more here.
            if one in DISQUALIFYING_FLAGS:
                continue
            if one and regency not in whose.setdefault(one, []):
                whose[one].append(regency)
    if not whose:
        return []
    known = [
        f"{words.flag(one)} ({', '.join(names)})"
        if len(names) <= _NAMED
        else f"{words.flag(one)} ({coverage(len(names), n_total)})"
        for one, names in sorted(whose.items(), key=lambda item: len(item[1]))
    ]
    return [_("Read with care: {flags}.", flags="; ".join(known))]


def without_stocks() -> str:
    """What no balance of a year holds; said wherever its verdict is read."""
    return _("A balance of one year, without stocks: stocks, Bulog and the seasons are not in it.")


@once_per_language(maxsize=512)
def what_it_holds(result: Balance) -> str:
    """That stocks and seasons are not in the balance, and in a few words what it assumes.

    What has no balance is not called one; empty where nothing is assumed in it either.
    """
    said = [] if result.suspended else [without_stocks()]
    codes = sorted(split_ids(result.table["assumptions"]))
    if codes:
        listed = "; ".join(words.assumed(code) for code in codes)
        said.append(_("Assumed in it: {list}.", list=listed))
    return " ".join(said)


def coverage_note(result: Balance) -> str:
    """How many regencies the totals rest on, and what counts as balanced."""
    text = coverage_words(result)
    if not result.suspended:
        text += " " + _(
            "A balance within ±{tolerance} of the need counts as balanced.",
            tolerance=percent(result.settings.tolerance_pct, 0),
        )
    return " ".join(filter(None, [text, brackets_note(result)]))


def brackets_note(result: Balance) -> str:
    """What stands in the brackets of a total; empty where no figure is doubtful."""
    if not result.summary.n_disqualified:
        return ""
    return _("Totals are without doubtful figures; in brackets with them.")


def coverage_words(result: Balance) -> str:
    """How many regencies are known; the doubtful ones are counted apart."""
    summary = result.summary
    n_sound = summary.n_with_figures - summary.n_disqualified
    text = _("Known for {coverage}.", coverage=coverage(n_sound, summary.n_total))
    if summary.n_disqualified:
        text += " " + _("Doubtful figures besides: {n}.", n=number(summary.n_disqualified))
    return text


def formula() -> str:
    """How a balance is computed."""
    return _(
        "Available = production × conversion × (1 − seed − feed − loss). "
        "Need = population × norm × (1 + eaten outside the home). "
        "Balance = available − need."
    )


def assumptions(result: Balance) -> list[str]:
    """What was assumed, one sentence each."""
    settings = result.settings
    series = words.population_series(settings.population_series)
    lines = [
        _("Population: {series}, {year}.", series=series, year=year_text(settings.population_year))
    ]
    if result.table["net_conversion"].any():
        lines.append(
            _(
                "The conversion coefficient already nets seed, feed and losses; they are not "
                "deducted again."
            )
        )
    codes = sorted(split_ids(result.table["assumptions"]))
    carried = [sentence for sentence in [norm_derivation(carried_norm(result))] if sentence]
    return [
        *lines,
        *carried,
        *(
            words.assumption(code, settings.norm_year, settings.coefficient_year, settings.year)
            for code in codes
            if code.removeprefix("norm_") not in NORM_BASES and code != "eaten_out"
        ),
        *(sentence for sentence in [eaten_out(result)] if sentence),
    ]


def population_rule() -> str:
    """Which series is taken where nobody chooses one."""
    return _(
        "Where nobody chooses one, the series that covers most regencies in the year is taken, of "
        "equals the civil register before the projection before the census. Series are never "
        "mixed, and a year that a series lacks is not filled. A scenario can choose another."
    )


def series_without_year(missing: MissingInputs, kind: str) -> str:
    """That the population series chosen has no figures of the year, and which years it has."""
    years = missing.years_available.get("population", ())
    return _(
        "{series} has no figures of {year}, and none are filled in from another series. It has: "
        "{years}. Choose another series or year.",
        series=words.population_kind(kind),
        year=year_text(missing.year),
        years=", ".join(map(year_text, years)) or "–",
    )


def eaten_out(result: Balance) -> str:
    """What is added for eating outside the home, on what ground; empty where no row says it."""
    known = result.inputs[(result.inputs["input"] == "eaten_out") & result.inputs["value"].notna()]
    if known.empty:
        return ""
    share = percent(float(known["value"].iloc[0]) * 100, 1)
    said = (
        _("Eaten outside the home: {share} of the norm, our assumption without a source.")
        if known["basis"].iloc[0] == "assumption"
        else _("Eaten outside the home: {share} of the norm.")
    )
    return f"{said.format(share=share)} {eaten_out_effect(result)}"


def carried_norm(result: Balance) -> dict[str, Any]:
    """The first norm of a balance that was carried from another year; empty when none was."""
    rows = result.inputs[result.inputs["basis"].isin(NORM_BASES)]
    return {str(key): value for key, value in rows.iloc[0].items()} if len(rows) else {}


def norm_derivation(row: Mapping[str, Any]) -> str:
    """How a norm came from that of another year; empty for one that is known as it is."""
    if row.get("basis") not in NORM_BASES:
        return ""
    years = _(" and ").join(str(row["level_years"]).split(";"))
    level = {
        "scaled": _("The level of the province in {year} is published."),
        "interpolated": _(
            "The level of the province in {year} lies on the straight line between {years}."
        ),
        "held": _(
            "The level of the province in {year} is not known: that of {years} is taken for it."
        ),
    }[row["basis"]]
    year = year_text(row["year"])
    carried = _(
        "The norm of {year} is an assumption: the regencies' pattern of {pattern}, times {factor} "
        "for the level of the province in {year} against {pattern}.",
        year=year,
        pattern=year_text(row["pattern_year"]),
        factor=number(row["factor"], 4),
    )
    return f"{carried} {level.format(year=year, years=years)}"


def eaten_out_effect(result: Balance, regency_code: str | None = None) -> str:
    """What eating outside the home adds to the need, of one regency or of all that are known.

    Empty where no figure is known for it.
    """
    table = result.table.dropna(subset=["eaten_out", "need_t"])
    if regency_code is not None:
        table = table[table["regency_code"] == regency_code]
    if table.empty:
        return ""
    at_home = table["population"] * table["norm_kg_per_capita_year"] / 1000.0
    return _(
        "It adds {added} to a need of {need} without it.",
        added=tonnes(float((at_home * table["eaten_out"]).sum())),
        need=tonnes(float((at_home + table["extra_need_t"]).sum())),
    )


def no_balance(missing: MissingInputs) -> str:
    """That there is no balance; which figures are lacking stands in a table."""
    return _(
        "No balance of {name} for {year} yet: figures are missing.",
        name=commodity_name(missing.commodity).lower(),
        year=year_text(missing.year),
    )
