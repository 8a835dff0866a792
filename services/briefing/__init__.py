"""Briefings: what is told of a regency, a commodity, a scenario, the province, filled with data."""
