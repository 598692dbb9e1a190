"""What is shown of councils and hearings."""
