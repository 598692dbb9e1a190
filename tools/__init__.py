"""Værktøj: what builds, checks and measures Helhed; no part of the product."""
