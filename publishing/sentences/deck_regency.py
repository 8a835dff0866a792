"""Titles of the slides of one regency, and what is answered to an economist's objection.

Most hold for a group of regencies too: those of its pairs, its agreements and its gaps.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.leading.indicator_values import IndicatorValues
from analysis.leading.kpju import FAVOURABLE
from publishing.deck.model import MOST_WORDS
from publishing.formats import number
from publishing.language import _, ngettext
from publishing.names import commodity_name, in_sentence, item_name
from publishing.sentences.deck import Objection
from publishing.sentences.profile import full_name
from publishing.sentences.standing import end_words

#: More commodities than these are counted, not named, in a title.
_NAMED = 2


def title_of_regency(regency_code: str) -> str:
    """The deck's own title."""
    return _("{name} in a few slides", name=full_name(regency_code))


def named_where_it_fits(name: str, title: str) -> str:
    """A title that says whose it is, unless it would be too long; the subtitle says it anyway."""
    named = f"{name}: {title[:1].lower()}{title[1:]}"
    return named if len(named.split()) <= MOST_WORDS else title


def balances_title(surplus: Sequence[str], deficit: Sequence[str], balanced: Sequence[str]) -> str:
    """Of which commodities there is too much and too little; ``balanced`` is said alone.

    Turned over by a class: what is unknown, doubtful or not comparable is in none of the three.
    """
    if not surplus and not deficit and not balanced:
        return _("Neither surplus nor deficit is known")
    if len(surplus) > _NAMED or len(deficit) > _NAMED:
        return _(
            "{surplus} commodities in surplus, {deficit} in deficit",
            surplus=number(len(surplus)),
            deficit=number(len(deficit)),
        )
    said = []
    if surplus:
        said.append(_("surplus of {names}", names=_joined(surplus)))
    if deficit:
        said.append(_("deficit of {names}", names=_joined(deficit)))
    if not said:
        said.append(_("balanced in {names}", names=_joined(balanced)))
    told = ", ".join(said)
    return told[:1].upper() + told[1:]


def balances_objection() -> Objection:
    """Against a regency's balances."""
    return Objection(
        _("People here do not live on these commodities alone; the rest is missing."),
        _(
            "Right: only where production and need are known is there a balance. What is missing, "
            "and who could say it, stands on the last slide."
        ),
    )


def own_pairs_title(commodity: str, n_certain: int, n_choice: int) -> str:
    """How many pairs within NTT it is part of in the answer shown.

    Turned over by a pair that another equally good answer does without: that one can be swapped.
    """
    name = commodity_name(commodity)
    if not n_certain and not n_choice:
        return _("{name}: no pair within NTT", name=name)
    if not n_certain:
        return ngettext(
            "{name}: {n} pair within NTT, can be swapped",
            "{name}: {n} pairs within NTT, all can be swapped",
            n_choice,
            name=name,
        )
    if not n_choice:
        return ngettext(
            "{name}: {n} certain pair within NTT",
            "{name}: {n} certain pairs within NTT",
            n_certain,
            name=name,
        )
    return _(
        "{name}: {n} certain, {others} that can be swapped",
        name=name,
        n=number(n_certain),
        others=number(n_choice),
    )


def partners_title(supplied: Sequence[str], received: Sequence[str], is_outside: bool) -> str:
    """With what it can supply others of NTT, and with what others can supply it.

    ``supplied`` and ``received``: commodities of identified pairs and corridors.
    """
    if supplied and received:
        return _(
            "Can supply {gives}; can receive {takes}",
            gives=_joined(supplied),
            takes=_joined(received),
        )
    if supplied:
        return _("Can supply other regencies with {gives}", gives=_joined(supplied))
    if received:
        return _("Other regencies can supply {takes}", takes=_joined(received))
    if is_outside:
        return _("No partner identified within NTT, only outside")
    return _("No partner is identified")


def partners_objection() -> Objection:
    """Against partners of one regency."""
    return Objection(
        _("A corridor names many; nobody can sign with a corridor."),
        _(
            "Right: who of a corridor supplies whom is for the regencies to agree, at no "
            "difference in freight. Its total is what the model identifies."
        ),
    )


