"""Borgere: the person, relatives and situation."""
