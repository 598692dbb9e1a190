"""Sign-in, own account, accounts and roles."""
