"""Opens the store: SQLite in the data folder, or the PostgreSQL that GONGKAI_RECORDS names.

Writers of one store wait for each other; what was committed is on the disk.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from json import JSONDecodeError
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    StaticPool,
    create_engine,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from etl.domain.errors import BrokenSheet, CannotWrite, NewerData
from etl.storage.files import durable
from etl.storage.records.tables import METADATA

FILE = "records.db"
HEAD = 14
"""The migration that this program's tables are made by; the name of each is its number."""
SAMPLE, REPLAY = "sample", "replay"
WAIT_SECONDS = 60
PAUSE_SECONDS = 0.05
PRIMARY_CODE = 0xFF
"""What of an error's number of SQLite says what it is; the rest says in which case."""
LOCK = 6_026_011_900
"""The advisory lock of writers on PostgreSQL; any number that no other program takes."""


@contextmanager
def reading(root: Path) -> Iterator[Connection]:
    """Give the store of a data folder to read, an empty one where none was ever written.

    Raises BrokenSheet where it cannot be read, NewerData where a newer program wrote it.
    """
    url = url_of(root)
    is_there = not is_missing(url)
    engine = engine_of(url) if is_there else empty()
    try:
        with engine.connect() as connection:
            if is_there and revision(connection) != HEAD:
                connection.rollback()
                with writing(root):
                    pass
            yield connection
    # A damaged file may hold a change that is no JSON.
    except (DBAPIError, JSONDecodeError) as error:
        raise BrokenSheet("记录库打不开。", hint(url)) from error


@contextmanager
def writing(root: Path) -> Iterator[Connection]:
    """Give the store to change, alone; all is kept at the end, and nothing after an error.

    Raises CannotWrite where it cannot be written, NewerData where a newer program wrote it.
    """
    url = url_of(root)
    try:
        durable.make_folder(root)
    except OSError as error:
        raise CannotWrite("数据文件夹写不进去。", hint(url)) from error
    try:
        with engine_of(url).execution_options(is_writer=True).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            migrate(connection)
            yield connection
    except DBAPIError as error:
        raise CannotWrite("记录库写不进去，没有保存。", hint(url)) from error


def hint(url: URL) -> str:
    """Return what to look at where the store fails."""
    if url.get_backend_name() == "sqlite":
        return f"请确认磁盘有空间、数据文件夹可以写入；文件 {FILE} 损坏时请用备份恢复。"
    return "请确认 GONGKAI_RECORDS 所指的 PostgreSQL 正在运行、可以写入。"


def url_of(root: Path) -> URL:
    """Return where the store of a data folder is; one of ours alone always lies in its folder.

    That is the sample's, and that of a past that is built again.
    """
    named = os.environ.get("GONGKAI_RECORDS", "")
    if not named or root.name in (SAMPLE, REPLAY):
        return URL.create("sqlite", database=str((root / FILE).absolute()))
    try:
        return make_url(named).set(drivername="postgresql+psycopg")
    except ArgumentError as error:
        raise BrokenSheet("GONGKAI_RECORDS 不是数据库地址。", "请写成 postgresql://……。") from error


def is_missing(url: URL) -> bool:
    """Return whether there is no such file yet."""
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()


@cache
def empty() -> Engine:
    """Return a store in memory in which nothing stands."""
    # One connection for all threads: each of its own would see a store of its own.
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    METADATA.create_all(engine)
    return engine


@cache
def engine_of(url: URL) -> Engine:
    """Return the engine of a store; one of SQLite holds no file open between transactions."""
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, pool_pre_ping=True)
        except (ImportError, NoSuchModuleError) as error:
            raise BrokenSheet(
                "没有安装 PostgreSQL 的驱动。", "请运行 pip install 'gongkai[cluster]'。"
            ) from error
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", settle)
    event.listen(engine, "begin", begin)
    return engine


def settle(connection: Any, _record: object) -> None:
    """Have SQLite see commits on the disk, let others read meanwhile, and begin by our word."""
    connection.isolation_level = None
    log_ahead(connection)
    for setting in ("synchronous = full", "foreign_keys = on"):
        connection.execute(f"pragma {setting}")


def log_ahead(connection: sqlite3.Connection) -> None:
    """Have SQLite write its log ahead; of two who make the store at once one waits for the other.

    SQLite itself gives up at once where both want the file for themselves.
    """
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & PRIMARY_CODE == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def begin(connection: Connection) -> None:
    """Begin a transaction; a writer is alone from its first word on, so that none must give up."""
    is_writer = connection.get_execution_options().get("is_writer", False)
    connection.exec_driver_sql("begin immediate" if is_writer else "begin")


def revision(connection: Connection) -> int:
    """Return the number of the migration that a store has come to, 0 for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return 0
    return int(connection.scalar(text("select version_num from alembic_version")) or 0)


def migrate(connection: Connection) -> None:
    """Bring the store to today's tables, within the transaction of the connection."""
    found = revision(connection)
    if found > HEAD:
        raise NewerData(
            f"记录库由较新版本的程序写成（{found}，本程序支持到 {HEAD}）。",
            "请更新程序后再打开；数据没有改动。",
        )
    if found < HEAD:
        # It takes a second to load, and most starts need it not.
        from alembic import command  # noqa: PLC0415
        from alembic.config import Config  # noqa: PLC0415

        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "etl.storage.records:migrations")
        command.upgrade(config, "head")
