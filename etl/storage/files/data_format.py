"""Which version of the data folder's layout this program writes, and refusing a newer one.

Version 1, of program 0.1, has no mark: originals bear twelve digits of their hash, corrections
speak of a file, journals have no numbers and no offsets. Up to version 2 what people decide lay in
files of its own: `records.takeover` brings them into the store. All of it is still read.
"""

from __future__ import annotations

from pathlib import Path

from etl.domain.errors import BrokenSheet, CannotWrite, NewerData
from etl.storage.files import durable

FILE = "FORMAT"
CURRENT = 3
LONGEST = 20


def refuse_newer(data: Path) -> None:
    """Refuse a data folder that a newer program has written.

    Raises NewerData, or BrokenSheet where the mark of the version cannot be read.
    """
    found = version_of(data)
    if found > CURRENT:
        raise NewerData(
            f"数据文件夹由较新版本的程序写成（格式 {found}，本程序支持到 {CURRENT}）。",
            "请更新程序后再打开；数据没有改动。",
        )


def version_of(data: Path) -> int:
    """Return the version of a data folder; one without a mark is of the first."""
    path = data / FILE
    if not path.exists():
        return 1
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST).decode("ascii", "replace").strip()
    except OSError as error:
        raise BrokenSheet(
            f"{FILE} 打不开。", "它应是数据文件夹中的一个文件，请恢复备份。"
        ) from error
    if not text.isdecimal() or not text.isascii():
        raise BrokenSheet(f"{FILE} 第1行应是格式版本的数字。", f"请改为 {CURRENT}，或恢复备份。")
    return int(text)


def mark(data: Path) -> None:
    """Write down that this program's version has written here."""
    refuse_newer(data)
    if version_of(data) == CURRENT and (data / FILE).exists():
        return
    try:
        durable.make_folder(data)
        durable.write(data / FILE, f"{CURRENT}\n".encode("ascii"))
    except OSError as error:
        raise CannotWrite(f"无法写入数据文件夹 {data.name}。", "请确认它可以写入。") from error
