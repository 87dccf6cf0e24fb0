"""Which version of a unit's year counts, and which reports were moved to another."""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"
TEXTS = {
    "chosen_reports": ("place_id", "year", "report", "file_name", "since"),
    "moved_reports": ("place_id", "year", "file_name"),
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
