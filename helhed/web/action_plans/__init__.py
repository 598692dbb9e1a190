"""Action plans and the progress of their initiatives."""
