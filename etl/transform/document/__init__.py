"""Whose report it is, of which year, and which sections and sentences it has."""
