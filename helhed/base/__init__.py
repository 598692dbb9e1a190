"""Grundlag: who is asking, role words, ids, the clock, text and document blocks."""
