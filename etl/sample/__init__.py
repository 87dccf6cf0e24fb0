"""A sample county written by us: invented places and figures, seeded, with every oddity on purpose.

county.yml and oddities.yml say who reports how; wording.yml how they put it. `truth` invents the
figures, the writers print them as the files that a county office would receive.
"""

from __future__ import annotations

from pathlib import Path

from etl.sample.truth import SEED, deadlines, places, truth
from etl.warehouse import Holdings, publish

__all__ = ["SEED", "build_truth_warehouse", "deadlines", "places", "truth"]


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
