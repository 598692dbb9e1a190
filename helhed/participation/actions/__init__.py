"""What is done about councils, hearings and the answers to them."""
