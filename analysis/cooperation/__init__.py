"""How regencies work together: which model of cooperation fits."""
