"""Colours, one meaning each on every page: indigo, maroon and ochre of the province's ikat.

The diverging pair (ochre for deficit, indigo for surplus) and the categorical set can be told
apart with every common colour vision deficiency; classes are never told by colour alone, the
label stands beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from functools import cache

INDIGO = "#2F4B7C"
MAROON = "#7A1F3D"
OCHRE = "#B5651D"
SAND = "#EFE7D6"
GREY = "#6E6E76"

SURPLUS = INDIGO
DEFICIT = OCHRE
BALANCED = "#CFC8B8"
DOUBTFUL = "#B8B2C4"  # a figure that nothing is built upon
BALANCE_CLASS = {
    "surplus": SURPLUS,
    "balanced": BALANCED,
    "deficit": DEFICIT,
    "doubtful": DOUBTFUL,
}
#: Sheets of a round; what is not begun has no colour, and every state has a sign beside.
SHEET_STATE = {
    "begun": BALANCED,
    "handed_in": "#7FA6C9",
    "question": "#C9A227",
    "returned": MAROON,
    "accepted": INDIGO,
}
INK = "#22252B"  # text on light ground
GROUND = "#FFFFFF"  # between parts that touch
PAPER = "#E9E6DF"  # text on dark ground
FLOW = "#3A8C7E"  # tonnes between two regencies
REPORTED = "#7A4E2D"  # a flow that others report, without tonnes
CHOSEN = "#E0B100"  # the regency that was chosen, where it is in no class
CUT_OFF = "#C9A9A6"  # out of reach of the largest part of the network
EXTERNAL = MAROON  # supply from outside the province
CLOSED = "#C0392B"  # an edge of the network over which nothing more can go

#: Scenarios side by side, none of them a class: what is compared with is grey.
COMPARED = [GREY, INK, "#EE8866"]
#: Figures that are there, all of those asked for and some.
THERE = ["#5F6670", "#C3C7CC"]

# One ramp for each kind of measure, pale to strong, the same on every page; the diverging pair is
# for balances alone (docs/words.md).
AMOUNT = ["#EAF2E9", "#BFDCC0", "#8BBF92", "#569C65", "#2F7443", "#154826"]  # tonnes of a regency
PEOPLE = ["#EEF0F1", "#CBD2D6", "#A0ABB2", "#75828B", "#505C65", "#2E373E"]
ECONOMY = ["#F1F0DC", "#D6D3A3", "#B2AD6B", "#8A8541", "#625E25", "#3C3912"]
WELFARE = ["#E8F1F2", "#B9D8DC", "#83B7BF", "#4E939F", "#2A6C79", "#12454F"]  # more is better
BURDEN = ["#F6E9DC", "#E3BDA8", "#C98A80", "#A44F5B", "#7A1F3D", "#4D0F25"]  # more weighs more
RANK = ["#F0EBF5", "#D4C6E3", "#B09ACB", "#8A6DB0", "#654891", "#40286A"]  # stronger: nearer rank 1
INDICATION = ["#F8EAF2", "#E9BFD9", "#D48FBB", "#B45F98", "#8A3A72", "#5A1D49"]  # pairs, likeness
DIVERGING_LOW = ["#8C4A10", "#C07F3A", "#E2B98A"]  # strongest first
DIVERGING_HIGH = ["#A9B9D3", "#6A84B0", "#2F4B7C"]  # strongest last
#: Groups of regencies (zones, clusters, first sectors), which are no measure: Paul Tol's "light"
#: scheme, made for areas under dark lettering and told apart with every colour vision.
GROUPS = [
    "#77AADD",
    "#EE8866",
    "#EEDD88",
    "#FFAABB",
    "#99DDFF",
    "#44BB99",
    "#BBCC33",
    "#AAAA00",
]
#: Goods on one ferry: colours that stand for nothing else.
COMMODITIES = ["#A05A7E", "#7FA6C9", "#C9A227", "#6B6B7B"]

# In the dark theme: those of the colours above that would sink into the ground, made
# lighter, and what stands against it.
GROUND_DARK = "#15181E"
ON_DARK = {
    INDIGO: "#8FB0E0",
    MAROON: "#D98AA5",
    GREY: "#A9A9B2",
    INK: PAPER,
    GROUND: GROUND_DARK,
    RANK[4]: "#B9A2DC",
    THERE[1]: "#343A45",
}
# Lines over the sea of the dark theme's maps.
ON_DARK_SEA = {
    **{FLOW: "#7CC7BA", EXTERNAL: "#DB8FAA", CLOSED: "#F2988D", REPORTED: "#D9A66F"},
    **{color: ON_DARK[color] for color in (INDIGO, GREY)},
}
#: Land of the dark theme's maps that shows no figure: light names and lines are read on it.
LAND_DARK = "#4E555E"
#: The sea of the dark theme's maps, as ``static/map/ntt-map.css`` has it.
SEA_DARK = "#0F1A24"
# Of an area in the dark theme, so that it is seen there even where it is faded.
_LEAST_LUMINANCE = 0.14
_SPREAD = 0.75  # below 1 the strongest classes, all dark, go further apart
_CALM = 0.85  # a dark colour that is made light would be loud
_MOST_RANKS = 10
#: All that fills an area of a map; ``ranks`` makes more between its ends.
_AREAS = (
    *(*AMOUNT, *PEOPLE, *ECONOMY, *WELFARE, *BURDEN, *RANK, *INDICATION),
    *(*DIVERGING_LOW, *DIVERGING_HIGH, *GROUPS),
    *(BALANCED, DOUBTFUL, CHOSEN, CUT_OFF, SAND),
)


@cache
def area_on_dark(color: str) -> str:
    """The colour of an area on the dark theme's sea: its hue, and light enough to be seen there.

    Classes keep their order from pale to strong: every colour goes up, the darkest most. ``SAND``
    stands for no class and becomes a quiet ground.

    >>> area_on_dark("#2F4B7C")
    '#6F8CBE'
    """
    if color == SAND:
        return LAND_DARK
    wanted = _LEAST_LUMINANCE + (1 - _LEAST_LUMINANCE) * luminance(color) ** _SPREAD
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, _light, saturation = rgb_to_hls(red, green, blue)
    saturation *= _CALM
    low, high = 0.0, 1.0
    for _step in range(20):  # luminance rises with lightness
        middle = (low + high) / 2
        if luminance(_hex(hls_to_rgb(hue, middle, saturation))) < wanted:
            low = middle
        else:
            high = middle
    return _hex(hls_to_rgb(hue, high, saturation))


def _hex(parts: Sequence[float]) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)


@cache
def areas_on_white() -> dict[str, str]:
    """For each colour of an area in the dark theme the one that it stands for."""
    graded = [color for n in range(1, _MOST_RANKS + 1) for color in ranks(n)]
    return {area_on_dark(color): color for color in (*graded, *_AREAS)}


def on_white() -> dict[str, str]:
    """For each colour of the dark theme the one that stands in its place on white paper.

    >>> on_white()[ON_DARK[INDIGO]] == INDIGO
    True
    """
    return {dark: light for light, dark in {**ON_DARK, **ON_DARK_SEA}.items()}


def sequential(n: int, ramp: Sequence[str]) -> list[str]:
    """``n`` colours of a ramp from pale to strong."""
    if n == 1:
        return [ramp[3]]
    return [ramp[round(i * (len(ramp) - 1) / (n - 1))] for i in range(n)]


def ranks(n: int) -> list[str]:
    """Colours of ranks 1 to ``n``, the first strongest: one hue, each a step lighter.

    >>> ranks(3)
    ['#654891', '#AA9AC3', '#F0EBF5']
    """
    steps = [i / max(n - 1, 1) for i in range(n)]
    ends = [[int(color[i : i + 2], 16) for i in (1, 3, 5)] for color in (RANK[4], RANK[0])]
    return [
        "#" + "".join(f"{round(a + (b - a) * step):02X}" for a, b in zip(*ends, strict=True))
        for step in steps
    ]


def diverging(n_low: int, n_high: int) -> list[str]:
    """Colours for classes below and above the centre; the strongest stand outside."""
    low = DIVERGING_LOW[3 - min(n_low, 3) :] if n_low else []
    high = DIVERGING_HIGH[: min(n_high, 3)]
    if n_low == 1:
        low = [DIVERGING_LOW[1]]
    if n_high == 1:
        high = [DIVERGING_HIGH[1]]
    if n_high == 2:
        high = [DIVERGING_HIGH[0], DIVERGING_HIGH[2]]
    if n_low == 2:
        low = [DIVERGING_LOW[0], DIVERGING_LOW[2]]
    return low + high


def ink_on(background: str) -> str:
    """Black or white, whichever is read better on a colour (contrast as WCAG 2 defines it).

    >>> ink_on("#2F4B7C"), ink_on("#E2B98A")
    ('#FFFFFF', '#000000')
    """
    light = luminance(background)
    return "#FFFFFF" if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else "#000000"


def luminance(color: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2): 0 black, 1 white."""
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
