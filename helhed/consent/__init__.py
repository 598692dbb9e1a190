"""Samtykke: what the citizen allows, to whom, for what and until when."""
