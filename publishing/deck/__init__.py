"""A deck: findings one by one, for a hall, whoever draws them."""
