"""What is known: curated tables with their schema and source.

Ground floor of the house: imports nothing from the other packages.
"""
