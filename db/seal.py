"""The seal of a closed project: what its database was when Hansel left it.

SQLite reads a flipped bit as if it had been written so. A small file beside the database, written when the project is
closed and taken away when it is opened for writing, tells that the bytes are still the same.
"""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from db.faults import Damaged

SEAL = ".closed"
# Up to here the look takes a fraction of a second (about 1 GB/s); beyond it goes on beside the work.
AT_ONCE_BYTES = 128 << 20
CHANGED = (
    "The database of {name} is not as Hansel left it: a fault of the disk, or another program, changed it after it was "
    "closed. hansel verify {name} tells what is off. hansel restore {name} goes back to a backup; reviews made since "
    "come back from history.jsonl. If the change was meant, delete the file {seal} in {name}, then open it again."
)
log = logging.getLogger(__name__)


def write(database: Path) -> None:
    """Seals a database that nobody has open. Does nothing where its log still holds writes, and never raises."""
    seal = database.with_name(SEAL)
    part = seal.with_name(f"{SEAL}.part")
    try:
        if _has_log(database):
            return
        part.write_text(json.dumps({"size": database.stat().st_size, "blake2b": _digest(database)}), encoding="ascii")
        part.replace(seal)
    except OSError as error:
        log.warning("the project was closed without a seal: %s", error)


def is_whole(database: Path) -> bool:
    """Whether a sealed database has the bytes that it had; True as well where there is no seal to tell."""
    try:
        kept = json.loads(database.with_name(SEAL).read_bytes())
        size, digest = kept["size"], kept["blake2b"]
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return _has_log(database) or (database.stat().st_size == size and _digest(database) == digest)


def check(database: Path) -> None:
    """Raises Damaged if a database that is small enough to be looked at now is not as its seal says."""
    if _size(database) <= AT_ONCE_BYTES and not is_whole(database):
        raise Damaged(CHANGED.format(name=database.parent.name, seal=SEAL))


def open_and_check(database: Path, told: Callable[[Damaged], None]) -> None:
    """Breaks the seal of a database that is about to be written to, after a look. Call it before the first write.

    Raises Damaged, or, for a large one, looks in a thread of its own and calls told from there.
    """
    seal = database.with_name(SEAL)
    if seal.exists() and _size(database) > AT_ONCE_BYTES:
        reading = threading.Event()
        threading.Thread(target=_look, args=(database, reading, told), name="seal", daemon=True).start()
        reading.wait()
    else:
        check(database)
    seal.unlink(missing_ok=True)


def _look(database: Path, reading: threading.Event, told: Callable[[Damaged], None]) -> None:
    try:
        kept = json.loads(database.with_name(SEAL).read_bytes())
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)) as db:
            # While this reader holds the state without a log, SQLite moves nothing from the log into the file.
            db.execute("BEGIN").close()
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            reading.set()
            if kept["blake2b"] != _digest(database):
                told(Damaged(CHANGED.format(name=database.parent.name, seal=SEAL)))
    except (OSError, ValueError, KeyError, TypeError, sqlite3.Error) as error:
        log.warning("the seal could not be compared: %s", error)
    finally:
        reading.set()


def _digest(database: Path) -> str:
    with database.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _size(database: Path) -> int:
    return database.stat().st_size if database.exists() else 0


def _has_log(database: Path) -> bool:
    return _size(database.with_name(f"{database.name}-wal")) > 0
