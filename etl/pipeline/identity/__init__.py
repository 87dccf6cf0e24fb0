"""Whose report a document is, and of which year."""
