"""Frozen years, and notes on a unit's year."""

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"
TEXTS = {
    "frozen_years": ("county_id", "year", "name", "at", "sha256", "inputs"),
    "unit_notes": ("place_id", "year", "text"),
}


def upgrade() -> None:
    """Make their tables."""
    for table, names in TEXTS.items():
        op.create_table(
            table,
            sa.Column("key", sa.String(100), primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            *(sa.Column(name, sa.Text, nullable=False) for name in names),
        )
