"""What can go wrong with a project, in plain words. Faults of the disk are told apart from our own bugs."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from engine.records import PlainError


class StoreError(PlainError):
    """The project could not be read or written; the text says what was kept and what to do."""


class ProjectBusy(StoreError):
    """Another process holds the project for writing."""


class NotAProject(StoreError):
    """The path exists and is no Hansel project, or nothing is there to open."""


class MapMissing(StoreError):
    """The file of a map is not there."""


class MapAltered(StoreError):
    """The file of a map is not the one that was written."""


KEPT = "Everything that was saved before is kept."
DISK_FULL = "The disk that holds {name} is full. {kept} Free some space, then go on."
NOT_ALLOWED = "{name} cannot be written: this user may not, or the disk is read-only. {kept}"
DAMAGED = "The database of {name} is damaged: {detail}. Nothing was changed. Restore it from a backup."
HELD = "The database of {name} is held by another program. {kept} Close that program, then try again."
DISK_FAULT = "The disk that holds {name} reported a fault: {detail}. {kept} Check the disk, then try again."
OTHER = "{name} could not be read or written: {detail}. {kept}"

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_READONLY: NOT_ALLOWED,
    sqlite3.SQLITE_PERM: NOT_ALLOWED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_IOERR: DISK_FAULT,
}
_BY_ERRNO = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: NOT_ALLOWED,
}


def plain(error: Exception, project: Path) -> StoreError:
    """The StoreError that says in plain words what a database or file error means for the user."""
    if isinstance(error, StoreError):
        return error
    cause: BaseException = error
    if isinstance(error, DBAPIError) and error.orig is not None:
        cause = error.orig
    words = OTHER
    if isinstance(cause, OSError):
        words = _BY_ERRNO.get(cause.errno or 0, OTHER)
    elif isinstance(cause, sqlite3.Error):
        # The low byte is the primary code; the rest only refines it.
        words = _BY_SQLITE_CODE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, OTHER)
    return StoreError(words.format(name=project.name, kept=KEPT, detail=str(cause).rstrip(".") or type(cause).__name__))


@contextmanager
def in_plain_words(project: Path) -> Iterator[None]:
    """Errors of SQLite and of the file system leave this block as StoreError; bugs leave it as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError) as error:
        raise plain(error, project) from error
