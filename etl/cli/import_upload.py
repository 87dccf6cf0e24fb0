"""`gongkai import-upload`: imports what a browser has sent, for the server that staged it."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import click

from etl.cli.options import data_option
from etl.cli.output.progress import print_as_json
from etl.pipeline.filing import import_reports
from etl.pipeline.filing.trial_import import try_files
from etl.pipeline.identity.resolve_identity import Expected
from etl.pipeline.reading.sources import sources_in
from etl.pipeline.reading.workers import workers
from etl.pipeline.workspace import Step
from etl.storage.files.uploads import BEGUN, FILES, read_upload, settle, taken


@click.command("import-upload", hidden=True)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@data_option
def import_upload(folder: Path, data: Path) -> None:
    """导入网页上传的一批文件，或只试读，并输出进展；完成后删去暂存。"""
    with taken(folder) as is_there:
        if is_there:
            upload = read_upload(folder)
            wanted = list(sources_in([folder / FILES], upload.names))
            expected = Expected(upload.county, upload.year, None, upload.by, upload.counties)
            with workers() as executor:
                told = partial(unless_cancelled, folder)
                if upload.is_trial:
                    _, found = try_files(wanted, data, expected, told, executor)
                    click.echo(json.dumps({"stage": "tried", "findings": found}))
                else:
                    import_reports.import_files(wanted, data, expected, told, executor)
        print_as_json(Step("finished", 0, 0))


def unless_cancelled(folder: Path, step: Step) -> None:
    """Print a step; end before anything is done where the upload was cancelled while it waited."""
    if step.stage == "starting" and not settle(folder, BEGUN):
        raise click.ClickException("导入已取消。")
    print_as_json(step)
