"""The notes that go with every exported workbook: filters, definitions, source, time and marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dashboard.queries.selection import Selection
from dashboard.queries.source import SAMPLE_MARK, Source
from dashboard.tables.schema import Table
from etl.definitions import load
from etl.definitions.states import vocabularies

Lines = Sequence[tuple[str, str]]


def notes(
    title: str, table: Table, selection: Selection, source: Source, caveats: Lines = ()
) -> list[tuple[str, str]]:
    """Return the lines of the notes sheet, with what is corrected or recognized."""
    nature = (
        f"{SAMPLE_MARK}：由程序生成，并非真实报送" if source.is_sample else "各单位报送的年度报告"
    )
    return [
        ("表名", title),
        ("数据性质", nature),
        ("县（区、市）", selection.county),
        ("类型", "、".join(selection.types_shown) or "全部"),
        ("乡镇（街道）", "、".join(selection.township_names) or "全部"),
        ("年度", selection.years),
        ("来源", "乡镇（街道）政府信息公开工作年度报告"),
        ("数据版本", source.version),
        ("数据生成时间", f"{source.built_at:%Y-%m-%d %H:%M:%S}"),
        ("导出时间", f"{datetime.now():%Y-%m-%d %H:%M:%S}"),
        *indicator_notes(table),
        *(("说明", note) for note in table.notes),
        *caveats,
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
    marks = [(f"标记：{kind.label}", kind.meaning) for kind in load().marks.values()]
    others = [
        (f"标记：{state.label}", state.meaning)
        for state in vocabularies()["missing_figures"].states
    ]
    return [*marks, *others, ("标记：≈", "报告写的是约数")]
