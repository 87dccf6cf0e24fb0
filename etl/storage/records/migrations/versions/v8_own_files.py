"""Files of an office's own: its rubric, the paper that it writes on."""

import sqlalchemy as sa
from alembic import op

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "own_files",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("kind", "county_id", "name", "content")
        ),
    )
