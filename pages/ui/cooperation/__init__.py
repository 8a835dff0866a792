"""Sections of the cooperation guide, one file each; ``show()`` draws the section."""
