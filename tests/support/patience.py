"""How long a test waits for what must come.

A busy machine is slow and not wrong: speed is measured in ``tests/benchmarks``. Whoever waits is
done as soon as it is there, so that much patience costs only where something fails.
"""

from __future__ import annotations

#: For a step of a page, an answer, or a process that ends.
PATIENCE_S = 90
PATIENCE_MS = PATIENCE_S * 1000
#: For a process that starts: it reads libraries and tables first, beside many others.
START_S = 300
