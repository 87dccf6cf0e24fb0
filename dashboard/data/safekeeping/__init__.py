"""Backups and frozen years."""
