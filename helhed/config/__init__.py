"""Opsætning: settings, addresses and the command that starts everything; the only place that knows it all."""
