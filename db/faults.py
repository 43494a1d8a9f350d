"""What can go wrong with a project, in plain words. Faults of the machine are told apart from our own bugs."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from db.drives import on_network_drive
from engine.records import PlainError


class StoreError(PlainError):
    """The project could not be read or written; the text says what was kept and what to do."""


class ProjectBusy(StoreError):
    """Another process holds the project for writing."""


class NotAProject(StoreError):
    """The path exists and is no Hansel project, or nothing is there to open."""


class NewerProject(StoreError):
    """A newer Hansel wrote the project: it can be opened for reading only."""


class NotWritable(StoreError):
    """The project may not be written by this user, or lies on a read-only disk; it can be opened for reading only."""


class Stopped(Exception):
    """Whoever asked for something no longer wants it. Nothing of it was kept."""


class Damaged(StoreError):
    """The database or its log of writes is not what was written; a backup is the way on."""


class MapMissing(StoreError):
    """The file of a map is not there."""


class MapAltered(StoreError):
    """The file of a map is not the one that was written."""


KEPT = "Everything that was saved before is kept."
RESTORE = "Restore it from a backup (hansel restore {name})."
DISK_FULL = "The disk that holds {name} is full. {kept} Free some space, then go on."
NOT_ALLOWED = (
    "{name} cannot be written: this user may not, or the disk is read-only. {kept} "
    "Copy it to a place where you may write, or only read it (hansel report, hansel verify)."
)
DAMAGED = "The database of {name} is damaged: {detail}. Nothing was changed. {restore}"
NOT_A_DATABASE = (
    "audit.sqlite in {name} is not a database: it was overwritten or damaged. Nothing was changed. {restore}"
)
DAMAGED_LOG = (
    "The log of the last writes of {name} (audit.sqlite-wal) is damaged, and what was saved last may be in it. "
    "Nothing was changed. {restore} To go on without the last writes, move that file to another place first."
)
HELD = "The database of {name} is held by another program. {kept} Close that program, then try again."
HELD_FAR = (
    "The database of {name} is locked, or its network drive cannot lock files. {kept} "
    "Close other programs that use it; if there are none, copy the project to a local disk and work there."
)
UNRECOVERED = (
    "{name} was not closed in the usual way, and cannot be put in order where it may only be read. {kept} "
    "Open it once with the right to write, or copy it to a place where you may."
)
MOVED = "{name} was moved, renamed or deleted while it was open. What was saved went with it. Open it at its new place."
NO_MEMORY = "The memory of this machine is full, so {name} could not be read or written. {kept} Close other programs."
DISK_FAULT = "The disk that holds {name} reported a fault: {detail}. {kept} Check the disk, then try again."
NETWORK = (
    "SQLite cannot lock or share memory where {name} lies ({detail}); this is usual on network drives. {kept} "
    "Keep the project on a local disk: copy it there, then open it."
)
TOO_MANY_FILES = (
    "Too many files are open, so {name} could not be read or written. {kept} Close other programs, or raise the limit "
    "of open files (ulimit -n), then start again."
)
FILE_TOO_LARGE = (
    "A file of {name} may not grow any more: the disk's format or a limit of this user (ulimit -f) allows no larger "
    "one. {kept} Raise the limit, or copy the project to a disk with another format (not FAT32)."
)
PATH_TOO_LONG = (
    "The path of {name} is too long for its database. {kept} Move the project to a folder with a shorter path."
)
GONE = "A file or folder of {name} is not there any more: {detail}. {kept} Restore it, or restore from a backup."
CANNOT_OPEN = "The database of {name} could not be opened: {detail}. {kept} Check the folder and its rights."
OTHER_TABLES = (
    "{name} does not have the tables that this Hansel reads ({detail}). Nothing was changed. "
    "If a newer Hansel wrote it, update Hansel; otherwise restore it from a backup."
)
OLD_SQLITE = (
    "This Python brings SQLite {found}, and a project needs {needed} or newer. Nothing was changed. "
    "Install Hansel with a newer Python."
)
OURS = "Hansel met a fault of its own while it used {name}: {detail}. {kept} The log has the details."
OTHER = "{name} could not be read or written: {detail}. {kept}"

# Everything that our statements need, by the SQLite that first had it: upsert 3.24 (2018-06), aggregates with FILTER
# 3.30 (2019-10), PRAGMA trusted_schema 3.31 (2020-01), UPDATE FROM 3.33 (2020-08), JSON built in 3.38 (2022-02). A test
# compares this with what the sources of db use.
OLDEST_SQLITE = (3, 38, 0)
SQLITE_LONGEST_PATH = 512 - len("-journal") - 1  # bytes; MAX_PATHNAME of SQLite's os_unix.c

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_FULL: DISK_FULL,
    sqlite3.SQLITE_READONLY: NOT_ALLOWED,
    sqlite3.SQLITE_PERM: NOT_ALLOWED,
    sqlite3.SQLITE_AUTH: NOT_ALLOWED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_A_DATABASE,
    sqlite3.SQLITE_BUSY: HELD,
    sqlite3.SQLITE_LOCKED: HELD,
    sqlite3.SQLITE_IOERR: DISK_FAULT,
    sqlite3.SQLITE_PROTOCOL: NETWORK,
    sqlite3.SQLITE_NOLFS: FILE_TOO_LARGE,
    sqlite3.SQLITE_CANTOPEN: CANNOT_OPEN,
    # Extended codes, which refine those above.
    sqlite3.SQLITE_READONLY_DBMOVED: MOVED,
    sqlite3.SQLITE_READONLY_RECOVERY: UNRECOVERED,
    sqlite3.SQLITE_READONLY_CANTINIT: UNRECOVERED,
    sqlite3.SQLITE_READONLY_CANTLOCK: UNRECOVERED,
    sqlite3.SQLITE_IOERR_SHMMAP: NETWORK,
    sqlite3.SQLITE_IOERR_SHMOPEN: NETWORK,
    sqlite3.SQLITE_IOERR_SHMLOCK: NETWORK,
    sqlite3.SQLITE_IOERR_LOCK: NETWORK,
    sqlite3.SQLITE_IOERR_RDLOCK: NETWORK,
    sqlite3.SQLITE_IOERR_UNLOCK: NETWORK,
    sqlite3.SQLITE_IOERR_CHECKRESERVEDLOCK: NETWORK,
    sqlite3.SQLITE_IOERR_CORRUPTFS: DAMAGED,
    sqlite3.SQLITE_IOERR_NOMEM: NO_MEMORY,
}
# What only a mistake of ours can bring about.
_OUR_CODES = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_INTERNAL,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_MISUSE,
    sqlite3.SQLITE_RANGE,
}
_BY_ERRNO = {
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: NOT_ALLOWED,
    errno.EMFILE: TOO_MANY_FILES,
    errno.ENFILE: TOO_MANY_FILES,
    errno.EFBIG: FILE_TOO_LARGE,
    errno.ENAMETOOLONG: PATH_TOO_LONG,
    errno.EIO: DISK_FAULT,
    errno.ENOENT: GONE,
    errno.ENOLCK: NETWORK,
    errno.EOPNOTSUPP: NETWORK,
    errno.ESTALE: NETWORK,
}
_DAMAGE = (DAMAGED, NOT_A_DATABASE, DAMAGED_LOG)


def ours(error: Exception) -> bool:
    """Whether the error is a bug of ours and none of the disk, the project or another program."""
    cause = _cause(error)
    return isinstance(cause, sqlite3.Error) and _words(cause, None) is OURS


def plain(error: Exception, project: Path) -> StoreError:
    """The StoreError that says in plain words what a database or file error means for the user.

    A bug of ours is called one; where it need not be a StoreError, let it go up as it is instead (``in_plain_words``).
    """
    if isinstance(error, StoreError):
        return error
    cause = _cause(error)
    words = _words(cause, project)
    return told(words, project.name, str(cause).rstrip(".") or type(cause).__name__)


def told(words: str, name: str, detail: str = "", **more: str) -> StoreError:
    """A StoreError with one of the texts above; Damaged or NotWritable where that is what happened."""
    kind = Damaged if words in _DAMAGE else NotWritable if words == NOT_ALLOWED else StoreError
    return kind(words.format(name=name, kept=KEPT, restore=RESTORE.format(name=name), detail=detail, **more))


class Unreadable(ValueError):
    """A value in the database is not one that was ever written there: it is damaged."""


@contextmanager
def in_plain_words(project: Path) -> Iterator[None]:
    """Errors of SQLite and of the file system leave this block as StoreError; bugs leave it as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError, Unreadable, UnicodeDecodeError) as error:
        if ours(error):
            raise
        raise plain(error, project) from error


