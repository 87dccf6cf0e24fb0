"""Rows as print, sites and converters left them, brought back to labels with their cells."""
