"""Årsstatus: the yearly status of how the action plans are carried out."""
