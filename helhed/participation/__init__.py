"""Inddragelse: councils, hearings and surveys."""
