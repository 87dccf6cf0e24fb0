"""Serves the dashboard: `python -m dashboard.server`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from dashboard.server.listening import reach


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", default=8501, show_default=True, help="端口；被占用时自动换下一个。")
@click.option("--address", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option("--browser", "in_browser", is_flag=True, help="启动后打开浏览器。")
@click.option("--open", "is_open", is_flag=True, help="其他电脑不登录也能访问。")
@click.option("--host", "hosts", multiple=True, help="别人访问时用的主机名或地址，可写多个。")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="数据文件夹；不填为项目的 data 文件夹。",
)
def main(  # noqa: PLR0913
    *, port: int, address: str, is_open: bool, hosts: tuple[str, ...], data: Path | None,
    in_browser: bool,
) -> None:  # fmt: skip
    """启动网页，不改动任何数据。"""
    if data is not None:
        os.environ["GONGKAI_DATA"] = str(data.resolve())
    where = reach(address, hosts, is_open=is_open)
    # Imported when it is clear that something is served, since it takes long.
    from dashboard.server.serving import serve  # noqa: PLC0415

    serve(where, port, in_browser=in_browser)


if __name__ == "__main__":
    main()
