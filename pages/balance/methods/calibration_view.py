"""Section “Words of certainty”: what each word promised, and what came a year later."""

from __future__ import annotations

import streamlit as st

from pages.ui.tables import draw_table
from publishing.language import _
from publishing.listings.calibration import baseline_table, calibration_table
from publishing.sentences import calibration as sentences
from publishing.sentences.certainty import scatter_note
from services import calibration


def show() -> None:
    """Draw the section."""
    tested = calibration.tested_words()
    sources = calibration.sources()
    st.header(sentences.calibration_headline(tested))
    draw_table(calibration_table(tested), "calibration", sources)
    st.markdown("\n".join(f"- {line}" for line in sentences.calibration_notes()))
    st.subheader(_("Last year's sign by itself"))
    accuracy = calibration.baseline()
    st.markdown("\n".join(f"- {line}" for line in sentences.baseline_sentences(accuracy)))
    draw_table(baseline_table(accuracy), "calibration-baseline", sources)
    st.subheader(_("Spread of the figures themselves"))
    lines = [scatter_note(name, own) for name, own in calibration.scatters().items()]
    st.markdown("\n".join(f"- {line}" for line in lines))
