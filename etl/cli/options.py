"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

PROJECT = Path(__file__).resolve().parents[2]
data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="GONGKAI_DATA",
    default=PROJECT / "data",
    show_default="项目的 data 文件夹",
    help="数据文件夹。",
)
files_argument = click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)

jobs_option = click.option(
    "--jobs", "processes", type=click.IntRange(1), help="同时读取的进程数；默认用全部处理器。"
)
scheduler_option = click.option("--scheduler", help="已有的 Dask 集群地址，例如 tcp://主机:8786。")
