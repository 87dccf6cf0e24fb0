"""The counties that an account is confined to."""

import sqlalchemy as sa
from alembic import op

revision = "9"
down_revision = "8"


def upgrade() -> None:
    """Add them to the accounts; those that stand are confined to none."""
    op.add_column("users", sa.Column("counties", sa.Text, nullable=False, server_default=""))
