"""Looks into a workbook's zip before it is opened: size, used area, and cells with formulas."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from xlsxwriter.utility import xl_cell_to_rowcol

from etl.domain.errors import BrokenTemplate
from etl.extract.zip_archive import BROKEN, opened
from etl.templates.fields import label_key
from etl.templates.workbook.layout import EXTRA, ITEMS, NARRATIVE, NOTES, table_sheets

OURS_AT_LEAST = 2
MOST_UNPACKED = 300 * 1024 * 1024
MOST_MEMBERS = 2_000
MOST_ROWS = 300_000
MOST_CELLS = 6_000_000
LARGEST_INDEX = 4 * 1024 * 1024
SHEET = re.compile(r"<(?:\w{1,20}:)?sheet\s[^>]{1,500}>")
RELATION = re.compile(r"<(?:\w{1,20}:)?Relationship\s[^>]{1,1000}>")
ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
FILLED = re.compile(
    rb"""<(?:\w{1,20}:)?c\b[^>]{0,200}?\sr=["']([A-Z]{1,3}[0-9]{1,7})["'][^>]{0,200}>"""
    rb"""\s*<(?:\w{1,20}:)?(f|v|is)\b"""
)
Spot = tuple[int, int]
ADVICE = "请用系统重新下载空表，把数据复制进去（选择性粘贴—数值）后导入。"


def sheet_names(archive: ZipFile) -> dict[str, str]:
    """Return the sheets of a workbook, each with its relation id; none where it is no workbook."""
    names = {}
    for tag in SHEET.findall(index(archive, "xl/workbook.xml")):
        attributes = dict(ATTRIBUTE.findall(tag))
        if "name" in attributes:
            names[unescape(attributes["name"])] = attributes.get("r:id", "")
    return names


def is_ours(archive: ZipFile) -> bool:
    """Return whether a workbook has at least two sheets named like ours."""
    ours = {NOTES, NARRATIVE, ITEMS, EXTRA, *(sheet.name for sheet in table_sheets())}
    names = {label_key(name) for name in sheet_names(archive)}
    return len(names & {label_key(name) for name in ours}) >= OURS_AT_LEAST


def index(archive: ZipFile, name: str) -> str:
    """Return a small member of the zip as text, empty where there is none."""
    if name not in archive.namelist():
        return ""
    with archive.open(name) as member:
        return member.read(LARGEST_INDEX).decode("utf-8", "replace")


def inspected(content: bytes) -> dict[str, frozenset[Spot]]:
    """Return each sheet's formula cells; raise BrokenTemplate for what is too large to open."""
    try:
        with opened(BytesIO(content)) as archive:
            refuse_bombs(archive)
            return formulas_by_sheet(archive)
    except BROKEN as error:
        raise BrokenTemplate(
            "文件已损坏或已加密，无法作为 Excel 工作簿打开。",
            "请在 Excel 或 WPS 中打开、去掉密码，另存为 .xlsx 后重新导入。",
        ) from error


def refuse_bombs(archive: ZipFile) -> None:
    """Raise BrokenTemplate when the members unpack to more than any workbook of ours."""
    members = archive.infolist()
    room = MOST_UNPACKED
    for member in members[:MOST_MEMBERS]:
        room -= unpacked_size(archive, member, room)
    if room <= 0 or len(members) > MOST_MEMBERS:
        raise BrokenTemplate(
            f"工作簿解压后超过 {MOST_UNPACKED // 1024 // 1024} MB，不像是填报表。",
            "请检查是否误粘贴了大量内容或图片；" + ADVICE,
        )


def unpacked_size(archive: ZipFile, member: ZipInfo, limit: int) -> int:
    """Return how many bytes a member really unpacks to, at most a little over the limit.

    The size that the zip declares is not believed.
    """
    size, step = 0, 1024 * 1024
    declared, member.file_size = member.file_size, MOST_UNPACKED * 2
    try:
        with archive.open(member) as packed:
            while size <= limit and (chunk := packed.read(step)):
                size += len(chunk)
    finally:
        member.file_size = declared
    return size


def formulas_by_sheet(archive: ZipFile) -> dict[str, frozenset[Spot]]:
    """Return the formula cells of each sheet; refuse a sheet whose used area is far too large."""
    targets = {}
    for tag in RELATION.findall(index(archive, "xl/_rels/workbook.xml.rels")):
        attributes = dict(ATTRIBUTE.findall(tag))
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    found = {}
    for name, relation in sheet_names(archive).items():
        target = targets.get(relation, "")
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if str(PurePosixPath(member)) in archive.namelist():
            found[name] = formula_cells(archive.read(member), name)
    return found


def formula_cells(sheet: bytes, name: str) -> frozenset[Spot]:
    """Return the cells of a sheet that hold a formula, in row and column from zero."""
    formulas = set()
    last_row = last_column = 0
    for cell, kind in FILLED.findall(sheet):
        row, column = xl_cell_to_rowcol(cell.decode("ascii"))
        last_row, last_column = max(last_row, row), max(last_column, column)
        if kind == b"f":
            formulas.add((row, column))
    if last_row >= MOST_ROWS or (last_row + 1) * (last_column + 1) > MOST_CELLS:
        raise BrokenTemplate(
            f"工作表“{name}”的内容一直到第 {last_row + 1} 行、第 {last_column + 1} 列，范围过大。",
            "请删除表格下方和右侧多余的行、列（整行删除），保存后重新导入。",
        )
    return frozenset(formulas)
