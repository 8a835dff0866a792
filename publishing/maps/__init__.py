"""Maps as data: what is coloured how, with its legend; drawn by pages and files."""
