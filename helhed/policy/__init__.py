"""Politik: steering documents, their focus areas, goals and values."""
