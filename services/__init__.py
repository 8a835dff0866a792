"""What can be done: answers of a scenario, access, writes. Knows no screen."""
