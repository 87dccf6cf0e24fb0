"""Options of a command that contradict each other are refused in words; nothing is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from etl.cli import main

FILE = "0123456789ab"
BY = ("--by", "王晓", "--why", "核对")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("decide", FILE, "--restore", "--dismiss"), "--dismiss、--restore 互相矛盾"),
        (("decide", FILE, "--dismiss", "--place", "990301001"), "--place、--dismiss 互相矛盾"),
        (("decide", FILE, "--restore", "--year", "2023"), "--year、--restore 互相矛盾"),
        (("decide", "--dismiss"), "--dismiss 要写明是哪个文件"),
        (("place", "withdraw", "990301001", "2023", "--to-year", "2022"), "只用于 move"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    said: tuple[str, ...], answer: str, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    done = CliRunner().invoke(main, [*said, *BY, "--data", str(data)])
    assert (done.exit_code, answer in done.output) == (2, True)
    assert not data.exists()
