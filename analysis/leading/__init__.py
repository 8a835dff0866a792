"""What leads: sector ranks, KPJu, flagships, clusters and the pairs that ranks suggest."""
