"""Politikkens indhold: what a policy says, as one value that can be changed, compared and exchanged."""
