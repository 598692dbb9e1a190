"""The frame around every page: front page, statements, errors, language and the gallery."""
