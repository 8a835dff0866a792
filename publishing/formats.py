"""One format for one kind of number, date and unit, in the session's language (Babel/CLDR)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from math import ceil, isinf

import pandas as pd
from babel.dates import format_date as _babel_date
from babel.dates import get_month_names
from babel.numbers import format_compact_decimal, format_decimal

from publishing.language import _, current_language

#: Waktu Indonesia Tengah; without daylight saving, so no data base of zones is asked.
#: The clocks of the province; no part of it is in another zone.
WITA = dt.timezone(dt.timedelta(hours=8))


def number(value: float | int | None, decimals: int = 0) -> str:
    """``1234.5`` as ``1.234,5`` (Indonesian) or ``1,234.5``; a missing value as ``–``.

    Unknown is never shown as 0.
    """
    if value is None or pd.isna(value) or isinf(value):
        return "–"
    return _number(float(value), decimals, current_language())


# A page formats hundreds of numbers, mostly the same ones for everybody; the same in any edition.
@lru_cache(maxsize=32_768)
def _number(value: float, decimals: int, language: str) -> str:
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(value, format=pattern, locale=language)
    # CLDR has an ASCII hyphen for negatives in Indonesian; a true minus aligns with digits.
    return text.replace("-", "−")


def tonnes(value: float | None) -> str:
    """Whole tonnes with the unit; below ten tonnes with one decimal."""
    if value is None or pd.isna(value):
        return "–"
    return f"{number(value, 0 if abs(value) >= 10 or value == 0 else 1)} t"


def rounded_tonnes(value: float | None) -> str:
    """Tonnes as one says them aloud: two digits, from ten thousand on whole thousands.

    >>> from publishing.language import speaking
    >>> with speaking("en"):
    ...     [rounded_tonnes(value) for value in (143_826, 9_845, 9_960, 478, 4.26)]
    ['144 thousand tonnes', '9.8 thousand tonnes', '10 thousand tonnes', '480 tonnes', '4.3 tonnes']
    """
    if value is None or pd.isna(value):
        return "–"
    if abs(value) < 10_000:
        value = float(f"{value:.2g}")
    if abs(value) < 1_000:
        return _("{n} tonnes", n=number(value, 0 if value == round(value) else 1))
    if abs(value) < 999_500:
        thousands = value / 1_000
        decimals = 0 if abs(value) >= 10_000 or thousands == round(thousands) else 1
        return _("{n} thousand tonnes", n=number(thousands, decimals))
    return _("{n} million tonnes", n=number(value / 1_000_000, 1))


def percent(value: float | None, decimals: int = 1) -> str:
    """``12.34`` (already in per cent) as ``12,3 %``."""
    if value is None or pd.isna(value):
        return "–"
    return f"{number(value, decimals)} %"


def part(share: float, limit: float = 100) -> str:
    """A share in whole per cent, never rounded up to a ``limit`` that it does not reach.

    Below one per cent with one decimal. The sign stays on the line of its number.

    >>> [part(each).replace("\u00a0", " ") for each in (100, 99.6, 79.6, 36.8, 0.44, 0)]
    ['100 %', '99 %', '80 %', '37 %', '0,4 %', '0 %']
    >>> part(79.6, limit=80).replace("\u00a0", " ")
    '79 %'
    """
    whole = min(round(share), ceil(limit) - 1) if share < limit else round(share)
    return percent(*((share, 1) if 0 < share < 1 else (whole, 0))).replace(" ", "\u00a0")


def rupiah(value: float | None, decimals: int = 0) -> str:
    """Rupiah with the sign in front, as official letters write it."""
    if value is None or pd.isna(value):
        return "–"
    return f"Rp {number(value, decimals)}"


def compact(value: float | None) -> str:
    """Large amounts shortened: ``12,4 miliar`` / ``12.4 billion``."""
    if value is None or pd.isna(value):
        return "–"
    return format_compact_decimal(
        value, format_type="long", locale=current_language(), fraction_digits=1
    )


def date(value: dt.date) -> str:
    """``29 Agustus 2019`` / ``29 August 2019``."""
    return _babel_date(value, format="d MMMM y", locale=current_language())


def date_as_known(text: str) -> str:
    """A date of which the day, or the month too, may be unknown.

    >>> date_as_known("2016-12"), date_as_known("2014")
    ('Desember 2016', '2014')
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(dt.date(*parts))
    return f"{month(parts[1])} {parts[0]}" if len(parts) == 2 else str(parts[0])


def month(number_of_year: int) -> str:
    """``1`` as ``Januari`` / ``January``."""
    names = get_month_names("wide", context="stand-alone", locale=current_language())
    return str(names[number_of_year])


def short_month(number_of_year: int) -> str:
    """``5`` as ``Mei`` / ``May``, where twelve of them stand side by side."""
    names = get_month_names("abbreviated", context="stand-alone", locale=current_language())
    return str(names[number_of_year])


def moment(value: dt.datetime | None) -> str:
    """A time in UTC as the clocks of the province say it: ``29 Agustus 2019, 14.05 WITA``."""
    if value is None:
        return _("date unreadable")
    there = value.replace(tzinfo=dt.UTC).astimezone(WITA)
    hour = there.strftime("%H.%M" if current_language() == "id" else "%H:%M")
    return f"{date(there.date())}, {hour} WITA"


def time_of_day(value: dt.datetime) -> str:
    """A time in UTC to the second, as the clocks of the province say it: ``14.32.05 WITA``."""
    there = value.replace(tzinfo=dt.UTC).astimezone(WITA)
    return f"{there:%H.%M.%S} WITA" if current_language() == "id" else f"{there:%H:%M:%S} WITA"


def file_moment(value: dt.datetime) -> str:
    """A time in UTC for the name of a file, by the province's clocks: ``20190829-1405-WITA``."""
    return value.replace(tzinfo=dt.UTC).astimezone(WITA).strftime("%Y%m%d-%H%M-WITA")


def year(value: int | None) -> str:
    """A year has no thousands separator."""
    return "–" if value is None or pd.isna(value) else str(int(value))


def year_span(years: Sequence[int]) -> str:
    """``2018–2023`` of several years, in whatever order; one alone as it is."""
    first, last = min(years), max(years)
    return year(last) if first == last else f"{year(first)}–{year(last)}"


def coverage(known: int, total: int) -> str:
    """``14 dari 22 daerah``: how many regencies a result rests on."""
    return _("{known} of {total} regencies", known=known, total=total)
