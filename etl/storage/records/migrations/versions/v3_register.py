"""The register of units, and the deadlines."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"
TEXTS = {
    "places": (
        "province", "prefecture", "county", "township", "type", "aliases", "valid_from", "valid_to",
        "successor",
    ),
    "deadlines": ("county_id", "year", "deadline"),
}  # fmt: skip


def upgrade() -> None:
    """Make their tables."""
    for table, names in TEXTS.items():
        op.create_table(
            table,
            sa.Column("key", sa.String(100), primary_key=True),
            sa.Column("version", sa.Integer, nullable=False),
            *(sa.Column(name, sa.Text, nullable=False) for name in names),
        )
