"""The register of cooperation: what was found, what the report tells, what the desk has signed."""

import streamlit as st

from geo.places import regency_names
from ntt_data.store import StoreError
from pages.cooperation.register.entry import show_entry
from pages.ui import state
from pages.ui.charts import show_chart
from pages.ui.site_map import page_title, script
from pages.ui.tables import Openable, draw_table
from pages.ui.yearly_report import offer_yearly_report
from publishing.charts.cooperation_register import entries_by_year
from publishing.language import _
from publishing.listings.cooperation_register import counts_table, register_table
from publishing.markdown_text import plain
from publishing.sentences import cooperation_register as told
from services.access import Actor
from services.desk import cases, register

_ALL, _ANY_YEAR = "", 0

st.title(_("Cooperation register"))
st.write(
    _(
        "Agreements, talks, mediated conflicts and programmes of cooperation in NTT, each with its "
        "source, and the cases that the cooperation desk has published. The older ones are "
        "reported: nobody here has followed them, and the list is not complete."
    )
)
try:
    published = cases.public_cases()
except StoreError:
    st.warning(
        _(
            "The database cannot be reached: the cases of the cooperation desk are missing here. "
            "Try again later."
        )
    )
    published = []
rows, counted = register.register(published), register.counts(published)
st.header(
    plain(told.headline(counted.collected, counted.first_year, counted.report, counted.signed))
)
if stages := told.stages_line(counted.stages):
    st.write(plain(stages))

names = regency_names()
years = sorted({int(year) for year in rows["year"].dropna()}, reverse=True)
of_regency, of_kind, of_year = st.columns(3)
with of_regency:
    regency = state.select(
        _("Regency"),
        "entry_of",
        [_ALL, *names],
        _ALL,
        format_func=lambda code: names.get(code) or _("All"),
    )
with of_kind:
    kind = state.select(
        _("Kind"),
        "entry_kind",
        [_ALL, *dict.fromkeys(rows["kind"])],
        _ALL,
        format_func=lambda code: told.kind_word(code) if code else _("All"),
    )
with of_year:
    year = state.select(
        _("Year"),
        "entry_year",
        [_ANY_YEAR, *years],
        _ANY_YEAR,
        format_func=lambda one: str(one) if one else _("All"),
    )
shown = register.chosen(rows, regency, kind, year or None)
by_year = register.by_year_and_kind(shown)
if not by_year.empty:
    # The axis stays that of the whole register: of one year alone it would say nothing.
    title = told.chart_told(years[-1], years[0], int(shown["year"].isna().sum()))
    st.subheader(title)
    show_chart(
        entries_by_year(by_year, (years[-1], years[0])),
        "register-years",
        lambda: counts_table(by_year).readable(),
        shown["source_ids"],
        title,
        remark=told.chart_remark(),
    )
st.subheader(told.entries_shown(len(shown), len(rows)))
opened = draw_table(
    register_table(shown),
    "register",
    list(shown["source_ids"]),
    openable=Openable("entry", _("Entry of the register"), list(shown["entry"])),
    empty=_("The register has no entry for this choice; that does not mean that there is none."),
)
if opened is not None:
    show_entry({str(key): value for key, value in shown.iloc[opened].to_dict().items()})
st.caption(
    _(
        "Proposals and flows of goods are no cooperation and are not entered. They stand in the "
        "guide. To supply an entry, send it with its source to the Biro Ekonomi dan Kerja Sama."
    )
)
guide, onward = st.columns(2)
guide.page_link(script("guide"), label=page_title("guide"), query_params={"section": "flows"})
onward.page_link(script("decisions"), label=page_title("decisions"))
# The register is what everybody may see, whoever looks at it.
offer_yearly_report(published, lambda: Actor("reader"))
