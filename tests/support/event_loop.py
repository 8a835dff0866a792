"""Runs a coroutine to its end, whatever else runs in the thread of the tests."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Found = TypeVar("Found")


def run(coroutine: Coroutine[Any, Any, Found]) -> Found:
    """What the coroutine returns; in a thread of its own.

    Playwright's driver keeps a loop running in the thread in which it was started, and a thread
    can have only one: ``asyncio.run`` fails in every test that comes after one with a browser.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
