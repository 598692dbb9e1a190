"""Borgerens plan: the citizen's wishes, goals, steps and help."""
