"""Runs the migrations over the engine it is given; one process at a time, all or nothing."""

import sqlalchemy as sa
from alembic import context

from api.store.tables import metadata

#: Any number, the same for all processes.
_ADVISORY_LOCK = 7_715_201_843

engine: sa.Engine = context.config.attributes["engine"]
with engine.begin() as connection:
    if engine.dialect.name == "postgresql":
        # Ends with the transaction, however that ends.
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _ADVISORY_LOCK})
    else:
        # Else Python's driver has each table made in a transaction of its own: a service killed at
        # that moment would find half of them, and never start again.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=engine.dialect.name == "sqlite",
        version_table="strongstride_version",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
