"""The data pack: one ZIP of what the province hands out, a folder for each regency."""
