"""Under which address others in the local network reach this machine, and so a page of it."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

import psutil
import streamlit as st

# Addresses that exist only inside this machine: for containers, virtual machines and tunnels.
_VIRTUAL = ("docker", "br-", "veth", "virbr", "vethernet", "vmware", "virtualbox", "vmnet", "tun")
#: What a server is bound to that listens at every address.
_EVERYWHERE = ("", "0.0.0.0", "::")


def local_addresses() -> list[str]:
    """Addresses under which others in the local network reach this machine, likeliest first.

    An address that a machine gave itself because nobody gave it one (169.254.…, fe80:…) leads
    nowhere. IPv6 is long to type and changes: its addresses are named where there are no others.
    """
    states = psutil.net_if_stats()
    found = []
    for name, addresses in psutil.net_if_addrs().items():
        if name not in states or not states[name].isup:
            continue
        for address in addresses:
            if address.family not in (socket.AF_INET, socket.AF_INET6):
                continue
            ip = ipaddress.ip_address(address.address.partition("%")[0])
            if not (ip.is_loopback or ip.is_link_local):
                found.append((name.lower().startswith(_VIRTUAL), ip))
    likeliest = [ip for _virtual, ip in sorted(found, key=lambda one: one[0])]
    usual = [ip for ip in likeliest if ip.version == 4]
    return [str(ip) if ip.version == 4 else f"[{ip}]" for ip in usual or likeliest]


def origin_for_others(origin: str) -> str:
    """Scheme, host and port by which a phone reaches what this browser has open; ``""``: by none.

    Whoever sits at the machine itself has opened ``localhost``, which on a phone is the phone. A
    server that listens to the whole network is reached at the machine's address there.
    """
    parts = urlsplit(origin)
    host = parts.hostname or ""
    try:
        own = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        own = False  # a name, which others know too
    if not own:
        return origin if host else ""
    bound = str(st.get_option("server.address") or "")
    reached = local_addresses() if bound in _EVERYWHERE else []
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{reached[0]}{port}" if reached else ""
