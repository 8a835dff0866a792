"""Bringing the application to where it is used; knows nothing of what the application does."""
