"""Which identity of the office's own login an account is."""

import sqlalchemy as sa
from alembic import op

revision = "11"
down_revision = "10"


def upgrade() -> None:
    """Add it to the accounts; those that stand are none."""
    op.add_column("users", sa.Column("identity", sa.Text, nullable=False, server_default=""))
