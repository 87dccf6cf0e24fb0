"""The command line, `gongkai`. Exit codes: 0 all read, 1 some rejected or waiting, 2 misuse."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import click

from etl import sample, templates
from etl.cli.acts import correct, place_, undo
from etl.cli.arguments import county_id, names_in, registered, write
from etl.cli.backups import backup, freeze, replay, restore
from etl.cli.decide import decide
from etl.cli.first_start import prepare, resume_uploads
from etl.cli.import_upload import import_upload
from etl.cli.options import data_option, files_argument, jobs_option, scheduler_option
from etl.cli.output.messages import (
    InWords,
    described,
    echo_all,
    summary,
    told,
    told_fault,
    unused_corrections,
)
from etl.cli.output.progress import Bars, print_as_json
from etl.cli.read_files import as_text, lines_of_all
from etl.cli.records import records
from etl.cli.user import user
from etl.domain.own_python import PYTHON
from etl.domain.printable import printable
from etl.pipeline.check_data import all_faults
from etl.pipeline.filing import import_reports
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.reading.workers import workers
from etl.pipeline.workspace import Step
from etl.storage.files import waiting
from etl.storage.unit_register.units import load_register
from etl.warehouse import data_package, publication
from etl.warehouse.report_repository import held, to_take_home


@click.group(cls=InWords, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """公开（Gongkai）：读取乡镇政府信息公开工作年度报告，核对、分析、导出。

    退出码：0 全部成功；1 有文件未能导入或待核收；2 用法错误。
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


@main.command()
@data_option
@click.option("--port", default=8501, show_default=True, help="端口；被占用时自动换下一个。")
@click.option("--address", default="127.0.0.1", show_default=True, help="监听地址。")
@click.option("--browser", "in_browser", is_flag=True, help="启动后打开浏览器。")
@click.option("--open", "is_open", is_flag=True, help="其他电脑不登录也能访问，请先看部署说明。")
@click.option("--host", "hosts", multiple=True, help="别人访问时用的主机名或地址，可写多个。")
def serve(  # noqa: PLR0913
    *, data: Path, port: int, address: str, in_browser: bool, is_open: bool, hosts: tuple[str, ...]
) -> None:
    """启动网页；没有数据库时先用示例县建立。"""
    prepare(data)
    resume_uploads(data)
    where = str(data.resolve())
    options = ["--port", str(port), "--address", address, "--data", where]
    options += ["--browser"] if in_browser else []
    options += [*(["--open"] if is_open else []), *(f"--host={name}" for name in hosts)]
    command = [*PYTHON, "-m", "dashboard.server", *options]
    environment = os.environ | {"GONGKAI_DATA": where}
    if os.name == "posix":
        os.execve(sys.executable, command, environment)  # noqa: S606
    sys.exit(subprocess.run(command, env=environment).returncode)


@main.command("import")
@files_argument
@data_option
@click.option("--county", help="所属县的名称或六位代码；同名乡镇用它区分。")
@click.option("--year", type=int, help="报告年度；年度不同的报告不导入。")
@click.option("--by", default="", help="经办人，记入导入记录。")
@click.option("--names", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="JSON 文件，写明暂存的文件原来叫什么。")  # fmt: skip
@click.option("--json", "as_lines", is_flag=True, help="进展和每个文件的结果各输出一行 JSON。")
@jobs_option
@scheduler_option
def import_(  # noqa: PLR0913
    *, paths: tuple[Path, ...], data: Path, county: str | None, year: int | None,
    by: str, names: Path | None, as_lines: bool, **where: Any,
) -> None:  # fmt: skip
    """导入报告文件、文件夹或压缩包；读不了的列明原因，其余照常导入。"""
    registered(data)
    wanted = list(sources_in(paths, names_in(names)))
    with told(), workers(**where) as executor, Bars() as bars:
        show = print_as_json if as_lines else bars.show
        expected = Expected(county, year, by=by)
        entries = import_reports.import_files(wanted, data, expected, show, executor)
    counts = Counter(entry.outcome for entry in entries)
    rejected, waiting = counts["rejected"], counts["waiting"]
    if as_lines:
        print_as_json(Step("finished", len(entries), len(entries)))
    else:
        echo_all(described(entry) for entry in entries)
        echo_all(unused_corrections(data))
        undecided = f"，{waiting} 个待核收" if waiting else ""
        click.echo(f"共 {len(entries)} 个文件，{rejected} 个未能导入{undecided}。")
    sys.exit(1 if rejected or waiting else 0)


