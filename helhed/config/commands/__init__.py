"""What `helhed` can be asked to do, one file for each word."""
