"""Indikatorer: what is counted, how, and what may be shown."""
