"""Partners and clusters from KPJu: what the page shows where no tonnage exists."""
