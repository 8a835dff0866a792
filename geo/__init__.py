"""Where it is: boundaries, places, the road-and-sea network, distances."""
