"""Who supplies whom: a transport problem over the cheapest paths, and what follows from it."""
