"""Document blocks written out as pages and as PDF."""
