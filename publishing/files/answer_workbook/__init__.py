"""Workbooks with formulas: an answer, a regency, the province, so that a reader can recompute."""
