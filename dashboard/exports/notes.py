"""The notes that go with every exported workbook: filters, definitions, source, time and marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard.labels import wording
from dashboard.queries.selection import Selection
from dashboard.queries.source import SAMPLE_MARK, Source
from dashboard.tables.schema import Table
from etl.definitions import load

Lines = Sequence[tuple[str, str]]


def notes(
    title: str, table: Table, selection: Selection, source: Source, repairs: Lines = ()
) -> list[tuple[str, str]]:
    """Return the lines of the notes sheet, with what is corrected or recognized."""
    nature = (
        f"{SAMPLE_MARK}：由程序生成，并非真实报送" if source.is_sample else "各单位报送的年度报告"
    )
    return [
        ("表名", title),
        ("数据性质", nature),
        ("县（区、市）", selection.county),
        ("类型", "、".join(selection.types) or "全部"),
        ("乡镇（街道）", "、".join(selection.township_names) or "全部"),
        ("年度", selection.years),
        ("来源", "乡镇（街道）政府信息公开工作年度报告"),
        ("数据版本", source.version),
        ("数据生成时间", f"{source.built_at:%Y-%m-%d %H:%M:%S}"),
        ("导出时间", f"{datetime.now():%Y-%m-%d %H:%M:%S}"),
        *indicator_notes(table),
        *(("说明", note) for note in table.notes),
        *repairs,
        *mark_notes(),
    ]


def indicator_notes(table: Table) -> list[tuple[str, str]]:
    """Return the definition of each indicator in the table."""
    known = load().indicators
    return [
        (f"口径：{known[i].title}", f"单位：{known[i].unit}。{known[i].note}")
        for i in table.indicators
    ]


def mark_notes() -> list[tuple[str, str]]:
    """Return what each mark and each missing value means."""
    words = wording.missing_labels()
    marks = [
        (f"标记：{words.get(mark.value, kind.label)}", kind.meaning)
        for mark, kind in load().marks.items()
    ]
    return [
        *marks,
        ("标记：未报送", "名册中应报送的单位没有报告，不等于 0"),
        ("标记：部分未报送", "合并前的单位中有的没有报告，合计无从得出"),
        ("标记：≈", "报告写的是约数"),
    ]
