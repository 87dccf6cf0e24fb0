"""The year that a rubric is for."""

import sqlalchemy as sa
from alembic import op

revision = "12"
down_revision = "11"


def upgrade() -> None:
    """Add it; a rubric that stands is of no year, and goes on for all without one of their own."""
    op.add_column("own_files", sa.Column("year", sa.Text, nullable=False, server_default=""))
