"""A sentence that concludes something, with figures that bear it and figures that do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Said = str | list[str] | None


@dataclass(frozen=True)
class Conclusion:
    """A template of a sentence and its predicate, by example.

    Attributes
    ----------
    function
        Module and function of ``publishing.sentences`` that says it: ``ferries.headline``.
    template
        The English text in the code, or the beginning of it that no other text of the function
        shares.
    said
        Makes the sentence from figures that bear the conclusion.
    not_said
        Makes what is said of figures near those that do not bear it.
    words
        Where the template is said of any figures, what it says of the first and must not say of
        the others.
    """

    function: str
    template: str
    said: Callable[[], Said]
    not_said: Callable[[], Said]
    words: str | Callable[[], str] = ""


def text_of(said: Said) -> str:
    """One text of whatever a function of sentences answers."""
    if said is None:
        return ""
    return said if isinstance(said, str) else "\n".join(said)
