"""A briefing as PDF: how long the first takes and the next ones, and what the process holds.

    python -m tests.benchmarks.bench_paper [--all] [--decks] [--folder PDFS]

The briefing itself is put together before, as it is for whoever has seen its page. ``--all`` makes
the briefings of the province, the 22 regencies, 20 commodities and the baselines in both languages
and has every one judged by the validator (PDF/UA-1 and PDF/A-2a); ``--decks`` does so with the deck
of the province, as PPTX and on paper, and with a card; ``--folder`` keeps the files.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from page import ValidationProfile, validate_pdf_bytes

from geo.boundaries import REGENCY_CODES
from ntt_data.store import BASELINE_ID
from publishing.briefing.model import Briefing
from publishing.files.paper import pdf_bytes, typesetter
from publishing.files.paper.card import card_png
from publishing.files.paper.deck_pdf import deck_pdf_bytes
from publishing.files.powerpoint import pptx_bytes
from publishing.language import LANGUAGES, speaking
from services.answer.evaluation import baseline_of, newest_full_years
from services.briefing.commodity import commodity_briefing
from services.briefing.province import province_briefing
from services.briefing.regency import regency_briefing
from services.briefing.regency_card import regency_card
from services.briefing.scenario import scenario_briefing
from services.commodities import known_sides
from services.deck.province import province_deck

MOST_COLD_S, MOST_WARM_S, MOST_MEGABYTES = 2.0, 0.3, 150.0
_HOST = "http://10.0.0.5:8501"
_TIMES = 30
MOST_PPTX_S, MOST_DECK_S, _DECK_TIMES = 2.0, 1.0, 7
_COMMODITIES = 20


def main() -> int:
    """Measure, print, and fail beyond the bounds or at a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_paper")
    parser.add_argument("--all", action="store_true", help="every briefing, each one validated")
    parser.add_argument("--decks", action="store_true", help="a deck and a card as well")
    parser.add_argument("--folder", type=Path, help="where to keep the files")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("NTT_DATABASE_URL", f"sqlite:///{folder}/ntt.db")
        failed = _one()
        failed = (_decks(asked.folder) if asked.decks else 0) or failed
        return (_every(asked.folder) if asked.all else 0) or failed


def _one() -> int:
    briefing, with_charts = regency_briefing("5315"), province_briefing()
    held = psutil.Process().memory_info().rss
    cold = _seconds(briefing)
    _seconds(with_charts)  # charts need a part of the process that maps do not
    begun = _worked()
    warm = sorted(_seconds(briefing) for _time in range(_TIMES))
    worked = (_worked() - begun) / _TIMES
    process = psutil.Process(typesetter().pid)
    megabytes = process.memory_full_info().uss / 2**20
    grown = (psutil.Process().memory_info().rss - held) / 2**20
    p95 = warm[int(0.95 * (len(warm) - 1))]
    print(f"first PDF, the process begins: {cold:.2f} s (at most {MOST_COLD_S:g})")
    print(
        f"next ones: p50 {statistics.median(warm):.3f} s, p95 {p95:.3f} s (at most "
        f"{MOST_WARM_S:g}), of which work {worked:.3f} s"
    )
    print(
        f"the process holds {megabytes:.0f} MB of its own "
        f"({process.memory_info().rss / 2**20:.0f} MB with libraries), the application "
        f"{grown:+.0f} MB (at most {MOST_MEGABYTES:g})"
    )
    too_slow = cold > MOST_COLD_S or statistics.median(warm) > MOST_WARM_S
    return int(too_slow or megabytes + grown > MOST_MEGABYTES)


def _decks(folder: Path | None) -> int:
    """The deck of the province and a card: how long each takes once the process is warm."""
    deck, card = province_deck(), regency_card("5315")
    failed = 0
    for name, make, most in (
        ("deck.pptx", lambda: pptx_bytes(deck, _HOST), MOST_PPTX_S),
        ("deck.pdf", lambda: deck_pdf_bytes(deck, _HOST), MOST_DECK_S),
        ("card.png", lambda: card_png(card, _HOST), MOST_DECK_S),
    ):
        content, times = make(), []
        for _time in range(_DECK_TIMES):
            begun = time.monotonic()
            make()
            times.append(time.monotonic() - begun)
        print(f"{name}: p50 {statistics.median(times):.2f} s (at most {most:g})")
        failed |= statistics.median(times) > most
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        if name.endswith(".pdf"):
            for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
                failed |= bool(validate_pdf_bytes(content, profile=profile).failures)
    return int(failed)


def _worked() -> float:
    """Seconds of work so far, here and in the process."""
    times = psutil.Process(typesetter().pid).cpu_times()
    return time.process_time() + times.user + times.system


def _seconds(briefing: Briefing) -> float:
    begun = time.monotonic()
    pdf_bytes(briefing, _HOST)
    return time.monotonic() - begun


def _briefings() -> Iterator[Briefing]:
    yield province_briefing()
    for code in REGENCY_CODES:
        yield regency_briefing(code)
    for commodity in _commodities():
        yield commodity_briefing(commodity)
    for commodity, year in newest_full_years().items():
        yield scenario_briefing(baseline_of(commodity, year), BASELINE_ID)


def _commodities() -> list[str]:
    """From those that are known best to those of which hardly anything is."""
    known = sorted(known_sides().values(), key=lambda each: -len(each.balance_years))
    slugs = [each.commodity for each in known]
    return slugs[: _COMMODITIES // 2] + slugs[:: -(len(slugs) // (_COMMODITIES // 2))]


def _every(folder: Path | None) -> int:
    n_files, n_faults, pages = 0, 0, []
    for language in LANGUAGES:
        with speaking(language):
            for briefing in _briefings():
                content = pdf_bytes(briefing, _HOST)
                n_files += 1
                name = f"{briefing.kind}-{briefing.key}-{language}.pdf"
                if folder is not None:
                    folder.mkdir(parents=True, exist_ok=True)
                    (folder / name).write_bytes(content)
                for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
                    report = validate_pdf_bytes(content, profile=profile)
                    for fault in report.failures:
                        print(f"{name}: {profile}: {fault.rule_id} {fault.message}")
                        n_faults += 1
                pages.append(report.document.page_count)
    print(f"{n_files} files, {sum(each <= 2 for each in pages)} of two pages, {n_faults} faults")
    return int(n_faults > 0)


if __name__ == "__main__":
    sys.exit(main())
