"""Councils, hearings and the answers to them."""
