"""How many people live in each unit in a year."""

import sqlalchemy as sa
from alembic import op

revision = "13"
down_revision = "12"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "populations",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("place_id", "year", "population")),
    )
