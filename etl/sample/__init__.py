"""A sample county written by us: invented places and figures, seeded, with every oddity on purpose.

county.yml and oddities.yml say who reports how, wording.yml and prose.yml how they put it.
`truth` invents the reports; `generate` writes them as the files that a county office would have,
and `expected` says what each of those files should be read as.
"""

from __future__ import annotations

from etl.sample.files import expected, generate
from etl.sample.truth import SEED, deadlines, places, truth

__all__ = [
    "SEED",
    "deadlines",
    "expected",
    "generate",
    "places",
    "truth",
]
