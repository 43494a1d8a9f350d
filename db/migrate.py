"""Brings a project's tables to the newest revision."""

from __future__ import annotations

import sqlite3
from importlib import resources

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from db.faults import StoreError

# The newest revision in db/migrations/versions; kept here so that opening a current project need not load Alembic.
HEAD = "0001"


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

    Raises StoreError if a newer Hansel wrote the project.
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
            raise StoreError(newer(name))
        command.upgrade(config, "head")


def newer(name: str) -> str:
    """What to say of a project that a newer Hansel wrote."""
    return (
        f"{name} was written by a newer Hansel. Nothing was changed. "
        "Update Hansel to go on with it; this version can only open it for reading."
    )
