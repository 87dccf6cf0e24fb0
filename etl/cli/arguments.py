"""What a person named on the command line: a county, a file to write, files under other names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from etl import templates
from etl.cli.output.messages import told
from etl.storage.unit_register.register import Register
from etl.storage.unit_register.units import load_register


def registered(data: Path) -> Register:
    """Return the register of a data folder; end where it is empty or cannot be read."""
    with told():
        register = load_register(data)
    if not register.places:
        raise click.UsageError("单位名册是空的，请先登记本县的乡镇（街道）。")
    return register


def county_id(register: Register, county: str | None) -> str:
    """Return the six-digit code of the county meant; a register of one county needs no name."""
    counties = {p.county_id: p.county for p in register.places}
    fitting = [c for c, name in counties.items() if county in (None, c, name)]
    if len(fitting) != 1:
        names = "、".join(f"{name}（{code}）" for code, name in counties.items())
        raise click.UsageError(f"请用 --county 指定县。名册中有：{names}")
    return fitting[0]


def write(out: Path, entries: Sequence[templates.Entry], *, is_sample: bool) -> None:
    """Write entries in the format that the file's suffix names."""
    if out.suffix.lower() not in templates.SUFFIXES:
        raise click.UsageError(f"扩展名须为 {'、'.join(templates.SUFFIXES)} 之一。")
    try:
        templates.write(out, entries, is_sample=is_sample)
    except OSError as error:
        raise click.ClickException(f"无法写入 {out}，请核对文件夹是否存在、能否写入。") from error
    click.echo(f"已写入 {out}（{len(entries)} 份）。")


def names_in(path: Path | None) -> dict[str, str]:
    """Return what files are called that lie under names of our own; none without a list."""
    if path is None:
        return {}
    try:
        names = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"{path} 不是可读的 JSON 文件。") from error
    if not isinstance(names, dict):
        raise click.UsageError(f"{path} 须为“文件名：原文件名”。")
    return {str(own): str(called) for own, called in names.items()}
