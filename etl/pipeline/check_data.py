"""What is wrong with the files of a data folder, each fault with its file, line and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path

from etl.domain.errors import ReportError
from etl.pipeline.workspace import shown_root
from etl.storage.decisions import review_decisions
from etl.storage.decisions.corrections import FILE as CORRECTIONS
from etl.storage.decisions.corrections import load_corrections
from etl.storage.decisions.frozen_years import FOLDER as FROZEN
from etl.storage.decisions.frozen_years import frozen_years
from etl.storage.files import data_format, import_journal, jsonl, uploads
from etl.storage.files.integrity import Fault, damaged_originals, hash_of, missing_originals
from etl.storage.files.originals import Original
from etl.storage.records.takeover import EARLIER, is_unused
from etl.storage.unit_register.deadlines import FILE as DEADLINES
from etl.storage.unit_register.deadlines import load_deadlines
from etl.storage.unit_register.units import FILE as REGISTER
from etl.storage.unit_register.units import load_register

MOST_LINES, MOST_NAMES = 20, 3


def cheap_faults(data: Path) -> list[Fault]:
    """Return what is wrong with what officials keep, with our journals and with frozen years.

    Nothing here reads an original; an original that is gone is named all the same.
    """
    found = [*sheet_faults(data)]
    for path, is_entry in (
        (import_journal.path_in(data), lambda v: import_journal.entry_of({"seq": 0, **v})),
        (data / EARLIER / review_decisions.FILE, review_decisions.decision_of),
    ):
        found += fault_of(partial(line_faults, path, is_entry), path.name)
    found += fault_of(lambda: [*hung_imports(data)], uploads.FOLDER)
    found += fault_of(lambda: [*frozen_faults(data)], FROZEN)
    return [*found, *fault_of(lambda: [*missing_originals(data)], "reports")]


def frozen_faults(data: Path) -> Iterator[Fault]:
    """Yield a fault for each package of a frozen year that is gone or not what was frozen."""
    root = shown_root(data)
    for frozen in frozen_years(root):
        path, called = frozen.path(root), f"定稿 {frozen.id}“{frozen.name}”的数据包"
        name = path.relative_to(data).as_posix()
        try:
            stood = path.stat()
            is_whole = hash_as_of(path, stood.st_mtime_ns, stood.st_size) == frozen.sha256
        except OSError:
            yield Fault(name, f"{called}不见了或打不开。请用备份恢复这个文件。")
            continue
        if not is_whole:
            yield Fault(name, f"{called}已被改动或损坏。请用备份恢复这个文件。")


@lru_cache(256)
def hash_as_of(path: Path, _written: int, _size: int) -> str:
    """Return the hash of a file that was written then: every page asks, few packages change."""
    return hash_of(path)


def hung_imports(data: Path) -> Iterator[Fault]:
    """Yield a fault for each import of files from a browser that has long said nothing."""
    for upload, minutes, process in uploads.without_a_word(data):
        names = "、".join([*upload.names.values()][:MOST_NAMES])
        yield Fault(
            uploads.FOLDER,
            f"“{names}”等 {len(upload.names)} 个文件的导入已有 {minutes} 分钟没有进展。可以再等；"
            f"要结束它，请结束进程 {process.strip()}，再重新启动看板，文件会继续导入。",
        )


def all_faults(data: Path, progress: Callable[[Original], None] = lambda _: None) -> list[Fault]:
    """Return all that is wrong with a data folder; reads every byte of the originals."""
    return [*cheap_faults(data), *damaged_originals(data, progress)]


def sheet_faults(data: Path) -> Iterator[Fault]:
    """Yield what is wrong with the register, the deadlines, the store and the version."""
    for name, load in (
        (data_format.FILE, data_format.refuse_newer),
        (REGISTER, load_register),
        (DEADLINES, load_deadlines),
        (CORRECTIONS, load_corrections),
        (review_decisions.FILE, review_decisions.newest),
    ):
        yield from fault_of(partial(sheet_fault, load, data, name), name)


def sheet_fault(load: Callable[[Path], object], data: Path, name: str) -> list[Fault]:
    """Load what a file of an earlier version says; return a fault where it is used no more."""
    load(data)
    said = "这个文件不再使用：内容以记录库为准，没有读取。请移走。"
    return [Fault(name, said)] if is_unused(data, name) else []


def fault_of(look: Callable[[], object], name: str) -> list[Fault]:
    """Return the faults that a look at a file finds, or why it cannot be looked at."""
    try:
        found = look()
    except ReportError as error:
        return [Fault(name, str(error))]
    except OSError as error:
        return [Fault(name, f"打不开（{error.strerror or type(error).__name__}）。")]
    return found if isinstance(found, list) else []


def line_faults(path: Path, meant: Callable[[dict[str, object]], object]) -> list[Fault]:
    """Return the lines of a journal that say nothing; of many only the first are named.

    A line that a crash has torn is no fault: nothing was promised before it was whole.
    """
    wrong = [
        line.number
        for line in jsonl.read(path)
        if not line.is_torn and (line.values is None or meant(line.values) is None)
    ]
    found = [
        Fault(path.name, "这一行无法识别，已略过。请用备份恢复这个文件。", number)
        for number in wrong[:MOST_LINES]
    ]
    more = len(wrong) - len(found)
    rest = [Fault(path.name, f"另有 {more} 行无法识别，已略过。")] if more else []
    return list(chain(found, rest))
