"""Backups of a project's database, in its folder ``backups``: made beside the work, checked before they count.

Only the database is copied. Maps are written once, never changed and checked against the hash in the database whenever
they are read; copying them every hour would fill the disk with what is there already. The user's own backup of the
project's folder has them.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
import threading
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from db import faults
from db.faults import Damaged, NotAProject, Stopped, StoreError
from db.maps import sync_folder
from db.schema import APPLICATION_ID

FOLDER = "backups"
DATABASE = "audit.sqlite"
REPLACED = f"{DATABASE}.replaced-"  # what a restored project's database was before; the time follows
HOURS = 24
DAYS = 30
PAGES = 1000  # of 4 KB: a step of a few milliseconds, after which a stop is looked for
SPARE_BYTES = 4 << 20  # what shall still be free on the disk after a backup; the next verdicts need it
BUSY_S = 10
STAMP = "%Y-%m-%dT%H-%M-%SZ"
_TIME = r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ"
BEFORE_MERGE = ".before-merge"  # in the name of a backup that was made for the sake of going back behind a merge
_NAME = re.compile(rf"({_TIME})(?:{re.escape(BEFORE_MERGE)})?\.sqlite")
_REPLACED = re.compile(rf"{re.escape(REPLACED)}({_TIME})(-\d+)?")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC, to the second), its size in bytes."""

    path: Path
    time: datetime
    size: int


def make(project: Path, stop: Callable[[], bool] = lambda: False, *, before_merge: bool = False) -> Path:
    """Copies the database as it is now, checks the copy, and only then removes backups that are no longer needed.

    The copy is of one moment: all of a transaction or nothing of it. Whoever writes is not held up. Call it in any
    thread; only the process that holds the project may. stop: looked at every few milliseconds; Stopped is raised then.
    before_merge: what is merged in next is in no copy made later, so this one is not replaced by those of its hour.
    Raises StoreError; then no backup was removed and none was added. Returns the new file.
    """
    folder = project / FOLDER
    with faults.in_plain_words(project):
        _check_room(project)
        folder.mkdir(exist_ok=True)
        now = datetime.now(UTC).replace(microsecond=0)
        made = folder / f"{now:{STAMP}}{BEFORE_MERGE if before_merge else ''}.sqlite"
        copy(project / DATABASE, made, project, stop)
        sync_folder(project)
    _thin_out(project, now)
    return made


def listing(project: Path) -> list[Backup]:
    """The backups of a project, newest first; empty where there are none. Raises StoreError if it cannot look."""
    found = []
    with faults.in_plain_words(project):
        try:
            entries = list((project / FOLDER).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []
        for entry in entries:
            time = _time_in(_NAME, entry.name)
            if time is not None and entry.is_file():
                found.append(Backup(entry, time, entry.stat().st_size))
    return sorted(found, key=lambda backup: backup.time, reverse=True)


def replaced(project: Path) -> list[tuple[Path, datetime]]:
    """The databases that restoring moved aside, with when that was; newest first. Raises StoreError."""
    with faults.in_plain_words(project):
        found = [(entry, _time_in(_REPLACED, entry.name)) for entry in project.iterdir()]
    return sorted(((path, time) for path, time in found if time), key=lambda one: one[1], reverse=True)


def _time_in(pattern: re.Pattern[str], name: str) -> datetime | None:
    match = pattern.fullmatch(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], STAMP).replace(tzinfo=UTC)
    except ValueError:  # a name like ours with a day that does not exist
        return None


def kept(times: Iterable[datetime], now: datetime, restored: Iterable[datetime] = ()) -> set[datetime]:
    """Which backups stay: the newest of each of the last 24 hours that have one, and of each of the last 30 days that
    have one (hours and days of UTC).

    Times after now come from a clock that was, or is, wrong. They are thinned out by the same rule on their own, so
    that they can neither push out the backups of today nor be pushed out by them.
    restored: when the project was restored, or merged into. What was made before cannot be replaced by what was made
    after, since that may hold less, or more than was wanted; an hour or day that has such a time in it counts as two.
    """
    every = sorted(set(times), reverse=True)
    cuts = sorted(restored)
    stay: set[datetime] = set()
    for part in ([time for time in every if time <= now], [time for time in every if time > now]):
        hours: dict[tuple[int, ...], datetime] = {}
        days: dict[tuple[int, ...], datetime] = {}
        for time in part:
            clock = time.astimezone(UTC).timetuple()
            epoch = bisect(cuts, time)
            hours.setdefault((epoch, *clock[:4]), time)
            days.setdefault((epoch, *clock[:3]), time)
        stay |= {*list(hours.values())[:HOURS], *list(days.values())[:DAYS]}
    return stay


