"""Runs a PostgreSQL server of its own for the tests of the store, where one is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, make_url, text

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
SETTINGS = "-c listen_addresses='' -c fsync=off"


def programs() -> Path | None:
    """Return where the programs of the newest server lie, None where there is none."""
    found = shutil.which("initdb")
    return Path(found).parent if found else next(iter(PROGRAMS), None)


@contextmanager
def server(found: Path) -> Iterator[str]:
    """Give the address of a server that lives as long as it is wanted."""
    with TemporaryDirectory(dir="/tmp") as folder:
        work = Path(folder)
        as_user: list[str] = []
        if os.getuid() == 0:
            # The server refuses to run as root.
            user = pwd.getpwnam("postgres")
            os.chown(work, user.pw_uid, user.pw_gid)
            as_user = ["runuser", "-u", "postgres", "--"]
        run(*as_user, str(found / "initdb"), "-A", "trust", "-U", "gongkai", str(work / "data"))
        control = [*as_user, str(found / "pg_ctl"), "-w", "-D", str(work / "data")]
        run(*control, "-o", f"-k {work} {SETTINGS}", "-l", str(work / "log"), "start")
        try:
            yield f"postgresql://gongkai@/postgres?host={work}"
        finally:
            run(*control, "-m", "immediate", "stop")


def empty_store(address: str) -> str:
    """Make an empty store on a server, in the place of the one before; return its address."""
    server_url = make_url(address).set(drivername="postgresql+psycopg")
    admin = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("drop database if exists records with (force)"))
        connection.execute(text("create database records"))
    admin.dispose()
    return server_url.set(database="records").render_as_string(hide_password=False)


def run(*command: str) -> None:
    """Run a program in a folder that every user may enter; raise where it fails."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")