@main.command()
@data_option
@jobs_option
@scheduler_option
def rebuild(data: Path, **where: Any) -> None:
    """按保存的原件重建数据库；没有变化的原件不重读。"""
    with told(), workers(**where) as executor, Bars() as bars:
        import_reports.rebuild(data, bars.show, executor)
    click.echo("数据库已重建。")
    echo_all(unused_corrections(data))


@main.command()
@files_argument
@click.option("--json", "as_lines", is_flag=True, help="每份报告输出一行 JSON。")
@jobs_option
def read(paths: tuple[Path, ...], as_lines: bool, processes: int | None) -> None:  # noqa: FBT001
    """读取文件并显示读到的内容，不写入任何数据。"""
    failed = False
    hidden = not sys.stderr.isatty()
    wanted = list(sources_in(paths))
    at_once = min(len(wanted), processes or os.cpu_count() or 1)
    with workers(processes=at_once) as executor:
        found = lines_of_all(wanted, executor)
        length, label = len(wanted), "正在读取"
        with click.progressbar(found, length, label, file=sys.stderr, hidden=hidden) as bar:
            for lines in bar:
                failed = failed or any("error" in line for line in lines)
                for line in lines:
                    click.echo(as_text(line) if as_lines else summary(line))
    sys.exit(1 if failed else 0)


@main.command()
@data_option
def status(data: Path) -> None:
    """显示各县各年度应报、已报和缺报的单位，以及待核收、未能导入的文件。"""
    prepare(data)
    if publication.ask(data, "is_sample")[0][0]:
        click.echo("当前为示例数据；导入真实报告后自动消失。")
    for county, year, expected, filed, missing in publication.ask(data, "submissions_by_year"):
        names = f"；缺报：{missing}" if missing else ""
        click.echo(f"{county} {year}年度：应报 {expected}，已报 {filed}{names}")
    echo_all(map(described, waiting.entries(data)))
    for imported_at, file_name, message in publication.ask(data, "rejected_files"):
        click.echo(printable(f"{imported_at:%Y-%m-%d %H:%M} [未能导入] {file_name}：{message}"))
    with told():
        echo_all(unused_corrections(data))


@main.command()
@data_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="写到哪个文件；xlsx、csv 或 json 由扩展名决定；zip 为整库数据包。")  # fmt: skip
@click.option("--county", help="县名或六位代码；不填为全部。")
@click.option("--year", "years", type=int, multiple=True, help="报告年度，可多次；不填为全部。")
def export(data: Path, out: Path, county: str | None, years: tuple[int, ...]) -> None:
    """导出全部数字；导出的文件可原样再导入。"""
    prepare(data)
    if out.suffix == ".zip":
        if county or years:
            raise click.UsageError("数据包是整个数据库，不能再选县和年度。")
        data_package.write_package(data, out)
        return
    is_sample = bool(publication.ask(data, "is_sample")[0][0])
    register = load_register(data / "sample" if is_sample else data)
    places = {p.place_id: p for p in register.places if county in (None, p.county, p.county_id)}
    entries = [
        templates.Entry(places[h.place_id], h.year, to_take_home(h.report))
        for h in held(data, places, years)
    ]
    if not entries:
        raise click.UsageError("所选的县和年度没有报告。")
    write(out, entries, is_sample=is_sample)


@main.command()
@data_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="写到哪个文件；扩展名 xlsx、csv 或 json 决定格式。")  # fmt: skip
@click.option("--county", help="县名或六位代码；名册中只有一个县时可不填。")
@click.option("--year", "years", type=int, multiple=True, required=True, help="报告年度，可多次。")
def template(data: Path, out: Path, county: str | None, years: tuple[int, ...]) -> None:
    """生成空白填报模板：每个乡镇每个年度一行。"""
    register = registered(data)
    places = [p for p in register.places if p.county_id == county_id(register, county)]
    entries = [templates.Entry(p, y, None) for y in sorted(years) for p in places if p.is_valid(y)]
    if not entries:
        raise click.UsageError("所选的县在这些年度没有乡镇。")
    write(out, entries, is_sample=False)


@main.command()
@data_option
def check(data: Path) -> None:
    """检查数据文件夹：名册、期限、更正、记录能否读取，原件、定稿是否齐全、是否被改动。"""
    found = all_faults(data)
    echo_all(told_fault(fault) for fault in found)
    click.echo(f"发现 {len(found)} 处问题。" if found else "没有发现问题。")
    sys.exit(1 if found else 0)


@main.command("sample")
@data_option
def sample_(data: Path) -> None:
    """重新生成示例县（虚构数据）。"""
    sample.generate(data)
    import_reports.rebuild(data)
    click.echo(f"示例县已生成：{data / 'sample'}")


for command in (
    correct,
    undo,
    place_,
    decide,
    import_upload,
    user,
    backup,
    restore,
    freeze,
    replay,
    records,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
