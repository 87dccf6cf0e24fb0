"""Serves the dashboard: `python -m dashboard.server`."""

from __future__ import annotations

import os
from pathlib import Path

import click


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", default=8501, show_default=True, help="端口；被占用时自动换下一个。")
@click.option("--address", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option("--processes", default=1, type=click.IntRange(1), help="同一端口后的服务进程数。")
@click.option("--behind", type=int, hidden=True)
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="数据文件夹；不填为项目的 data 文件夹。",
)
def main(*, port: int, address: str, processes: int, behind: int | None, data: Path | None) -> None:
    """启动网页，不改动任何数据。"""
    if data is not None:
        os.environ["GONGKAI_DATA"] = str(data.resolve())
    # Imported where they are needed: the front does without Streamlit, and all else without it.
    if behind is not None:
        from dashboard.server.serving import serve_behind  # noqa: PLC0415

        serve_behind(behind, address=address, port=port)
    elif processes > 1:
        from dashboard.server.front import serve_several  # noqa: PLC0415

        serve_several(address=address, port=port, processes=processes)
    else:
        from dashboard.server.serving import serve  # noqa: PLC0415

        serve(address=address, port=port)


if __name__ == "__main__":
    main()
