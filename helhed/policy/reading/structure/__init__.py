"""Politikkens opbygning: from blocks to focus areas, goals, vision and values."""
