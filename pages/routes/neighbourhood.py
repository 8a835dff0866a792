"""Whose connections, sessions and requests are counted together."""

from __future__ import annotations

import ipaddress
from functools import lru_cache


@lru_cache(maxsize=4096)
def neighbourhood(address: str) -> str:
    """Whose connections are counted together: an IPv4 address, or a network of IPv6 (/64).

    A single machine has as many IPv6 addresses as it likes, all within such a network.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return str(ip.ipv4_mapped)
        return "::1" if ip.is_loopback else str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)


def is_this_machine(place: str) -> bool:
    """Whether these are connections from the machine itself."""
    try:
        return ipaddress.ip_address(place).is_loopback
    except ValueError:
        return False
