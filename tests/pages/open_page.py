"""Opens a page of the application in Streamlit's AppTest, as a visitor of a link would."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
PAGES = {
    "overview": "pages/potential/overview.py",
    "map": "pages/potential/map.py",
    "sectors": "pages/potential/sectors.py",
    "profile": "pages/potential/profile.py",
    "matcher": "pages/balance/matcher.py",
    "scenarios": "pages/balance/scenarios.py",
    "methods": "pages/balance/methods.py",
    "partners": "pages/cooperation/partners.py",
    "guide": "pages/cooperation/guide.py",
    "tables": "pages/data/tables.py",
}


def open_page(name: str, language: str = "id", **query: str) -> AppTest:
    """Run one page with the given address; an exception anywhere fails the test."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.switch_page(PAGES[name])
    for key, value in {"lang": language, **query}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def words(app: AppTest) -> str:
    """All text of the page, for looking up sentences."""
    elements = [
        *(*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.text),
        *(*app.info, *app.warning, *app.error, *app.success),
    ]
    metrics = [f"{metric.label}: {metric.value}" for metric in app.metric]
    return "\n".join([str(element.value) for element in elements] + metrics)
