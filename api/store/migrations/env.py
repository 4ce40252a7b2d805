"""Runs the migrations over the engine it is given; one process at a time."""

import sqlalchemy as sa
from alembic import context

from api.store.tables import metadata

#: Any number, the same for all processes.
_ADVISORY_LOCK = 7_715_201_843

engine: sa.Engine = context.config.attributes["engine"]
with engine.connect() as connection:
    if engine.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_lock(:lock)"), {"lock": _ADVISORY_LOCK})
        connection.commit()
    try:
        context.configure(
            connection=connection,
            target_metadata=metadata,
            render_as_batch=engine.dialect.name == "sqlite",
            version_table="strongstride_version",
        )
        with context.begin_transaction():
            context.run_migrations()
    finally:
        if engine.dialect.name == "postgresql":
            connection.rollback()
            connection.execute(sa.text("SELECT pg_advisory_unlock(:lock)"), {"lock": _ADVISORY_LOCK})
            connection.commit()
