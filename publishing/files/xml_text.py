"""Text that a document made of XML can hold."""

from __future__ import annotations

import re
from typing import Any

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def for_xml(value: Any) -> Any:
    """The same without signs that no document can hold, lists and mappings through and through."""
    if isinstance(value, dict):
        return {name: for_xml(each) for name, each in value.items()}
    if isinstance(value, list):
        return [for_xml(each) for each in value]
    return _NO_XML.sub(" ", value) if isinstance(value, str) else value
