"""Målinger: instruments and observations about one citizen."""
