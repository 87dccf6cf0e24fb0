"""Backups of a data folder."""
