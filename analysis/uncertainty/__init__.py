"""How sure a balance and its pairs are: the same answer many times, inputs a little off."""