def check_sqlite(found: tuple[int, int, int] = sqlite3.sqlite_version_info) -> None:
    """Raises StoreError if this Python's SQLite is older than our statements need."""
    if found < OLDEST_SQLITE:
        raise told(OLD_SQLITE, "", found=".".join(map(str, found)), needed=".".join(map(str, OLDEST_SQLITE)))


def _cause(error: Exception) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig is not None else error


def _words(cause: BaseException, project: Path | None) -> str:
    """The text for a cause; without a project its surroundings are not looked at."""
    if isinstance(cause, OSError):
        return _BY_ERRNO.get(cause.errno or 0, OTHER)
    if isinstance(cause, Unreadable | UnicodeDecodeError) or str(cause).startswith("Could not decode to UTF-8"):
        return DAMAGED
    if not isinstance(cause, sqlite3.Error):
        return OTHER
    code = getattr(cause, "sqlite_errorcode", 0)
    primary = code & 0xFF
    if primary == sqlite3.SQLITE_ERROR and str(cause).startswith(("no such table", "no such column")):
        return OTHER_TABLES
    if primary in _OUR_CODES or not primary:  # the driver itself sets no code: it was called in a wrong way
        return OURS
    words = _BY_SQLITE_CODE.get(code) or _BY_SQLITE_CODE.get(primary, OTHER)
    if project is None:
        return words
    if words in (CANNOT_OPEN, DISK_FAULT, NETWORK):
        return _told_by_the_place(code, words, project)
    return HELD_FAR if words is HELD and on_network_drive(project) else words


