"""Parts of the page of ferry loads."""
