"""Statistics tables that print an indicator, its unit and its figures a row."""
