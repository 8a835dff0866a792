"""What pages share: texts, numbers, charts, the map, tables, exports."""
