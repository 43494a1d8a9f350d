"""Connections to audit.sqlite: one that writes, and read-only ones for any thread."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import Connection, Engine, QueuePool, StaticPool, Table, create_engine, event, insert

from db import faults, log_of_writes

BUSY_TIMEOUT_MS = 10_000


def writer_engine(database: Path) -> Engine:
    """An engine with one connection: WAL, synced at every commit, a write lock from the first statement on.

    Connecting raises StoreError where SQLite is too old, cannot keep a log of writes there, or the log is damaged.
    """

    def look(connection: sqlite3.Connection) -> None:
        if log_of_writes.damaged(database):
            raise faults.told(faults.DAMAGED_LOG, database.parent.name)
        (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
        if mode != "wal":
            raise faults.told(faults.NETWORK, database.parent.name, f"journal mode {mode} instead of wal")

    return _engine(_uri(database, "mode=rwc"), "BEGIN IMMEDIATE", ("synchronous=FULL",), look, poolclass=StaticPool)


def reader_engine(database: Path) -> Engine:
    """An engine whose connections cannot write; each block of reads sees one unmoving state."""
    mode = "mode=ro"
    beside = database.with_name(database.name + "-wal")
    if not beside.exists() and not os.access(database.parent, os.W_OK):
        # On a read-only disk SQLite cannot make the shared memory that WAL wants; nobody else can write there either.
        mode += "&immutable=1"
    return _engine(
        _uri(database, mode), "BEGIN", ("query_only=ON",), None, poolclass=QueuePool, pool_size=4, max_overflow=16
    )


def insert_row(db: Connection, table: Table, **values: Any) -> int:
    """Inserts one row into a table whose primary key is an integer. Returns that key."""
    key = db.execute(insert(table).values(**values)).inserted_primary_key
    return cast(int, key[0]) if key else 0


def _uri(database: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(database.absolute()))}?{mode}"


def _engine(
    uri: str, begin: str, pragmas: tuple[str, ...], look: Callable[[sqlite3.Connection], None] | None, **options: Any
) -> Engine:
    """look: at a new connection before anything is asked of it; what it raises ends the attempt."""

    def connect() -> sqlite3.Connection:
        faults.check_sqlite()
        # isolation_level=None: the driver begins nothing by itself; the event below does.
        connection = sqlite3.connect(
            uri, uri=True, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None, check_same_thread=False
        )
        try:
            if look is not None:
                look(connection)
            for pragma in ("trusted_schema=OFF", "foreign_keys=ON", *pragmas):
                connection.execute(f"PRAGMA {pragma}").close()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, **options)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
