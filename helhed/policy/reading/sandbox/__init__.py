"""Sandkasse: files from anybody are read in a child process that can harm nothing."""
