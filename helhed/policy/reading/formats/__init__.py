"""Filformater: from the bytes of a file to its lines, one door for each kind of file."""
