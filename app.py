"""The application, as ``streamlit run app.py`` starts it: Streamlit and what stands around it."""

import streamlit as st

from pages import routes, start
from pages.ui import failure

start.set_up()
app = st.App(
    "pages/menu.py",
    routes=routes.ROUTES,
    middleware=routes.MIDDLEWARE,
    lifespan=start.lifespan,
    on_script_error=failure.tell,
)
