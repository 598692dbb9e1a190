"""Messages on their way, and those that did not get through."""
