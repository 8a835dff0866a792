"""One side of a commodity in words: what is needed of it, and what single regencies report."""

from __future__ import annotations

import pandas as pd

from analysis.balance.need_alone import NeedAlone
from analysis.balance.result import Balance
from geo.places import place_name, regencies
from publishing import words
from publishing.code_words import code_word
from publishing.formats import coverage, number, tonnes
from publishing.formats import year as year_text
from publishing.language import _, current_language
from publishing.names import commodity_name, in_sentence
from publishing.sentences.balance import with_doubtful
from publishing.sentences.guide import join_names

_NAMED = 3  # of those who need most, and of those who report


def need_headline(need: NeedAlone) -> str:
    """Who needs most, in the form that is known best; or that every figure is in doubt."""
    name, form = commodity_name(need.commodity), need.forms[0]
    if len(need.forms) > 1:
        name += f" ({code_word(form)})"
    rows = need.of_form(form)
    sound = rows[rows["sound"] & (rows["need"] > 0)]
    if sound.empty:
        return _(
            "{name} {year}: the need is worked out, and every figure of it is in doubt",
            name=name,
            year=year_text(need.year),
        )
    return _(
        "{name} {year}: households need {total}, {who} most",
        name=name,
        year=year_text(need.year),
        total=amount(need, need.total(form)),
        who=join_names([place_name(code) for code in sound["regency_code"].head(1)]),
    )


def amount(need: NeedAlone, value: float) -> str:
    """A need with its unit."""
    if need.unit == "t":
        return tonnes(value)
    return _("{n} thousand pieces", n=number(value))


def need_unit(need: NeedAlone) -> str:
    """The unit over a column or a legend."""
    return "t" if need.unit == "t" else _("thousand pieces")


def need_unit_words(need: NeedAlone) -> str:
    """The unit within a sentence."""
    return _("tonnes") if need.unit == "t" else need_unit(need)


def form_lines(need: NeedAlone) -> list[str]:
    """One sentence for each form: its total, of how many regencies, who needs most of it."""
    lines = []
    for form in need.forms:
        rows = need.of_form(form)
        sound = rows[rows["sound"] & (rows["need"] > 0)]
        n = need.n_sound(form)
        if not n:
            lines.append(
                _(
                    "{form}: all {n} figures are in doubt, so no total. {why}",
                    form=_form(form),
                    n=number(len(rows)),
                    why=_why(rows),
                )
            )
            continue
        line = _(
            "{form}: {total} of {coverage}, most in {who}.",
            form=_form(form),
            total=amount(need, need.total(form)),
            coverage=coverage(n, len(regencies())),
            who=", ".join(
                f"{place_name(code)} {amount(need, value)}"
                for code, value in sound[["regency_code", "need"]].head(_NAMED).to_numpy()
            ),
        )
        if n < len(rows):
            line += " " + _(
                "Left out as doubtful: {n} regencies. {why}",
                n=number(len(rows) - n),
                why=_why(rows[~rows["sound"]]),
            )
        lines.append(line.rstrip())
    return lines


def need_note(need: NeedAlone) -> str:
    """How it was worked out, and what it is not."""
    said = _(
        "Need = what a head eats at home in a year ({year}) × population of {year} ({series}); "
        "meals away from home, seed, feed and industry are not in it. It is a market, neither "
        "surplus nor deficit.",
        year=year_text(need.year),
        series=words.population_series(need.population_series),
    )
    if len(need.forms) > 1:
        said += " " + _("The forms are counted in different states and are not added up.")
    return said


def _form(form: str) -> str:
    word = code_word(form)
    return word[:1].upper() + word[1:]


def _why(rows: pd.DataFrame) -> str:
    """What the rows say against themselves, each reason once."""
    notes = rows["note_en" if current_language() == "en" else "note"].dropna().unique()
    return "; ".join(str(note).rstrip(".") for note in notes[:2]) + ("." if len(notes) else "")


def reported_headline(commodity: str, rows: pd.DataFrame) -> str:
    """Whose figures these are; rows as ``services.commodities.production_of``."""
    name, codes = commodity_name(commodity), list(dict.fromkeys(rows["regency_code"]))
    if len(codes) == 1:
        return _(
            "{name}: figures of {regency} alone, not of the province",
            name=name,
            regency=place_name(codes[0]),
        )
    return _(
        "{name}: figures of {who} alone, not of the province",
        name=name,
        who=join_names([place_name(code) for code in codes])
        if len(codes) <= _NAMED
        else _("{n} regencies", n=number(len(codes))),
    )


def reported_lines(commodity: str, rows: pd.DataFrame) -> list[str]:
    """Each regency's newest figure; one that is in doubt says so."""
    lines = []
    for code, own in rows.groupby("regency_code", sort=True):
        newest = own[own["year"] == own["year"].max()]
        for row in newest.to_dict("records"):
            if row["sound"]:
                lines.append(
                    _(
                        "{regency} reports {amount} of {name} ({form}) for {year}.",
                        regency=place_name(str(code)),
                        amount=tonnes(row["value"]),
                        name=in_sentence(commodity_name(commodity)),
                        form=code_word(str(row["form"])),
                        year=year_text(row["year"]),
                    )
                )
            else:
                lines.append(
                    _(
                        "{regency} reports {amount} for {year}; the figure is in doubt.",
                        regency=place_name(str(code)),
                        amount=tonnes(row["value"]),
                        year=year_text(row["year"]),
                    )
                )
    return lines


def yearly_prices_headline(commodity: str, rows: pd.DataFrame) -> str:
    """For how many regencies a price is known; rows as ``services.commodities.yearly_prices``."""
    return _(
        "{name}: prices of a year are known for {coverage} ({year})",
        name=commodity_name(commodity),
        coverage=coverage(rows["regency_code"].nunique(), len(regencies())),
        year=year_text(rows["year"].iloc[0]),
    )


def two_sides_note() -> str:
    """Why a need beside some production is not subtracted from it."""
    return _(
        "Need and production are not subtracted: they are of other years, forms or regencies, and "
        "no coefficient joins them."
    )


def classes_line(result: Balance) -> str:
    """How many regencies are in each class that a balance can have."""
    summary = result.summary
    return _(
        "Surplus: {n_surplus} regencies, balanced: {n_balanced}, deficit: {n_deficit}.",
        n_surplus=number(summary.n_surplus),
        n_balanced=number(summary.n_balanced),
        n_deficit=number(summary.n_deficit),
    )


def side_line(what: str, total_t: float, with_doubtful_t: float) -> str:
    """The total of one side, with doubtful figures in brackets."""
    return f"{what}: {with_doubtful(tonnes(total_t), tonnes(with_doubtful_t))}."
