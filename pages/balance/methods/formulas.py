"""Section “Formulas”: the method in words, what it assumes, and where each part lives."""

from __future__ import annotations

import streamlit as st

from ntt_data.tables import load
from pages.ui.matching_view import show_cost_parameters
from pages.ui.on_demand import Fold, folds
from publishing.language import _
from publishing.sentences import methods as sentences


def show() -> None:
    """Draw the section."""
    st.header(_("How the figures come about"))
    for formula in sentences.formulas():
        st.subheader(formula.title)
        st.code("\n".join(formula.lines), language=None, wrap_lines=True)
        st.write(formula.text)
        st.caption(
            _("In the code: {places}", places=", ".join(f"`{name}`" for name in formula.code))
        )
    st.header(_("Cost parameters, with their derivation"))
    parameters = load("cost_parameters")
    assumed = int((parameters["basis"] == "assumption").sum())
    st.caption(
        _(
            "{n} parameters: {assumed} are assumptions, the others are derived from published "
            "figures. Each can be changed in a scenario.",
            n=len(parameters),
            assumed=assumed,
        )
    )
    rows = parameters.to_dict("records")
    st.markdown("\n".join(f"- {sentences.parameter_sentence(row)}" for row in rows))
    folds(Fold(_("The parameters as a table"), "parameters", show_cost_parameters))
    st.header(_("What the model assumes"))
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences.assumptions()))
