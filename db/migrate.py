"""Brings a project's tables to the newest revision."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from db import backup
from db.faults import Damaged, NewerProject, StoreError

# The newest revision in db/migrations/versions; kept here so that opening a current project need not load Alembic.
HEAD = "0007"


def revision(connection: Connection) -> str | None:
    """The revision of an open database; None if it has no tables of ours."""
    try:
        found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    except OperationalError as error:
        if isinstance(error.orig, sqlite3.Error) and error.orig.sqlite_errorcode != sqlite3.SQLITE_ERROR:
            raise
        return None
    return found


def upgrade(connection: Connection, name: str) -> None:
    """Upgrades inside the caller's transaction: all of it or nothing. name: of the project, for messages.

    Raises NewerProject if a newer Hansel wrote the project.
    """
    before = revision(connection)
    if before == HEAD:
        return
    from alembic import command  # noqa: PLC0415 - a quarter of a second that a current project need not pay
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    with resources.as_file(resources.files("db") / "migrations") as scripts:
        config = Config()
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
        if before is not None and before not in known:
            raise NewerProject(newer(name))
        command.upgrade(config, "head")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreError(
            f"{name} is from an older Hansel and must be upgraded, but rows of its table {broken[0]} refer to nothing. "
            "Nothing was changed. Restore it from a backup."
        )


@contextmanager
def tables_made_anew(connection: Connection) -> Iterator[None]:
    """Around the transaction of an upgrade: a table that others refer to can be made anew. `upgrade` checks that every
    reference leads somewhere before it is done."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF").close()
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON").close()


def keep_copy(connection: Connection, database: Path) -> Path | None:
    """Before an older project is upgraded: a copy of its database beside it, opened and checked. Maps do not change.

    Call it outside a transaction. Returns the copy's path (``audit.sqlite.before-0007``), or None if nothing is to be
    upgraded. An earlier copy of that name is replaced only by a whole one.
    Raises StoreError if the copy is not sound, and OSError or sqlite3.Error if it cannot be written.
    """
    with connection.begin():
        before = revision(connection)
    if before is None or before >= HEAD:
        return None
    copy = database.with_name(f"{database.name}.before-{HEAD}")
    try:
        backup.copy(database, copy, database.parent)
    except Damaged as error:
        raise StoreError(
            f"{database.parent.name} is from an older Hansel and must be upgraded, but its database does not copy "
            "soundly. Nothing was changed. Restore it from a backup."
        ) from error
    return copy


def newer(name: str) -> str:
    """What to say of a project that a newer Hansel wrote."""
    return (
        f"{name} was written by a newer Hansel. Nothing was changed. "
        "Update Hansel to go on with it; this version can only open it for reading."
    )
