"""The benchmark of reading runs and prints its table; how fast it is, is no test."""

from __future__ import annotations

import subprocess
import sys

from tests.benchmarks.reading import HEADER


def test_the_benchmark_of_reading_prints_its_table() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.reading", "--reports", "4", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    assert f"| {' | '.join(HEADER)} |" in done.stdout
    for what in ("text", "HTML", "DOCX", "text, two processes"):
        assert f"\n| {what} | " in done.stdout


def test_the_benchmark_of_rules_prints_its_table() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.rules", "--townships", "20", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    assert "| one scan of the columns they read |" in done.stdout
    assert "360 reports" in done.stdout


def test_the_benchmark_of_copying_prints_its_table() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.copying", "--townships", "20", "--years",
               "3", "--rounds", "1"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    assert "| one scan of the same texts |" in done.stdout
    assert "| 60 reports of " in done.stdout
