"""The answer of a scenario, computed in one place for pages, files, routes and commands."""
