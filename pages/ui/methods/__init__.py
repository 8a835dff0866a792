"""The page “Network & methods”: one module per section, and what they draw with."""
