"""Whose report it is, of which year and day, by titles, signatures and the text around them."""
