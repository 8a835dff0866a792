"""How sure a balance and its pairs are: words and opacity first, figures one click away."""
