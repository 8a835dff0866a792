"""What two pages or more share: state, map, charts, tables, controls, sources and files."""
