"""What an import works with: where the data lie, the register, and the reviewed corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path

from etl.domain.import_entry import ImportEntry
from etl.pipeline.reading.read_batch import Given, reader_version
from etl.storage.decisions.corrections import Correction, digest, load_corrections
from etl.storage.decisions.placements import Placements, load_placements
from etl.storage.files import originals
from etl.storage.unit_register.register import Register
from etl.storage.unit_register.units import is_registered, load_register


@dataclass(frozen=True, slots=True)
class Step:
    """How far an import has come: `done` of `total` files, and what became of the last one."""

    stage: str
    done: int
    total: int
    entry: ImportEntry | None = None


Progress = Callable[[Step], None]


def silent(_: Step) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class County:
    """A data folder with its register and corrections; all is read again when `basis` changes."""

    root: Path
    register: Register
    corrections: dict[str, tuple[Correction, ...]]
    basis: str
    placements: Placements = field(default_factory=Placements)

    def given(self, name: str, content: bytes) -> Given:
        """Return a file to be read, with the corrections that speak of its content."""
        return Given(name, content, self.corrections.get(sha256_of(content), ()))

    def corrected(self, sha256: str) -> str:
        """Return the hash of what is corrected in a file; empty for nothing."""
        return digest(self.corrections.get(sha256, ()))

    def corrected_files(self) -> dict[str, str]:
        """Return the hash of what is corrected by the hash of each file that is corrected."""
        return {sha256: self.corrected(sha256) for sha256 in self.corrections}


def shown_root(data: Path) -> Path:
    """Return the folder that counts: that of the sample, until a report or own register came."""
    is_ours = any(originals.originals(data)) or is_registered(data)
    return data if is_ours or not (data / "sample").is_dir() else data / "sample"


def county_at(root: Path) -> County:
    """Return what stands in a data folder."""
    register = load_register(root)
    # Nothing is read otherwise for the number of people who live there.
    bare = tuple(replace(place, populations=()) for place in register.places)
    units = repr((bare, sorted(register.registered))).encode()
    basis = sha256_of(b"\n".join([reader_version().encode(), *statements(), units]))
    return County(root, register, load_corrections(root), basis, load_placements(root))


def statements() -> Iterator[bytes]:
    """Yield every SQL file that takes part in building a database."""
    found = Path(str(files("etl.warehouse.sql"))).rglob("*.sql")
    yield from (path.read_bytes() for path in sorted(found))


def sha256_of(content: bytes) -> str:
    """Return the hash by which a file's content is known."""
    return hashlib.sha256(content).hexdigest()
