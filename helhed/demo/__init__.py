"""Demokommune: the fictional municipality Lindevig, which tests and demonstrations share."""
