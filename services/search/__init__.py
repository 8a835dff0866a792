"""Search: what can be found in the application, and which of it a few words mean."""
