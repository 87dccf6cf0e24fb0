"""The words of the structured files, and the reading of what stands beside the figures."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from enum import StrEnum

from etl.definitions import load
from etl.domain.errors import BrokenTemplate
from etl.domain.report import Axis, Item, Mark
from etl.templates.stated_value import parsed_value

FORMAT = "gongkai-report"
VERSION = 1
SAMPLE = "示例数据"
UNLISTED = "未列"
YES, NO = "是", "否"
AXES = {Axis.CATEGORY: "内容分类", Axis.CHANNEL: "公开渠道"}
CODE = re.compile(r"\d{9}(?:\d{3})?")
YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:T?0?0:00(?::00)?)?")


class Heading(StrEnum):
    """The headings that say which place and year a line is of, and what stands beside a figure."""

    CODE = "行政区划代码"
    COUNTY = "县（市、区）"
    TOWNSHIP = "乡镇（街道）"
    YEAR = "报告年度"
    EDITION = "版式"
    SUBMITTED = "是否报送"
    DATE = "报告日期"
    VALUE = "数值"
    APPROXIMATE = "约数"
    EVIDENCE = "原句"
    AXIS = "分类方式"
    LABEL = "名称"
    PARENT = "上级名称"
    COUNT = "数量"
    UNIT = "单位"
    PLACE = "位置"
    KIND = "类别"
    ADDRESS = "地址"
    RAW = "原文"
    MARK = "状态"
    READING = "读取方式"
    DETAIL = "补充"
    NOTE = "备注"
    GROUP = "所属项目"
    ROW = "项目"


def label_key(text: str) -> str:
    """Return a heading without what people change without meaning to: width and spaces."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def broken(where: str, heading: str, text: str, advice: str) -> BrokenTemplate:
    """Return the rejection of one field of a line."""
    if not text.strip():
        return BrokenTemplate(f"{where}：没有填写“{heading}”。", advice)
    return BrokenTemplate(f"{where}：“{heading}”填写的“{text}”无法识别。", advice)


def read_code(text: str, where: str) -> str:
    """Return an administrative code of nine or twelve digits."""
    code = label_key(text)
    if not CODE.fullmatch(code):
        advice = "请填写 9 位（或 12 位）数字的行政区划代码，与单位名册一致。"
        raise broken(where, Heading.CODE, text, advice)
    return code


def read_year(text: str, where: str) -> int:
    """Return a report year of four digits."""
    match = YEAR.fullmatch(label_key(text))
    if match is None:
        raise broken(where, Heading.YEAR, text, "请填写四位数字的年度，例如 2024。")
    return int(match[1])


def read_edition(text: str, where: str) -> str | None:
    """Return the edition named, None where the field is empty."""
    edition = label_key(text).removesuffix("版").removesuffix("年")
    if not edition:
        return None
    if edition not in load().forms:
        known = "、".join(edition_label(name) for name in load().forms)
        raise broken(where, Heading.EDITION, text, f"请从下拉列表中选择：{known}。")
    return edition


def edition_label(edition: str | None) -> str:
    """Return an edition as an official calls it."""
    return f"{edition}年版" if edition else ""


def read_date(text: str, where: str) -> date | None:
    """Return a date as offices and spreadsheets write it, None where the field is empty."""
    if not text.strip():
        return None
    match = DATE.fullmatch(label_key(text))
    numbers = [int(part) for part in match.groups()] if match else [0, 0, 0]
    try:
        return date(*numbers)
    except ValueError as error:
        advice = "请按“2025-01-13”的样式填写。"
        raise broken(where, Heading.DATE, text, advice) from error


def read_yes(text: str, where: str, heading: str) -> bool | None:
    """Return a yes or no, None where the field is empty."""
    word = label_key(text)
    if word in ("", YES, NO):
        return {YES: True, NO: False}.get(word)
    raise broken(where, heading, text, f"请填写“{YES}”或“{NO}”，或留空。")


def read_axis(text: str, where: str) -> Axis:
    """Return what a part of the total is a part by."""
    for axis, label in AXES.items():
        if label_key(text) == label:
            return axis
    advice = f"请填写“{'”或“'.join(AXES.values())}”。"
    raise broken(where, Heading.AXIS, text, advice)


def read_mark(text: str, where: str) -> Mark | None:
    """Return the mark named, None where the field is empty."""
    if not label_key(text):
        return None
    by_label = {kind.label: mark for mark, kind in load().marks.items()}
    if label_key(text) not in by_label:
        advice = f"请填写{'、'.join(by_label)}之一，或留空由系统判断。"
        raise broken(where, Heading.MARK, text, advice)
    return by_label[label_key(text)]


def read_value(text: str, where: str) -> Decimal | None:
    """Return the number given beside a text, None where the field is empty."""
    value = parsed_value(text)
    if value is None and text.strip():
        raise broken(where, Heading.VALUE, text, "这里只填数字；原样的文字请填在“原文”中。")
    return value


def read_item(fields: dict[str, str], axis: Axis, where: str) -> Item:
    """Return one part of the disclosed total from the fields of a line."""
    count = parsed_value(fields[Heading.COUNT])
    if count is None:
        advice = "数量请填写数字；原文是“约”“余”的，在“约数”中选“是”。"
        raise broken(where, Heading.COUNT, fields[Heading.COUNT], advice)
    if not fields[Heading.LABEL].strip():
        raise BrokenTemplate(f"{where}：没有填写分类或渠道的名称。", "请补填名称，或删除这一行。")
    return Item(
        label=fields[Heading.LABEL],
        count=count,
        unit=fields[Heading.UNIT],
        axis=axis,
        parent=fields[Heading.PARENT] or None,
        approximate=bool(read_yes(fields[Heading.APPROXIMATE], where, Heading.APPROXIMATE)),
        evidence=fields[Heading.EVIDENCE],
        place=fields[Heading.PLACE],
    )
