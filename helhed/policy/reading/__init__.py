"""Læsning af politikker: from a document to its focus areas and goals."""
