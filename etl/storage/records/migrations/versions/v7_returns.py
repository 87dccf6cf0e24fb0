"""Reports that were sent back to their units."""

import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"
TEXTS = (
    "place_id", "year", "file_name", "points", "due", "returned_at", "returned_by", "closed_at",
    "closed_by", "outcome",
)  # fmt: skip


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "returns",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
    )
