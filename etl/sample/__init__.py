"""A sample county written by us: invented places and figures, seeded, with every oddity on purpose.

county.yml and oddities.yml say who reports how, wording.yml and prose.yml how they put it.
`truth` invents the reports; `generate` writes them as the files that a county office would have,
and `expected` says what each of those files should be read as.
"""

from __future__ import annotations

from pathlib import Path

from etl.sample.files import expected, generate
from etl.sample.truth import SEED, deadlines, places, truth
from etl.warehouse import Holdings, publish

__all__ = [
    "SEED",
    "build_truth_warehouse",
    "deadlines",
    "expected",
    "generate",
    "places",
    "truth",
]


def build_truth_warehouse(data: Path, seed: int = SEED) -> Path:
    """Publish the sample county straight from its truth, without writing and reading files."""
    days = tuple(
        {"county_id": county_id, "year": year, "deadline": day}
        for county_id, year, day in deadlines()
    )
    return publish(
        data,
        Holdings(is_sample=True, places=places(), submissions=truth(seed), deadlines=days),
    )
