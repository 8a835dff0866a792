"""The cooperation desk: cases from a finding to a signed and followed agreement."""
