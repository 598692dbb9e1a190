"""Organisation: units, facilities, staff and their roles."""
