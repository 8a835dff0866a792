"""An answer told outside the screen: as text in a terminal, as a document for another program."""
