"""The pages about action plans: the plans, their initiatives, how these go, and who is responsible."""
