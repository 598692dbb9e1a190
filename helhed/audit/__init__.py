"""Log: what happened, by whom and when, never changed afterwards."""
