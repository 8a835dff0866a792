"""Handing in figures: plain HTML that works on any phone, also without JavaScript.

Streamlit's number fields read Indonesian numbers wrongly, and a page of it loses what was typed
when it is loaded anew; so these pages are served beside it.
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from pages.routes.hand_in import (
    access_sheets,
    forms,
    paper,
    receipts,
    sign_in,
    templates_to_fill,
    workbooks,
)
from pages.routes.hand_in.addresses import address


def hand_in_routes() -> list[BaseRoute]:
    """Every address below ``/rakor``."""
    return [
        *_form_at(""),
        *_form_at("kertas/{round_id}/{regency_code}/{sheet}/"),
        Route(address("kertas/{round_id}"), paper.show, methods=["GET"]),
        Route(
            address("kertas/{round_id}/{regency_code}/{sheet}/cetak"),
            paper.show_blank,
            methods=["GET"],
        ),
        Route(address("masuk"), sign_in.ask, methods=["GET"]),
        Route(address("masuk"), sign_in.enter, methods=["POST"]),
        Route(address(sign_in.FOR_DECISIONS), sign_in.ask, methods=["GET"]),
        Route(address(sign_in.FOR_DECISIONS), sign_in.enter, methods=["POST"]),
        Route(address(sign_in.FOR_DESK), sign_in.ask, methods=["GET"]),
        Route(address(sign_in.FOR_DESK), sign_in.enter, methods=["POST"]),
        Route(address("keluar"), sign_in.leave, methods=["POST"]),
        Route(address("unduh"), forms.download, methods=["POST"]),
        Route(address("unggah"), workbooks.upload, methods=["POST"]),
        Route(address("unggah"), workbooks.go_back, methods=["GET"]),
        Route(address("templat"), templates_to_fill.download_own, methods=["GET"]),
        Route(address("templat/{round_id}"), templates_to_fill.choose, methods=["GET"]),
        Route(
            address("templat/{round_id}/{regency_code}/{sheet}"),
            templates_to_fill.download,
            methods=["GET"],
        ),
        Route(address("tanda-terima/{receipt_no}"), receipts.show, methods=["GET"]),
        Route(address("lembar-akses/{round_id}"), access_sheets.ask, methods=["GET"]),
        Route(address("lembar-akses/{round_id}"), access_sheets.make, methods=["POST"]),
    ]


def _form_at(place: str) -> list[BaseRoute]:
    """The form of a sheet: an office's own, or below the address of one that came on paper."""
    return [
        Route(address(f"{place}isi"), forms.show, methods=["GET"]),
        Route(address(f"{place}periksa"), forms.check, methods=["POST"]),
        Route(address(f"{place}periksa"), forms.show_checked, methods=["GET"]),
        Route(address(f"{place}draf"), forms.keep_draft, methods=["POST"]),
        Route(address(f"{place}kirim"), forms.hand_in, methods=["POST"]),
    ]
