"""From the bytes of a file that somebody has edited to cells of text, or to problems."""
