"""Runs the steps on the connection that `store.migrate` gives, as part of its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
