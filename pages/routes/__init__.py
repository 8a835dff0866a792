"""Plain HTTP beside Streamlit, one file per concern; here is the list of all of it.

Routes are asked before Streamlit's own. The first middleware of the list is the outermost one.
"""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from pages.routes.base_address import page_below_root
from pages.routes.edit_key import EditKey
from pages.routes.files import file_routes
from pages.routes.hand_in import hand_in_routes
from pages.routes.headers import SameHeaders
from pages.routes.hidden import Hidden
from pages.routes.host import KnownHost
from pages.routes.mended_address import MendedAddress
from pages.routes.origin import SameOrigin
from pages.routes.own_session import OwnSession
from pages.routes.packs import pack_routes
from pages.routes.page_html import page_addresses
from pages.routes.presentation import presentation_routes
from pages.routes.search import search_route
from pages.routes.static import static_files
from pages.routes.uploads import Uploads

ROUTES: list[BaseRoute] = [
    static_files(),
    *page_below_root(),
    *hand_in_routes(),
    search_route(),
    *pack_routes(),
    *file_routes(),
    *presentation_routes(),
    *page_addresses(),
]
MIDDLEWARE: list[Middleware] = [
    Middleware(SameHeaders),
    Middleware(KnownHost),
    Middleware(Hidden),
    Middleware(MendedAddress),
    Middleware(SameOrigin),
    Middleware(EditKey),
    Middleware(OwnSession),
    Middleware(Uploads),
]
