"""The tables of the store. Migrations make them; a test holds the two together.

A record has a `key` of its own and a `version`, the number of changes that were ever made to it,
one that was taken away counted on. `acts` and `changes` are the log: only ever added to.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()
VALUES = JSON(none_as_null=True)

ACTS = Table(
    "acts",
    METADATA,
    Column("id", Integer, primary_key=True),
    # ISO 8601 with the offset from UTC: one moment wherever the store is read.
    Column("at", String(40), nullable=False),
    Column("who", String(40), nullable=False),
    Column("why", String(500), nullable=False),
    Column("undoes", Integer, ForeignKey("acts.id"), index=True),
)
CHANGES = Table(
    "changes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("act", Integer, ForeignKey("acts.id"), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("key", String(100), nullable=False),
    Column("version", Integer, nullable=False),
    Column("place_id", String(12), nullable=False),
    Column("year", Integer),
    Column("before", VALUES),
    Column("after", VALUES),
    UniqueConstraint("kind", "key", "version"),
    Index("changes_about", "place_id", "year"),
)
TAKEN_OVER = Table(
    "taken_over",
    METADATA,
    Column("name", String(100), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("at", String(40), nullable=False),
)


def records(name: str, *columns: str) -> Table:
    """Return a table of records whose values are texts; none of them is ever null."""
    return Table(
        name,
        METADATA,
        Column("key", String(100), primary_key=True),
        Column("version", Integer, nullable=False),
        *(Column(column, Text, nullable=False) for column in columns),
    )


CORRECTIONS = records(
    "corrections", "sha256", "place_id", "year", "address", "printed", "meant", "why"
)
DECISIONS = records("decisions", "stands_on", "verdict", "reason", "who", "decided_at")
"""Of findings; the key is that of the finding."""
PLACES = records(
    "places", "province", "prefecture", "county", "township", "type", "aliases", "valid_from",
    "valid_to", "successor",
)  # fmt: skip
"""Units of the register; the key is the code. Aliases are split by `;`, years are four digits."""
DEADLINES = records("deadlines", "county_id", "year", "deadline")
"""The days that counties set themselves, ISO 8601; the key is `county_id/year`."""
CHOSEN = records("chosen_reports", "place_id", "year", "report", "file_name", "since")
"""The version of a unit's year that a person wants to count, `report` empty for none; the key is
`place_id/year`. It holds until another comes: `since` is the last entry of the journal then."""
MOVED = records("moved_reports", "place_id", "year", "file_name")
"""The unit and year that a report counts for; the key is `sha256/place_id/year` as it came."""
FROZEN = records("frozen_years", "county_id", "year", "name", "at", "sha256", "inputs")
"""Years that were frozen; the key is `county_id-year-number`. `sha256` is that of the package,
`inputs` says as JSON what it rests on."""
POPULATIONS = records("populations", "place_id", "year", "population")
"""How many people live in a unit in a year; the key is `place_id/year`."""
NOTES = records("unit_notes", "place_id", "year", "text")
"""What a person remarks on a unit's year; the key is `place_id/year`."""
JOINT = records("joint_documents", "county_id", "year", "address", "documents", "units")
"""Documents that several units count each, by the cell of the county's table whose sum counts them
once; the key is `county_id/year/address/number`. `units` are codes apart by a space."""
RETURNS = records(
    "returns", "place_id", "year", "file_name", "points", "due", "returned_at", "returned_by",
    "closed_at", "closed_by", "outcome",
)  # fmt: skip
"""Reports that were sent back; the key is `sha256/place_id/year` as they came. `points` is JSON, a
list of [finding, severity, title, where]; `closed_at` is empty while one is open."""
OWN_FILES = records("own_files", "kind", "county_id", "name", "content", "year")
"""Files of an office's own, a rubric or a template; the key is `kind/county_id`, of a year
`kind/county_id/year`. Without name and content the office uses none from that year on."""
SENDERS = records("senders", "office", "contact", "phone")
"""What the office of a county says of itself in notices; the key is the code of the county."""
USERS = records("users", "role", "password", "ended", "counties", "identity")
"""Accounts; the key is the name. `counties` are the codes of those that it is confined to, apart by
a space, empty for all. `identity` is the subject at the office's identity provider, empty for none.
`password` and `ended` say when the password was set, and when all
sessions were ended: what a session stands on. Hashes are no part of the log."""

PASSWORDS = Table(
    "passwords",
    METADATA,
    Column("user", String(100), primary_key=True),
    # That of the account: a password that another took the place of opens nothing.
    Column("set_at", String(40), nullable=False),
    Column("hash", String(200), nullable=False),
    Column("is_first", Boolean, nullable=False),
)
SESSIONS = Table(
    "sessions",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("user", String(100), nullable=False, index=True),
    Column("stands_on", String(100), nullable=False),
    # Seconds since 1970.
    Column("begun_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)
ATTEMPTS = Table(
    "login_attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    # A hash of the name, since people type a password there.
    Column("name", String(64), nullable=False, index=True),
    Column("address", String(64), nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
)
