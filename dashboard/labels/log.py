"""What the operator is told while the server runs: lines with their time and zone."""

from __future__ import annotations

from datetime import datetime

import click

from etl.domain.printable import printable


def log(said: str) -> None:
    """Write a line to where the server's faults go, too."""
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    click.echo(f"{at} {printable(said)}", err=True)
