"""Figures that offices hand in: which of them are odd enough to be asked about."""
