"""Documents of several units that a county's sum counts once."""

import sqlalchemy as sa
from alembic import op

revision = "14"
down_revision = "13"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "joint_documents",
        sa.Column("key", sa.String(100), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("county_id", "year", "address", "documents", "units")
        ),
    )
