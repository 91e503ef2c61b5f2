"""Tags of the base page."""
