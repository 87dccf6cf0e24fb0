"""Rows of reports and records on their way into tables."""
