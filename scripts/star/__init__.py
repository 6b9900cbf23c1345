"""Training and measuring the checklist."""
