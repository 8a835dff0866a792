"""Decks filled with data: one finding per slide, in the order in which it is told."""
