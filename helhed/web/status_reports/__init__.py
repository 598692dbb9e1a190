"""The yearly status, as a page and as a print."""
