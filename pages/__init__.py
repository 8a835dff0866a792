"""Everything people see: one thin file per page, in a folder per section."""
