"""The application, as ``streamlit run app.py`` starts it: Streamlit and what stands around it."""

import gc

# The collector would look through each library again and again while the next ones load: a sixth
# of that time. It comes back when the start is over (pages/start.py).
gc.disable()

import streamlit as st  # noqa: E402

from pages import routes, start  # noqa: E402
from pages.ui import failure  # noqa: E402

start.set_up()
app = st.App(
    "pages/menu.py",
    routes=routes.ROUTES,
    middleware=routes.MIDDLEWARE,
    lifespan=start.lifespan,
    on_script_error=failure.tell,
)
