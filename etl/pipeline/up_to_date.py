"""Whether the published database says what the data folder holds; cheap enough for every start."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.pipeline.workspace import County, county_at, shown_root
from etl.storage.decisions.joint_documents import load_joint
from etl.storage.decisions.unit_notes import load_notes
from etl.storage.files import import_journal, originals
from etl.storage.unit_register.deadlines import load_deadlines
from etl.storage.unit_register.units import is_registered
from etl.warehouse import publication


def is_up_to_date(data: Path) -> bool:
    """Return whether a rebuild by this program would publish the current database again.

    So it is too where there is nothing to build one from. An import that was interrupted, an
    original that came, went or changed, a correction, a deadline, a note, a population or what
    people said of versions make the answer no.
    """
    root = shown_root(data)
    if publication.current_path(data) is None:
        return False
    try:
        if root == data and not any(originals.originals(data)) and has_reports(data):
            # The sample has kept files as well, and is over once a register was saved.
            return not (is_registered(data) and publication.ask(data, "is_sample") == [(True,)])
        county = county_at(root)
        basis = publication.rests_on(county.basis, is_sample=root != data)
        return publication.pointed_at(data)[1:2] == [basis] and stands(data, county)
    except duckdb.Error:
        return False


def has_reports(data: Path) -> bool:
    """Return whether the database knows kept files."""
    return bool(publication.ask(data, "kept_files"))


def stands(data: Path, county: County) -> bool:
    """Return whether the database holds the originals, journal and deadlines as they are now."""
    kept = {original.name: original.stamp for original in originals.originals(county.root)}
    known = publication.ask(data, "kept_files")
    seq = max((entry.seq for entry in import_journal.entries(data)), default=0)
    deadlines = {(d.county_id, d.year, d.deadline) for d in load_deadlines(county.root)}
    notes = {(n.place_id, n.year, n.text, n.who, n.at) for n in load_notes(county.root)}
    people = {(p.place_id, *given) for p in county.register.places for given in p.populations}
    joint = {row for one in load_joint(county.root) for row in one.rows}
    said = county.placements
    placed = {(c.report, c.place_id, c.year, c.since, c.who, c.why, c.at) for c in said.chosen}
    placed |= {(m.report, m.place_id, m.year, *[None] * 4) for m in said.moved}
    return (
        kept == {name: stamp for name, stamp, _, _ in known}
        and all(county.corrected(sha256) == known_then for _, _, sha256, known_then in known)
        and publication.ask(data, "last_in_journal") == [(seq,)]
        and set(publication.ask(data, "deadlines_set")) == deadlines
        and set(publication.ask(data, "notes_made")) == notes
        and set(publication.ask(data, "populations_entered")) == people
        and set(publication.ask(data, "joint_documents_said")) == joint
        and set(publication.ask(data, "placements")) == placed
    )
