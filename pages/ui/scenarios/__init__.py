"""What the page of scenarios is made of: shelf, editor, outcome, comparison."""
