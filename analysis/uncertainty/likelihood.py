"""One published scale for words of certainty: which word a probability may be given.

Likelihood scale of the IPCC (Mastrandrea et al. 2010, Guidance Note for Lead Authors of the Fifth
Assessment Report, table 1; row ``U20`` of the source register). Its words below 33 % are not
needed here: a sign is always stated the way that is the more probable one.
"""

from __future__ import annotations

import math
from types import MappingProxyType

#: Row of the source register that the scale is taken from.
SCALE_SOURCE = "U20"

#: Word -> smallest probability that bears it, the strongest first.
SCALE = MappingProxyType(
    {"virtually_certain": 0.99, "very_likely": 0.90, "likely": 0.66, "about_as_likely": 0.33}
)

#: Words that reach up to 100 %: what bears a stronger one bears a weaker one of these as well.
OPEN_ABOVE = ("virtually_certain", "very_likely", "likely")

#: Stands where a probability is known and no word has been tested enough.
UNTESTED = "untested"


def word_of(probability: float) -> str | None:
    """The strongest word of the scale that a probability (0 to 1) bears; None below all of them.

    >>> word_of(0.9), word_of(0.899), word_of(0.1)
    ('very_likely', 'likely', None)
    """
    if math.isnan(probability):
        return None
    return next((word for word, floor in SCALE.items() if probability >= floor), None)
