"""The command line `gongkai`."""

from etl.cli.commands import main

__all__ = ["main"]
