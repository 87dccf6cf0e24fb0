"""The decisions on findings."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "decisions",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("stands_on", "verdict", "reason", "who", "decided_at")
        ),
    )
