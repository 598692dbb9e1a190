"""Fællesskab: activities, volunteering and places."""
