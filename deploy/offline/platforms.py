"""The machines a bundle is made for."""

from __future__ import annotations

from dataclasses import dataclass

PYTHON = "3.11"

# Debian 10, Ubuntu 20.04 and everything newer have at least this glibc.
_NEWEST_GLIBC = 28


@dataclass(frozen=True)
class Platform:
    """One kind of machine: what pip calls it, and how it answers environment markers."""

    title: str
    tags: tuple[str, ...]
    markers: dict[str, str]


def _markers(**own: str) -> dict[str, str]:
    # All of them: markers left out would be answered for the machine that builds the bundle.
    return {
        "python_version": PYTHON,
        "python_full_version": f"{PYTHON}.0",
        "implementation_name": "cpython",
        "implementation_version": f"{PYTHON}.0",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_version": "",
        **own,
    }


PLATFORMS = {
    "linux": Platform(
        "Linux (x86-64)",
        (
            *(f"manylinux_2_{minor}_x86_64" for minor in range(_NEWEST_GLIBC, 4, -1)),
            *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
        ),
        _markers(
            os_name="posix",
            sys_platform="linux",
            platform_system="Linux",
            platform_machine="x86_64",
        ),
    ),
    "windows": Platform(
        "Windows (x86-64)",
        ("win_amd64",),
        _markers(
            os_name="nt",
            sys_platform="win32",
            platform_system="Windows",
            platform_machine="AMD64",
        ),
    ),
}
