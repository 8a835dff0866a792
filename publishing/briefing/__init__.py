"""What is told of a regency, a commodity, a scenario, the province, whoever draws it."""
