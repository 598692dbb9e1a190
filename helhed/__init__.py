"""Helhed: the social policy of a municipality, from the vision to each citizen, and back as results."""
