"""Several checks of one thing that was costly to get: what one finds does not end the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Error


class Checks:
    """What was found, by the name of the check that found it."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def finds(self, name: str, wrong: Sequence[str]) -> None:
        """Note what a check has found, which is nothing if all is well."""
        self.found += [f"{name}: {each}" for each in wrong]

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """What fails within is noted, and the next step goes on.

        >>> checks = Checks()
        >>> with checks.step("the title"):
        ...     raise AssertionError("is gone")
        >>> checks.found
        ['the title: is gone']
        """
        try:
            yield
        except (AssertionError, Error) as fault:
            self.found.append(f"{name}: {fault}")

    def tell(self) -> None:
        """Fail with everything that was found."""
        assert not self.found, "\n".join(self.found)
