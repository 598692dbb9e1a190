"""The pages about councils and hearings: to read, to answer, and to keep."""