def copy(source: Path, target: Path, project: Path, stop: Callable[[], bool] = lambda: False) -> None:
    """Copies a database to one whole file: checked, synced, and under its name only when it is both.

    Raises Damaged or NotAProject if the copy is not sound or not ours, and sqlite3.Error or OSError.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        with reading(source) as origin, closing(sqlite3.connect(part, isolation_level=None)) as made:
            made.execute("PRAGMA synchronous=OFF").close()  # synced as a whole below
            # A transaction held open gives every step the same state; else each commit would begin the copy anew.
            origin.execute("BEGIN").close()
            origin.execute("SELECT count(*) FROM sqlite_master").fetchone()

            def step(_status: int, _left: int, _total: int) -> None:
                if stop():
                    raise Stopped

            origin.backup(made, pages=PAGES, progress=step)
            origin.execute("COMMIT").close()
            # The copy is one file: it must not need a -wal beside it to be read.
            made.execute("PRAGMA locking_mode=EXCLUSIVE").close()
            made.execute("PRAGMA journal_mode=DELETE").fetchone()
        check(part, project, stop)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, target)
        sync_folder(target.parent)
    finally:
        for leftover in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            leftover.unlink(missing_ok=True)


def check(database: Path, project: Path, stop: Callable[[], bool] = lambda: False) -> None:
    """Raises Damaged if SQLite finds the file's structure broken, and NotAProject if it is none of ours.

    A value that was altered and still reads as one is not seen here; `hansel verify` finds those.
    """
    try:
        with reading(database) as db:
            db.set_progress_handler(lambda: int(stop()), 100_000)
            found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
            (owner,) = db.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from error
        if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        found = str(error)
    if found != "ok":
        raise Damaged(UNSOUND.format(name=project.name, detail=" ".join(found.split())))
    if owner != APPLICATION_ID:
        raise NotAProject(f"{database.name} is not a database of a Hansel project. Nothing was changed.")


UNSOUND = (
    "A copy of the database of {name} was checked and is damaged ({detail}). It was thrown away; the backups made "
    "before are kept. Close the project, then restore it from one of them: hansel restore {name}."
)


@contextmanager
def reading(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own that only reads, closed at the end."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=BUSY_S, isolation_level=None)) as db:
        db.execute("PRAGMA trusted_schema=OFF").close()
        db.execute("PRAGMA query_only=ON").close()
        try:
            yield db
        except UnicodeDecodeError as error:  # what the driver says of a damaged schema, or of damaged text
            damaged = sqlite3.DatabaseError(str(error))
            damaged.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise damaged from error


def behind(project: Path) -> bool:
    """Whether the newest backup lacks a run, an explanation or a review event, or there is no backup of such.

    A process that was killed made no last backup; the next one that closes the project does.
    """
    found = listing(project)
    with faults.in_plain_words(project):
        return _marks(project / DATABASE) != (_marks(found[0].path) if found else [0, 0, 0])


def _marks(database: Path) -> list[int]:
    with reading(database) as db:
        tables = ("runs", "explanations", "review_events")
        return [db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0] for table in tables]


def _check_room(project: Path) -> None:
    sizes = [_size(project / f"{DATABASE}{end}") for end in ("", "-wal")]
    needed = sum(sizes) + SPARE_BYTES
    free = shutil.disk_usage(project).free
    if free < needed:
        raise StoreError(
            f"No backup of {project.name} was made: it needs {megabytes(needed)}, and its disk has {megabytes(free)} "
            "free. The project itself and its older backups are kept. Free some space; the next backup is tried within "
            "the hour and on closing."
        )


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def megabytes(size: int) -> str:
    """12345678 -> 12.3 MB."""
    return f"{size / 1e6:,.1f} MB"


def _cuts(project: Path, found: Iterable[Backup]) -> list[datetime]:
    """When the project was restored, and when something was merged into it: right after the copy made for that."""
    merged = [one.time + timedelta(microseconds=1) for one in found if BEFORE_MERGE in one.path.name]
    return [*(time for _, time in replaced(project)), *merged]


def _thin_out(project: Path, now: datetime) -> None:
    """Removes what `kept` does not name, and copies that a killed process left unfinished. One that cannot be removed
    stays until next time: the new backup is there, and that is what was asked for."""
    found = listing(project)
    stay = kept((backup.time for backup in found), now, _cuts(project, found))
    unfinished = (project / FOLDER).glob("*.sqlite.part*")
    for path in [*(backup.path for backup in found if backup.time not in stay), *unfinished]:
        try:
            path.unlink()
        except OSError as error:
            log.warning("an old backup stays: %s", error)


class Keeper:
    """Makes backups of an open project from a thread of its own: every so often if something changed, and on closing.

    changes: a number that moves with every commit; asked in the keeper's thread and in the one that closes
    told:    called from the keeper's thread or from close() with why there is no backup; the work goes on
    """

    def __init__(
        self,
        project: Path,
        changes: Callable[[], int],
        every_s: float = 3600,
        told: Callable[[StoreError], None] = lambda _: None,
    ) -> None:
        self._project = project
        self._changes = changes
        self._every_s = every_s
        self._told = told
        self._kept_at = changes()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"backups of {project.name}", daemon=True)
        self._started = False
        self._looked = False

    def start(self) -> None:
        """Begins to look at the clock."""
        self._started = True
        self._thread.start()

    def close(self, final: bool = True) -> None:
        """Stops the thread; a backup at work is given up for the last one, which is made here if anything changed.

        Never raises. Call it when the last commit is done, while the project's lock is still held. Safe to call twice.
        """
        again = self._closing.is_set()
        self._closing.set()
        if self._started:
            self._thread.join()
        if final and not again:
            self._back_up(stop=lambda: False)

    def _run(self) -> None:
        while not self._closing.wait(self._every_s):
            self._back_up(stop=self._closing.is_set)

    def _behind(self) -> bool:
        """Whether earlier work has no backup; looked at once."""
        if self._looked:
            return False
        found = behind(self._project)
        self._looked = True
        return found

    def _back_up(self, stop: Callable[[], bool]) -> None:
        try:
            now_at = self._changes()
            if now_at == self._kept_at and not self._behind():
                return
            make(self._project, stop)
            self._kept_at, self._looked = now_at, True
        except Stopped:
            return
        except StoreError as error:
            self._tell(error)
        except Exception as error:
            log.error("no backup was made", exc_info=error)
            self._tell(faults.plain(error, self._project))

    def _tell(self, error: StoreError) -> None:
        log.warning("no backup: %s", error)
        try:
            self._told(error)
        except Exception as fault:  # a listener's bug must not keep a project from closing
            log.error("a warning could not be told", exc_info=fault)
