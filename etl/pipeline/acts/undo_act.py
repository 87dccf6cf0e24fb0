"""Takes an act back, in the store and in the database."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from etl.pipeline.data_lock import one_at_a_time
from etl.pipeline.filing.import_reports import build_again
from etl.pipeline.workspace import Progress, shown_root, silent
from etl.storage.people import accounts
from etl.storage.people.accounts import must_have_administrator
from etl.storage.records.change_log import Act, changes, undo
from etl.storage.records.store import writing
from etl.storage.unit_register.unit_checks import check_change
from etl.storage.unit_register.units import standing
from etl.warehouse import publication


def undo_act(
    data: Path, number: int, act: Act, progress: Progress = silent, executor: Executor | None = None
) -> int:
    """Take back an act of this number and publish the database without it; return our act's number.

    It is 0 where there is no such act. Raises ChangedMeanwhile where something was changed since,
    BrokenRegister where the register would contradict itself or leave reports without a unit, and
    BadAccount where no account would be left that administers.
    """
    with one_at_a_time(data, progress):
        filed = publication.ask(data, "filed_reports")
        with writing(shown_root(data)) as connection:
            before = standing(connection)
            accounts.refuse_to_undo(changes(connection, act=number))
            done = undo(connection, number, act)
            check_change(before, standing(connection), filed)
            must_have_administrator(accounts.standing(connection))
        if done:
            build_again(data, progress, executor)
    return done
