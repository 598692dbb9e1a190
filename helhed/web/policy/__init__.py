"""The policy and the thread through it."""
