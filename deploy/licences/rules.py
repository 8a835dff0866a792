"""Which licences may go out with the application."""

from __future__ import annotations

import re

#: Each allows passing on unchanged, also beside programs under other licences. LGPL and MPL cover
#: their own files only (libraries that are loaded, not copied into ours); the run-time libraries
#: of GCC have an exception for exactly this use.
ALLOWED = {
    *(
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "0BSD",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Apache-2.0",
        "PSF-2.0",
        "Zlib",
    ),
    *("Apache-2.0 WITH LLVM-exception", "CC0-1.0", "MPL-2.0", "MPL-1.1", "OFL-1.1"),
    *("FTL", "IJG", "libpng-2.0", "libtiff", "curl", "Qhull", "blessing"),
    *("LGPL-2.1-only", "LGPL-2.1-or-later", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    *("LicenseRef-Microsoft-Visual-C-Runtime", "LicenseRef-GUST-Font-License", "Bitstream-Vera"),
}


def allowed(expression: str) -> bool:
    """Whether an SPDX expression (without parentheses) leaves a choice that is allowed."""
    return any(
        all(part.strip() in ALLOWED for part in re.split(r"\bAND\b", choice))
        for choice in re.split(r"\bOR\b", expression)
    )
