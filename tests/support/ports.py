"""Where a server of a test listens."""

from __future__ import annotations

import random
import socket

# Below what systems give to whoever calls somebody (Linux from 32768, others from 49152): there
# a browser's call could take the port between this and the server's start. And beside each other
# two workers rarely draw the same of so many.
_FIRST, _LAST = 20_000, 32_000


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    draw = random.SystemRandom()  # nobody's seed: hypothesis and others set that of ``random``
    for _attempt in range(100):
        port = draw.randint(_FIRST, _LAST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError(f"no port from {_FIRST} to {_LAST} is free")
