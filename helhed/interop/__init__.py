"""Snitflader: what other systems read and write."""
