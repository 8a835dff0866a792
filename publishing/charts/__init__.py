"""Charts as Vega-Lite specifications, by subject; drawn by pages and files."""
