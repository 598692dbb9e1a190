"""Let dansk: how easy a Danish text is, and easier words for it; it suggests, and never changes a word."""
