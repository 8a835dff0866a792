"""What follows from the figures: pure functions, DataFrame in, DataFrame out.

Nothing here reads a file, knows a page or draws a map. Codes such as ``"deficit"`` or
``"no_surplus_left"`` are for programs; the pages give them their words.
"""
