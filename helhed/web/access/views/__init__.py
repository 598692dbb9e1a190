"""Sign-in, own account, accounts and roles: one file for each of them."""
