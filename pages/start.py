"""What happens before the first visitor, and after the last one.

Before: the log is set up, everything is loaded and tried once. After: the database is closed, so
that it is whole in its one file.
"""

from __future__ import annotations

import gc
import logging
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import ASGIApp
from streamlit.logger import set_log_level

from ntt_data import log, store
from ntt_data.store import StoreError, scenario_store, sqlite_build
from pages.compression import look_further_back
from pages.connections import bound_connections, raise_descriptor_limit
from pages.data_problems import data_problems
from pages.messages import unpack_in_turn
from pages.own_visit import VisitError, visiting
from pages.routes import search
from pages.routes.host import configured_names
from publishing.language import LANGUAGES, _, speaking
from services.answer import evaluation
from services.first_administrator import chosen_code

#: The pages of a workshop's first minute, by their addresses.
OPENED_FIRST = ("", "map", "matcher")


def set_up() -> None:
    """Read what the environment asks for: level of the log, names of the server, a first code.

    Ends the program with a sentence when that cannot be.
    """
    try:
        log.set_up()
        configured_names()
        chosen_code()
    except log.SettingError as error:
        raise SystemExit(
            f"Aplikasi tidak dijalankan. The application was not started.\n{error}"
        ) from error
    set_log_level(log.level())


@asynccontextmanager
async def lifespan(app: ASGIApp) -> AsyncIterator[None]:
    """Warm up before anybody is answered, and close the database at the end."""
    begun = time.perf_counter()
    look_further_back()
    unpack_in_turn()
    bound_connections()
    descriptors = raise_descriptor_limit()
    # What is loaded now lives as long as the process: the collector need not look at it again and
    # again while it grows, nor after every interaction. It rests since the first line of app.py.
    gc.disable()
    try:
        await warm_up(app)
        let_the_first_administrator_in()
        # Without looking through it first: that takes 0.3 s and finds less than a megabyte.
        gc.freeze()
    finally:
        gc.enable()
    log.event("started", warmed_up_s=f"{time.perf_counter() - begun:.1f}", descriptors=descriptors)
    try:
        yield
    finally:
        store.close()
        log.event("stopped")


async def warm_up(app: ASGIApp) -> None:
    """Do what the first visitor would otherwise wait for: libraries, tables, answers, pages.

    Nothing stops the start: broken data are told on the page, and so is a database that cannot be
    used or a page that fails, since all others work without it.
    """
    try:
        scenario_store()
    except StoreError as error:
        log.event("database_unusable", logging.WARNING, reason=error)
    if store.database_file() is not None:
        one = sqlite_build.is_for_one_process()
        # In a hall and at a desk there is one; a server that starts two needs to know.
        log.event("sqlite", version=sqlite_build.version(), processes="one" if one else "several")
    if data_problems():
        return
    for commodity in evaluation.balanced_commodities():
        year = evaluation.default_year(commodity)
        evaluation.baseline_answer(commodity, year).match  # noqa: B018 - solved when asked for
    for language in LANGUAGES:
        with speaking(language):
            search.index()
    async with visiting(app) as visit:
        for page in OPENED_FIRST:
            try:
                await visit.open(page)
            except (VisitError, TimeoutError) as error:
                log.event("warm_up_failed", logging.ERROR, page=page or "/", reason=error)


def let_the_first_administrator_in() -> None:
    """Take the code that the environment names, or show a new one where nobody has any.

    On a terminal alone: elsewhere what is printed goes into a log, which others read.
    """
    from services import first_administrator
    from services.access import Actor

    actor = Actor("administrator")
    try:
        first_administrator.take_chosen(actor)
        if not first_administrator.is_missing():
            return
        if not sys.stdout.isatty():
            log.event("no_administrator", command="python -m services.credentials administrator")
            return
        code = first_administrator.make_first(actor).spaced
    except store.StoreError:
        return  # told by whoever opens the database
    said = []
    for language in LANGUAGES:
        with speaking(language):
            said.append(_("Code of the administrator, shown this once: {code}", code=code))
    print("\n" + "\n".join(said) + "\n", flush=True)
