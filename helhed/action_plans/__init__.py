"""Handleplaner: what the municipality does to reach the goals of a policy."""
