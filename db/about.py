"""What stands beneath a project: its tables' revision, this Hansel's own, and SQLite's version."""

from __future__ import annotations

import sqlite3

from db import migrate
from db.store import Store

SQLITE = sqlite3.sqlite_version
SCHEMA = migrate.HEAD  # the newest that this Hansel knows


def schema_of(store: Store) -> str:
    """The revision of an open project's tables, such as "0003"; "unknown" where it tells none. Raises StoreError."""
    with store._reading() as db:
        return migrate.revision(db) or "unknown"
