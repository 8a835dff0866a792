"""Threads that ask for the same at one moment, as the sessions of a hall do."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ntt_data.editions import begin_run
from ntt_data.store import StoreError


def ask_at_once(ask: Callable[[], object], people: int = 6) -> list[object]:
    """What each is answered, or the code of the ``StoreError`` that it got; each begins a run."""
    answers: list[object] = []
    all_here = threading.Barrier(people)

    def one() -> None:
        begin_run()
        all_here.wait()
        try:
            answers.append(ask())
        except StoreError as error:
            answers.append(error.code)

    threads = [threading.Thread(target=one) for _each in range(people)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return answers
