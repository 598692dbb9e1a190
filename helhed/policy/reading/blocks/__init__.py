"""Tekstblokke: from lines to headings, paragraphs and items of lists."""