def _told_by_the_place(code: int, words: str, project: Path) -> str:
    """SQLite keeps the system's error number to itself; what the place looks like tells the cases apart."""
    if not _files_can_be_opened():
        return TOO_MANY_FILES
    database = project / "audit.sqlite"
    if words is CANNOT_OPEN:
        if os.name != "nt" and len(os.fsencode(database.absolute())) > SQLITE_LONGEST_PATH:
            return PATH_TOO_LONG
        try:
            database.open("rb").close()
        except OSError as error:
            return _BY_ERRNO.get(error.errno or 0, CANNOT_OPEN)
        return CANNOT_OPEN if os.access(project, os.W_OK) else UNRECOVERED
    try:
        if shutil.disk_usage(project).free < 1 << 16:  # less than two steps of SQLite's shared memory
            return DISK_FULL
        if code == sqlite3.SQLITE_IOERR_WRITE and _at_its_largest(database):
            return FILE_TOO_LARGE
    except OSError as error:
        return _BY_ERRNO.get(error.errno or 0, words)
    return words


def _files_can_be_opened(wanted: int = 4) -> bool:
    held = []
    try:
        for _ in range(wanted):
            held.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    finally:
        for one in held:
            os.close(one)
    return True


def _at_its_largest(database: Path) -> bool:
    """Whether one of the database's files can hardly grow: a limit of this process, or the 4 GiB of FAT32."""
    limit = (1 << 32) - 1
    largest = max(
        file.stat().st_size for end in ("", "-wal") if (file := database.with_name(database.name + end)).exists()
    )
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not on Windows

        soft = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
        if soft != resource.RLIM_INFINITY and largest + (1 << 16) > soft:
            return True
    return limit - (1 << 16) < largest <= limit
