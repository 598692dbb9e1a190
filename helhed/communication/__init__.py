"""Beskeder: notices and the channels they leave by."""
