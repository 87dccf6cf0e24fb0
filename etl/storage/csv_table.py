"""Reads the small CSV files that officials keep in Excel: register, deadlines, corrections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from etl.domain.errors import BrokenSheet

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def lines_of(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, value by column) of each line; an empty cell is an empty text.

    Raises BrokenSheet when there is no such file, when it is no text in an encoding that Excel
    writes, or when its first line does not name these columns.
    """
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""))
    if tuple(reader.fieldnames or ()) != columns:
        raise BrokenSheet(f"{path.name} 的列不对。", f"第一行须依次为：{'、'.join(columns)}。")
    try:
        for number, line in enumerate(reader, 2):
            yield number, {column: line.get(column) or "" for column in columns}
    except csv.Error as error:
        raise BrokenSheet(f"{path.name} 的格式有误（{error}）。", "请检查引号是否成对。") from error


def text_of(path: Path) -> str:
    """Return the text of a file in UTF-8, or in GB18030 or UTF-16 as Excel may save it."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BrokenSheet(
            f"找不到或打不开 {path.name}。", f"它应在 {path.parent}，并且没有被其他程序占用。"
        ) from error
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BrokenSheet(
        f"{path.name} 的文字编码无法识别。", "请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”。"
    )
