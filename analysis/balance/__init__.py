"""What is available, what is needed, and the difference, commodity by commodity."""
