"""Key figures as strips: one line of dots for each, a dot for each regency, the own one marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from geo.places import regencies, regency_names
from publishing import palette
from publishing.briefing.basis_line import model_result
from publishing.briefing.model import Figure
from publishing.charts.axes import LINE_PX
from publishing.charts.enlarged import ENLARGEMENT
from publishing.charts.first_rows import ENDS
from publishing.charts.frame import chart_spec
from publishing.formats import coverage, number
from publishing.language import _, once_per_language
from publishing.tables import Column, readable

#: Letters in a line: of a heading and of what stands below it, by how wide the chart is.
_LETTERS = {"page": (112, 124), "wide": (70, 78), "narrow": (42, 50)}
#: How wide the chart is (Vega expression): as on a phone or beside a map, as half a page, or all.
_WINDOW = (
    f"(width < 540 * {ENLARGEMENT} ? 'narrow' : width < 860 * {ENLARGEMENT} ? 'wide' : 'page')"
)
_HEADING_PX, _TEXT_PX = 13, 11
_HEADING_LINE_PX, _GAP_PX = 16, 18
#: Dots that would lie on each other step aside: how near (share of the line), and how far (px).
_NEAR = 0.025
_ASIDE = (0, -6, 6, -12, 12)
#: The own regency and the one beside it: told apart by their shapes, in grey too.
_OWN, _BESIDE = ("diamond", palette.INK, 170), ("square", palette.COMPARED[2], 110)
_ABOVE_PX, _BELOW_PX = 22, 12  # room for the dots aside, between the line and its texts


@dataclass(frozen=True)
class _Strip:
    """A figure as it is drawn, hashable."""

    name: str
    value: str
    place: str
    amounts: tuple[tuple[str, float], ...]
    decimals: int
    years: str
    unit: str
    modelled: bool

    @property
    def heading(self) -> str:
        """Name, unit and year; what is modelled says so."""
        inside = [self.unit, self.years, model_result() if self.modelled else ""]
        known = ", ".join(part for part in inside if part)
        return f"{self.name} ({known})" if known else self.name


def strips(figures: Sequence[Figure], beside: str | None = None) -> dict[str, Any]:
    """One line per figure, from its lowest to its highest value among the regencies.

    The own regency is a diamond with its value above, the median a tick; ``beside`` is a second
    regency to be marked, a square. The lowest and highest are named, the unknown are counted.
    """
    own = next((each.own for each in figures if each.own), None)
    rows = tuple(
        _Strip(
            *(each.name, each.value, each.place, tuple(sorted(each.amounts.items()))),
            *(each.decimals, each.basis.years, each.basis.unit, each.basis.modelled),
        )
        for each in figures
    )
    return _drawn(rows, own, beside)


def strips_table(figures: Sequence[Figure]) -> pd.DataFrame:
    """What is drawn, one row per regency and one column per figure, unknown ones empty."""
    names = regency_names()
    table = pd.DataFrame({"regency_code": list(names), "regency": list(names.values())})
    columns = {"regency": Column(_("Regency"), codes="regency_code")}
    for n, each in enumerate(figures, 1):
        inside = ", ".join(part for part in (each.basis.unit, each.basis.years) if part)
        table[f"figure_{n}"] = table["regency_code"].map(dict(each.amounts)).astype("float64")
        header = f"{each.name} ({inside})" if inside else each.name
        columns[f"figure_{n}"] = Column(header, each.decimals)
    return readable(table, columns)


def strips_alt(figures: Sequence[Figure], beside: str | None = None) -> str:
    """What the strips show, for those who cannot see them."""
    return "; ".join(
        ", ".join(filter(None, (f"{each.name}: {each.value}", each.place, _second(each, beside))))
        for each in figures
    )


def _second(figure: Figure, beside: str | None) -> str:
    if beside is None:
        return ""
    known = beside in figure.amounts
    value = number(figure.amounts[beside], figure.decimals) if known else _("no data yet")
    return f"{regency_names()[beside]} {value}"


@once_per_language(maxsize=256)
def _drawn(rows: tuple[_Strip, ...], own: str | None, beside: str | None) -> dict[str, Any]:
    sheet = _Sheet()
    sheet.explain_marks(own, beside)
    ends = []
    for row in rows:
        sheet.draw(row, own, beside)
        ends.append(sheet.top)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 1], padding=10, nice=False))
    down = alt.Scale(domain=[0, sheet.top], reverse=True, nice=False)
    y = alt.Y("y:Q", axis=None, scale=down)
    spec = chart_spec(
        alt.layer(*sheet.layers(x, y))
        .add_params(alt.param(name=ENLARGEMENT, value=1))
        .properties(height=sheet.top),
        _("Key figures of the 22 regencies of NTT, each figure on a line of its own"),
    )
    return {**spec, "usermeta": {**spec["usermeta"], ENDS: ends}}


@dataclass
class _Sheet:
    """What is drawn so far, from top to bottom; ``y`` is in pixels, ``x`` a share of the line."""

    texts: list[dict[str, Any]] = field(default_factory=list)
    dots: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)
    medians: list[dict[str, Any]] = field(default_factory=list)
    top: int = 0

    def explain_marks(self, own: str | None, beside: str | None) -> None:
        """Two columns: the marked regencies, then what the others and the tick are."""
        names = regency_names()
        marked = [(kind, code) for kind, code in (("own", own), ("beside", beside)) if code]
        self._next(LINE_PX + 4)
        for n, (kind, code) in enumerate(marked):
            self._dot(n / 2, kind, names[code], "")
            self._text(names[code], n / 2, dx=12)
        if marked:
            self._next(LINE_PX + 4)
        self._dot(0, "other", _("another regency"), "")
        self._text(_("another regency"), 0, dx=12)
        self.medians.append({"x": 0.5, "y": self.top, "shown": ""})
        self._text(_("median of the regencies"), 0.5, dx=12)

    def draw(self, row: _Strip, own: str | None, beside: str | None) -> None:
        """Heading, place and median, values of the marked, the dots, lowest and highest."""
        amounts = pd.Series(dict(row.amounts), dtype="float64").dropna()
        self._next(_GAP_PX)
        self._heading(row, amounts)
        if amounts.empty:
            return
        low, high = float(amounts.min()), float(amounts.max())
        share = (amounts - low) / (high - low) if high > low else amounts * 0 + 0.5
        for kind, code in (("own", own), ("beside", beside)):
            if code is None:
                continue
            self._next(LINE_PX + 1)
            self._value(kind, row, code, amounts, share)
        self._next(_ABOVE_PX)
        self.lines.append({"x": 0.0, "x2": 1.0, "y": self.top})
        middle = float(amounts.median())
        self.medians.append(
            {
                "x": (middle - low) / (high - low) if high > low else 0.5,
                "y": self.top,
                "shown": number(middle, row.decimals),
            }
        )
        for code, aside in _aside(share, [each for each in (own, beside) if each]).items():
            kind = {own: "own", beside: "beside"}.get(code, "other")
            self._dot(
                float(share[code]),
                kind,
                regency_names()[code],
                number(float(amounts[code]), row.decimals),
                aside=aside,
                figure=row.heading,
                filled=not row.modelled,
            )
        self._next(_BELOW_PX)
        self._ends(row, amounts)

    def _heading(self, row: _Strip, amounts: pd.Series) -> None:
        below = [row.place]
        if amounts.empty:
            below = [_("no data yet")]
        elif len(amounts) > 1:
            middle = number(float(amounts.median()), row.decimals)
            below.append(_("median {value}", value=middle))
        total = len(regencies())
        if len(amounts) < total:
            below.append(
                coverage(len(amounts), total)
                + ", "
                + _("{n} without data", n=number(total - len(amounts)))
            )
        wrapped = {
            window: (wrap(row.heading, of_heading), wrap(" · ".join(filter(None, below)), of_text))
            for window, (of_heading, of_text) in _LETTERS.items()
        }

        def px(window: str) -> int:
            heading, text = wrapped[window]
            return _HEADING_LINE_PX * len(heading) + LINE_PX * len(text)

        start, height = self.top, max(map(px, wrapped))
        for window, (heading, text) in wrapped.items():
            # Fewer lines stand lower: what belongs to a strip stays near its dots.
            self.top = start + height - px(window)
            for line in heading:
                self._next(_HEADING_LINE_PX)
                self._text(line, 0, kind="heading", window=window)
            for line in text:
                self._next(LINE_PX)
                self._text(line, 0, kind="quiet", window=window)
        self.top = start + height

    def _value(
        self, kind: str, row: _Strip, code: str, amounts: pd.Series, share: pd.Series
    ) -> None:
        if code not in amounts:
            self._dot(0, kind, regency_names()[code], _("no data yet"), figure=row.heading)
            self._text(_("no data yet"), 0, dx=12, kind="quiet")
            return
        text = row.value if kind == "own" else number(float(amounts[code]), row.decimals)
        at = float(share[code])
        side = "left" if at < 0.3 else "right" if at > 0.7 else "center"
        self._text(text, at, dx={"left": -5, "right": 5, "center": 0}[side], kind=kind, side=side)

    def _ends(self, row: _Strip, amounts: pd.Series) -> None:
        """Who is lowest and highest, on two lines so that both have room on a phone."""
        if amounts.min() == amounts.max():
            ends = [(0.5, "center", amounts.min())]
        else:
            ends = [(0.0, "left", amounts.min()), (1.0, "right", amounts.max())]
        names = regency_names()
        start = self.top
        for x, side, value in ends:
            codes = amounts.index[amounts == value]
            who = (
                names[str(codes[0])]
                if len(codes) == 1
                else _("{n} of the regencies", n=number(len(codes)))
            )
            self.top = start
            for text in (number(float(value), row.decimals), who):
                self._next(LINE_PX)
                self._text(text, x, kind="quiet", side=side)

    def _next(self, px: int) -> None:
        self.top += px

    def _text(
        self,
        text: str,
        x: float,
        dx: int = 0,
        kind: str = "plain",
        side: str = "left",
        window: str = "both",
    ) -> None:
        self.texts.append(
            {"text": text, "x": x, "y": self.top, "dx": dx, "kind": kind, "side": side}
            | {"window": window}
        )

    def _dot(
        self,
        x: float,
        kind: str,
        regency: str,
        shown: str,
        aside: int = 0,
        figure: str = "",
        filled: bool = True,
    ) -> None:
        self.dots.append(
            {"x": x, "y": self.top + aside, "kind": kind, "regency": regency, "shown": shown}
            | {"figure": figure, "fill": (0.6 if kind == "other" else 1.0) if filled else 0.0}
        )

    def layers(self, x: alt.X, y: alt.Y) -> list[alt.Chart]:
        """Lines below, dots over them, the marked ones on top, then the texts."""
        drawn = [
            _chart(self.lines)
            .mark_rule(color=palette.THERE[1], strokeWidth=1)
            .encode(x=x, x2="x2:Q", y=y),
            _chart(self.medians)
            .mark_tick(orient="vertical", size=20, thickness=2, color=palette.GREY, clip=False)
            .encode(x=x, y=y),
        ]
        for kind, (shape, color, size) in {
            "other": ("circle", palette.GREY, 60),
            "beside": _BESIDE,
            "own": _OWN,
        }.items():
            rows = [each for each in self.dots if each["kind"] == kind]
            if rows:
                drawn.append(
                    _chart(rows)
                    .mark_point(
                        shape=shape,
                        size=size,
                        fill=color,
                        stroke=palette.GREY if kind == "other" else palette.INK,
                        strokeWidth=1.2,
                        fillOpacity=alt.ExprRef("datum.fill"),
                    )
                    .encode(
                        x=x,
                        y=y,
                        tooltip=[
                            alt.Tooltip("regency:N", title=_("Regency")),
                            alt.Tooltip("shown:N", title=_("Value")),
                            alt.Tooltip("figure:N", title=_("Figure")),
                        ],
                    )
                )
        return [*drawn, *self._of_texts(x, y)]

    def _of_texts(self, x: alt.X, y: alt.Y) -> list[alt.Chart]:
        looks: dict[str, dict[str, Any]] = {
            "heading": {"fontSize": _HEADING_PX, "fontWeight": 600},
            "plain": {"fontSize": _TEXT_PX},
            "quiet": {"fontSize": _TEXT_PX, "color": palette.GREY},
            "own": {"fontSize": _HEADING_PX, "fontWeight": 700},
            "beside": {"fontSize": _HEADING_PX},
        }
        made = []
        for kind, look in looks.items():
            rows = [each for each in self.texts if each["kind"] == kind]
            if rows:
                made.append(
                    _chart(rows)
                    .transform_filter(f"datum.window == 'both' || datum.window == {_WINDOW}")
                    .mark_text(
                        align=alt.ExprRef("datum.side"),
                        dx=alt.ExprRef("datum.dx"),
                        baseline="middle",
                        **look,
                    )
                    .encode(x=x, y=y, text="text:N")
                )
        return made


def _chart(rows: Sequence[dict[str, Any]]) -> alt.Chart:
    return alt.Chart(pd.DataFrame(rows))


def _aside(share: pd.Series, marked: Sequence[str]) -> dict[str, int]:
    """How far each dot steps aside, the marked ones first: they stay on the line if they can."""
    order = [
        *(code for code in marked if code in share),
        *(str(code) for code in share.sort_values().index if code not in marked),
    ]
    placed: dict[str, int] = {}
    for code in order:
        near = {aside for other, aside in placed.items() if abs(share[other] - share[code]) < _NEAR}
        free = [each for each in _ASIDE if each not in near]
        placed[code] = free[0] if free else 0
    return placed
