"""How long the exports of 100,000 rows take, beside pandas' own with the same fetch.

In seconds of the processor, all threads together.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import process_time

import duckdb
import pandas as pd

from dashboard.exports import Export
from dashboard.queries import whole
from dashboard.queries.selection import Selection
from dashboard.queries.source import Source
from dashboard.tables.schema import Column, Kind, Table, text, year
from tests.benchmarks.ratios import Options, Ratio, ratios

ROWS = 100_000
CSV_GOAL, XLSX_GOAL = 0.15, 1 / 8
STORED = """
create table told as select
    format('{}县', i % 90) as county,
    format('{}镇', i % 1500) as township,
    ['on_time', 'late', 'missing'][1 + i % 3] as status,
    format('收到第 {} 件，办结 <{}> 件', i * 7919 % 100003, i % 7) as sentence,
    (2008 + i % 18)::integer as year,
    date '2009-01-01' + (i % 6000)::integer as signed,
    case when i % 5 > 0 then hash(i) % 900 end::decimal(28, 10) as received,
    case when i % 5 > 0 then 'number' when i % 2 > 0 then 'nil' else 'no_report' end as mark,
    (hash(i + 1) % 40)::decimal(28, 10) as answered,
    (hash(i + 2) % 1000 / 1000)::double as rate,
    (hash(i + 3) % 1000000 / 100)::decimal(28, 10) as amount,
    (hash(i + 4) % 10)::decimal(28, 10) as carried,
    (hash(i + 5) % 100000)::integer as calls
from range($rows) rows(i)
"""
TABLE = Table(
    "导出_测量",
    (
        text("county", "县（区、市）"), text("township", "乡镇（街道）"),
        text("status", "报送", {"on_time": "按期", "late": "逾期", "missing": "未报送"}),
        text("sentence", "原文"), year(), Column("signed", "日期", Kind.DATE),
        Column("received", "受理", unit="件", mark="mark"), Column("answered", "答复", unit="件"),
        Column("rate", "答复率", Kind.RATE), Column("amount", "金额", Kind.AMOUNT, unit="元"),
        Column("carried", "结转", unit="件"), Column("calls", "来电", unit="个"),
    ),
)  # fmt: skip
SELECTION = Selection("990101", "样例县", (), (), (), 2008, 2025)
SOURCE = Source(is_sample=False, built_at=datetime(2026, 1, 31), version="v-1")


@dataclass(frozen=True)
class Stored:
    """A table in a database, and the ways of taking it along."""

    connection: duckdb.DuckDBPyConnection

    def frame(self) -> pd.DataFrame:
        """Return the table, fetched anew."""
        return self.connection.execute("from told").df()

    def export(self) -> Export:
        """Return the table as it is exported, fetched anew as the pages do."""
        return Export(whole(self.connection.sql("from told")), TABLE, SELECTION, SOURCE)

    def csv_by_pandas(self) -> object:
        """Write CSV as pandas does."""
        return self.frame().drop(columns="mark").to_csv(index=False)

    def xlsx_by_pandas(self) -> object:
        """Write a workbook as pandas does, by openpyxl."""
        frame = self.frame().drop(columns="mark")
        return frame.to_excel(io.BytesIO(), engine="openpyxl", index=False)


def measure(options: Options) -> Iterator[Ratio]:
    """Yield how long CSV and a formatted workbook take, at most three rounds of the slow one."""
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        connection = duckdb.connect(str(Path(folder) / "exports.duckdb"))
        connection.execute(STORED, {"rows": ROWS})
        stored = Stored(connection)
        stored.export().csv()
        what = f"{ROWS:,} rows × {len(TABLE.columns)} columns"
        yield Ratio(
            f"CSV export, {what}", "`pandas.to_csv` with its fetch",
            ratios(lambda: stored.export().csv(), stored.csv_by_pandas, options.rounds,
                process_time), CSV_GOAL,
        )  # fmt: skip
        yield Ratio(
            f"XLSX export, {what}, formatted", "`pandas.to_excel` with openpyxl",
            ratios(lambda: stored.export().xlsx(), stored.xlsx_by_pandas, min(options.rounds, 3),
                process_time), XLSX_GOAL,
        )  # fmt: skip
        connection.close()
