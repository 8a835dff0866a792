"""The data pack: how long two processes take, beside one, and again when its files are kept.

    python -m tests.benchmarks.bench_pack [--regency 5315]

The rival makes the same files one after the other in one process; both must give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from threading import Event

from ntt_data.editions import begin_run
from services.pack.build import build
from services.pack.contents import Contents, contents
from services.pack.kept import Kept

MOST_COLD_S, MOST_AGAIN_S = 60.0, 2.0


def main() -> int:
    """Measure, print, and fail beyond the bounds."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.bench_pack")
    parser.add_argument("--regency", default="", help="code of one; all, if left out")
    regency = parser.parse_args().regency
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NTT_DATABASE_URL"] = f"sqlite:///{folder}/ntt.db"
        begin_run()
        asked = contents(regency)
        two, one = Kept(Path(folder) / "two"), Kept(Path(folder) / "one")
        print(f"{len(asked.entries)} files; load {os.getloadavg()[0]:.1f} before")
        cold = _seconds(asked, two, 2)
        two.pack(asked.mark).rename(two.folder / "first.zip")
        again = _seconds(asked, two, 2)
        rival = _seconds(asked, one, 1)
        made = [
            path.read_bytes()
            for path in (two.folder / "first.zip", two.pack(asked.mark), one.pack(asked.mark))
        ]
    print(f"two processes: {cold:.1f} s (at most {MOST_COLD_S:g})")
    print(f"again, from kept files: {again:.1f} s (at most {MOST_AGAIN_S:g})")
    print(f"one process, one file after the other: {rival:.1f} s")
    print(f"{len(made[0]) / 1e6:.1f} MB, {'the same' if len(set(made)) == 1 else 'OTHER'} bytes")
    return int(cold > MOST_COLD_S or again > MOST_AGAIN_S or len(set(made)) > 1)


def _seconds(asked: Contents, kept: Kept, processes: int) -> float:
    begun = time.monotonic()
    build(asked, kept, lambda _progress: None, Event(), processes)
    return time.monotonic() - begun


if __name__ == "__main__":
    sys.exit(main())
