"""Backups of a data folder, and years that are frozen and built again."""
