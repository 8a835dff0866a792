"""Files of links: gathered, drawn and written in a process beside the server.

``orders`` says what can be ordered and who makes it, ``maker`` hands an order to the process,
``process`` is what runs in it. Nothing is written to a disk.
"""
