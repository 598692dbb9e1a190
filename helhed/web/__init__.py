"""Skærmbilleder: what people see and fill in."""
