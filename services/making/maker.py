"""The process that makes files, seen from the server: started late, kept warm, ended when idle."""

from __future__ import annotations

import atexit
import itertools
import json
from functools import cache
from threading import Event

from ntt_data.editions import of_edition
from publishing.files.made_file import MadeFile
from publishing.files.paper.side_process import (
    Bounds,
    Cancelled,
    DiedError,
    SideProcess,
    TooLongError,
)
from publishing.files.paper.typesetting_process import unpacked
from publishing.language import once_per_language, speaking
from services import beside
from services.making.orders import Order, packed_order, packed_stop

PROCESS = "services.making.process"
#: Of one order; the first of a process also loads libraries and tables.
MOST_SECONDS = 120.0
#: After so long without an order the process is ended: its memory is worth more than its warmth.
IDLE_SECONDS = 1800.0
#: A process that holds more than this by itself is ended after its order.
MOST_MEMORY = 450 * 2**20
#: For which one that was told to stop may go on: no longer than a new one takes to be as warm.
PATIENCE_SECONDS = 10.0


class MakingError(RuntimeError):
    """No file was made; the text says why, for the log and for whoever mends it."""


class ImpossibleError(Exception):
    """What was ordered cannot be: the text says why in the language of whoever asked."""


class Maker:
    """A process that makes one order after the other, for any number of threads.

    One that dies by itself or is killed by somebody costs the order under way a second attempt and
    then an error, and no other order anything: the next begins a new process.
    """

    def __init__(
        self,
        module: str = PROCESS,
        *,
        most_seconds: float = MOST_SECONDS,
        idle_seconds: float = IDLE_SECONDS,
        memory: int = MOST_MEMORY,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._numbers = itertools.count()
        self._process = SideProcess(
            "maker",
            lambda: beside.command(module),
            Bounds(most_seconds, idle_seconds, memory),
            environment=beside.environment,
            patience_seconds=patience_seconds,
        )

    @property
    def pid(self) -> int | None:
        """The process that is there now, if any."""
        return self._process.pid

    def make(self, order: Order, cancelled: Event | None = None) -> list[MadeFile]:
        """The files of an order, the same while the server has them: one, or one for each page.

        Blocks until it is this order's turn and it is done: not for an event loop's own thread.

        Raises
        ------
        Cancelled
            ``cancelled`` was set meanwhile.
        ImpossibleError
            What it asks for cannot be computed.
        MakingError
            Anything else; the next order may be made again.
        """
        with speaking(order.language), of_edition(order.edition):
            kept = _place(order)
        if not kept:
            kept[:] = self._made(order, cancelled)
        return list(kept)

    def close(self) -> None:
        """End the process, after the order that is under way."""
        self._process.close()

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()

    def _made(self, order: Order, cancelled: Event | None) -> list[MadeFile]:
        number = next(self._numbers)
        try:
            answer = self._process.ask(
                packed_order(number, order), cancelled, stop=packed_stop(number), attempts=2
            )
            told, *contents = unpacked(answer)
        except (DiedError, TooLongError) as error:
            raise MakingError(str(error)) from None
        except ValueError as error:
            raise _refusal(str(error)) from None
        return [
            MadeFile(name, content, mark)
            for (name, mark), content in zip(json.loads(told), contents, strict=True)
        ]


def _refusal(told: str) -> Exception:
    said = json.loads(told)
    if said["why"] == "cancelled":
        return Cancelled()
    if said["why"] == "impossible":
        return ImpossibleError(said["told"])
    return MakingError(said["told"])


# Files have 0.1 to 1 MB.
@once_per_language(maxsize=32)
def _place(_order: Order) -> list[MadeFile]:
    """Where the files of an order are kept once they are made: what is given up leaves nothing."""
    return []


@cache
def maker() -> Maker:
    """The one of this process of the application."""
    made = Maker()
    atexit.register(made.kill)
    return made
