"""API keys in the store: their digests, never the keys."""

import time
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from api.store.tables import api_keys


def insert(connection: sa.Connection, key_id: str, tenant: str, name: str, digest: str) -> None:
    """Store a new key."""
    connection.execute(
        sa.insert(api_keys).values(
            id=key_id, tenant=tenant, name=name, digest=digest, created_at=time.time(), revoked_at=None
        )
    )


def find(connection: sa.Connection, key_id: str) -> sa.Row[Any] | None:
    """Return a key by its id, revoked or not."""
    return connection.execute(sa.select(*api_keys.c).where(api_keys.c.id == key_id)).one_or_none()


def exist(connection: sa.Connection) -> bool:
    """Return whether any key was ever made."""
    return connection.execute(sa.select(api_keys.c.id).limit(1)).first() is not None


def revoke(connection: sa.Connection, key_id: str) -> bool:
    """Revoke a key; False when there is none, or it was revoked before."""
    found = connection.execute(
        sa.update(api_keys)
        .where(api_keys.c.id == key_id, api_keys.c.revoked_at.is_(None))
        .values(revoked_at=time.time())
    )
    return found.rowcount > 0


def listed(connection: sa.Connection) -> Sequence[sa.Row[Any]]:
    """Return all keys, the oldest first, without their digests."""
    shown = [column for column in api_keys.c if column.name != "digest"]
    return connection.execute(sa.select(*shown).order_by(api_keys.c.created_at)).all()
