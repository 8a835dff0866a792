"""Named, frozen assumptions: what they may say, what they change, how two of them compare."""
