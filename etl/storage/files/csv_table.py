"""Reads the small CSV files that officials keep in Excel: register, deadlines, corrections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from etl.domain.errors import BrokenSheet

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
LARGEST = 50 * 1024 * 1024
MOST_LINES = 500_000


def lines_of(path: Path, *wanted: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, value by column) of each line; an empty cell is an empty text.

    `wanted` are the columns that the file may have, the newest first. Raises BrokenSheet when
    there is no such file, when it is no text in an encoding that Excel writes, or when its first
    line does not name one of these.
    """
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    try:
        columns = tuple(reader.fieldnames or ())
        if columns not in wanted:
            expected = "、".join(wanted[0])
            raise BrokenSheet(f"{path.name} 的列不对。", f"第一行须依次为：{expected}。")
        for number, line in enumerate(reader, 2):
            if number > MOST_LINES:
                raise BrokenSheet(f"{path.name} 超过 {MOST_LINES} 行。", "请确认没有放错文件。")
            yield number, {column: line.get(column) or "" for column in columns}
    except csv.Error as error:
        raise BrokenSheet(
            f"{path.name} 第{reader.line_num + 1}行的格式有误（{error}）。",
            "请检查引号是否成对、单元格是否过长。",
        ) from error


def text_of(path: Path) -> str:
    """Return the text of a file in UTF-8, or in GB18030 or UTF-16 as Excel may save it."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise BrokenSheet(
            f"找不到或打不开 {path.name}。",
            f"它应是数据文件夹 {path.parent.name} 中的一个文件，并且没有被其他程序占用。",
        ) from error
    if len(content) > LARGEST:
        raise BrokenSheet(f"{path.name} 过大。", "请确认没有放错文件，或恢复备份。")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BrokenSheet(
        f"{path.name} 的文字编码无法识别。", "请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。"
    )
