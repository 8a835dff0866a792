"""The application with everything it needs, for a hall without internet."""