def own_prices_title(n_paying: int, n_judged: int, n_pairs: int) -> str:
    """On how many of the pairs shown the price gap covers the freight, of those with prices.

    Of the pairs shown: where some can be swapped, other ones would be judged.
    """
    if not n_judged:
        return _("Whether prices pay its freight is not known yet")
    figures = {"paying": number(n_paying), "n": number(n_judged)}
    if n_judged < n_pairs:
        return _("Prices cover freight on {paying} of {n} judged pairs", **figures)
    return _("Prices cover freight on {paying} of {n} pairs shown", **figures)


def standing_title(development: IndicatorValues, regency_code: str) -> str:
    """Its place in human development, from the nearer end or between those above and below.

    Not said of a regency without that figure, or with a doubtful one.
    """
    values = development.values.drop(development.doubtful, errors="ignore").dropna()
    if regency_code not in values.index:
        return _("Human development: no usable figure")
    own = values[regency_code]
    above, below = int((values > own).sum()), int((values < own).sum())
    if end := end_words(above, below):
        return _("Human development: {end} of {n} regencies", end=end, n=number(len(values)))
    return _(
        "Human development: above {below} regencies, below {above}",
        below=number(below),
        above=number(above),
    )


def standing_objection() -> Objection:
    """Against places."""
    return Objection(
        _("A place says nothing of the distance to the next one."),
        _(
            "Right: value and median stand beside the place, and the profile draws all 22 on one "
            "line."
        ),
    )


def products_title(rows: pd.DataFrame) -> str:
    """What leads its list, and of how many the report speaks well; ``rows`` as ``kpju_of``."""
    return _(
        "{item} leads; the report favours {n} of {total}",
        item=item_name(str(rows["item"].iloc[0])),
        n=number(rows["verdict"].isin(FAVOURABLE).sum()),
        total=number(len(rows)),
    )


def products_objection() -> Objection:
    """Against a list of leading products."""
    return Objection(
        _("A rank by experts is no sale: how much is sold is not known."),
        _(
            "Right: list and verdict are the report's, quoted as they stand. They say where to "
            "look first; a figure has to follow."
        ),
    )


def sector_objection() -> Objection:
    """Against the rank of a sector."""
    return Objection(
        _("The rank cannot be held against that of a neighbour."),
        _(
            "Right where the neighbour was ranked by the other scheme: then it is not done here. "
            "Within one scheme the ranks can be compared."
        ),
    )


def agreements_title(n_own: int) -> str:
    """How many agreements, talks and meetings of its own were found."""
    if not n_own:
        return _("No agreement or talks of its own were found")
    return ngettext(
        "{n} agreement or talk of its own was found",
        "{n} agreements, talks and meetings of its own were found",
        n_own,
    )


def agreements_objection() -> Objection:
    """Against a count of agreements."""
    return Objection(
        _("Signed is not carried out."),
        _(
            "Right: what became of each is told as far as it is known. The list is not complete, "
            "and what is not in it is unknown."
        ),
    )


def missing_title(n_missing: int, n_named: int) -> str:
    """How many commodities have no balance; of its list where there is one (``n_named``)."""
    if not n_named:
        return _("{n} commodities have no balance here", n=number(n_missing))
    return _(
        "{n} of {total} leading commodities have no balance",
        n=number(n_missing),
        total=number(n_named),
    )


def asked(office: str) -> str:
    """Who has the figure, in few words, by the sheet of a round that asks for it."""
    return {
        "agriculture": _("agriculture office or BPS"),
        "livestock": _("livestock office or BPS"),
        "fisheries": _("fishery office or BPS"),
        "trade_stock": _("trade office or BPS"),
    }[office]


def missing_objection() -> Objection:
    """Against a list of gaps."""
    return Objection(
        _("What nobody counts cannot be asked for either."),
        _(
            "The offices named keep such figures or ask for them; a round collects them in one "
            "form, with nihil and not known as answers of their own."
        ),
    )


def _joined(commodities: Sequence[str]) -> str:
    """Inside a sentence, as one subject."""
    return _(" and ").join(in_sentence(commodity_name(each)) for each in commodities)
