"""Asks the warehouse questions and draws the answers; never writes to it."""
