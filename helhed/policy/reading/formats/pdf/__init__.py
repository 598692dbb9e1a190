"""PDF: from the glyphs of each sheet to its lines."""
