"""Going back to a backup. The database as it was is moved aside, never deleted; nothing is lost that can be read."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from db import backup, faults, migrate
from db.backup import DATABASE, REPLACED, Backup
from db.faults import NewerProject, NotAProject, ProjectBusy, StoreError
from db.journal import JOURNAL
from db.maps import sync_folder
from db.seal import SEAL
from db.store import Store

LOCK = ".lock"
PATIENCE_S = 5.0
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: numbers of rows, the time of the newest review event (UTC), and the project's id."""

    runs: int
    explanations: int
    verdicts: int
    events: int
    newest: datetime | None
    project: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many explanations and review events of one database another one does not have."""

    explanations: int
    events: int


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of a project.

    contents:     of the backup
    aside:        the database as it was before; None if there was none
    lacking:      what the backup lacks of that; None if that could not be read
    brought_back: review events that the backup lacks and the project has again
    """

    project: Path
    backup: Path
    contents: Contents
    aside: Path | None
    lacking: Lacking | None
    brought_back: int

    @property
    def only_aside(self) -> int:
        """Review events that are in the file moved aside and nowhere else."""
        return 0 if self.lacking is None else max(0, self.lacking.events - self.brought_back)


def restore(project: Path, wanted: Path | None = None) -> Restored:
    """Puts a backup (the newest without one) in the place of a project's database.

    The database as it was may be whole, damaged, empty or missing; it goes aside as ``audit.sqlite.replaced-TIME``,
    with its log of writes. A power cut at any moment leaves either database in its place, or both aside and this to be
    done again. Maps stay as they are.
    Raises ProjectBusy if another process holds the project, Damaged, NewerProject or NotAProject if the backup cannot
    be used, StoreError for faults of the disk. Then the project is as it was.
    """
    project = project.absolute()
    source = wanted or newest(project).path
    with _held(project):
        contents = usable(project, source)
        lacking = lacks(source, project / DATABASE)
        with faults.in_plain_words(project):
            ready = project / f"{DATABASE}.restored"
            backup.copy(source, ready, project)
            aside = _swap(project, ready)
    brought_back = _open_once(project, aside, contents)
    return Restored(project, source, contents, aside, lacking, brought_back)


def salvage(store: Store, aside: Path) -> int:
    """Takes review events that only the database moved aside has into the restored one. Returns how many.

    Opening the project has brought back what history.jsonl has; nothing more is tried here.
    """
    return 0


def newest(project: Path) -> Backup:
    """The newest backup whose time has come; one from a clock that was wrong only if there is no other.

    Raises StoreError if there is none.
    """
    if not project.is_dir():
        raise NotAProject(f"There is no project at {project}. Check the path.")
    found = backup.listing(project)
    if not found:
        raise StoreError(
            f"{project.name} has no backups in its folder {backup.FOLDER}. Nothing was changed. "
            "Name another file with --from, or bring back the project's folder from your own backup."
        )
    come = [one for one in found if one.time <= datetime.now(UTC) + timedelta(minutes=5)]
    ordered = [*come, *(one for one in found if one not in come)]
    for one in ordered:
        try:
            usable(project, one.path)
        except StoreError:
            continue  # damaged itself; an older one may be whole
        return one
    return ordered[0]


def usable(project: Path, source: Path) -> Contents:
    """What the backup holds. Raises StoreError (plain words) if it cannot be restored in this project."""
    with faults.in_plain_words(project):
        if not source.is_file():
            raise StoreError(f"There is no backup at {source}. Nothing was changed. --list shows those of the project.")
        try:
            backup.check(source, project)
            with backup.reading(source) as db:
                (revision,) = db.execute("SELECT version_num FROM alembic_version").fetchone()
                contents = _contents(db)
        except (faults.Damaged, sqlite3.DatabaseError) as error:
            if not isinstance(error, faults.Damaged) and not _unreadable(error):
                raise
            raise faults.Damaged(
                f"The backup {source.name} is damaged itself. Nothing was changed. Restore another one."
            ) from error
    if revision > migrate.HEAD:
        raise NewerProject(f"The backup {source.name} is of a newer Hansel. Nothing was changed. Update Hansel first.")
    ours = source.absolute().parent in (project / backup.FOLDER, project)
    if not ours and _id(project) not in ("", contents.project):
        raise StoreError(f"{source} is a backup of another project. Nothing was changed. Choose one of {project.name}.")
    return contents


def find(project: Path, wanted: str) -> Path:
    """The backup that a user names: a file, a name in the folder of backups, or a time (ISO 8601, local unless it says
    otherwise), which means the newest backup made by then. Raises StoreError if there is none."""
    for path in (Path(wanted), project / backup.FOLDER / wanted, project / wanted):
        if path.is_file():
            return path
    try:
        by = datetime.fromisoformat(wanted).astimezone()
    except ValueError as error:
        raise StoreError(
            f"There is no backup {wanted}. Nothing was changed. Give a file, a name that --list shows, "
            "or a time like 2026-11-23T14:00."
        ) from error
    found = [one for one in backup.listing(project) if one.time <= by]
    if not found:
        raise StoreError(f"{project.name} has no backup made by {when(by)}. Nothing was changed. --list shows all.")
    return found[0].path


def contents_of(source: Path) -> Contents | None:
    """What a backup holds, for a list; None if it cannot be read. It is not checked as a whole here."""
    try:
        with backup.reading(source) as db:
            return _contents(db)
    except (sqlite3.Error, OSError):
        return None


def lacks(source: Path, database: Path) -> Lacking | None:
    """What the backup lacks of a database; None if that is not there or cannot be read."""
    try:
        with backup.reading(source) as db:
            db.execute("ATTACH ? AS other", (f"{database.absolute().as_uri()}?mode=ro",)).close()
            counted = []
            for table in ("explanations", "review_events"):
                statement = f"SELECT count(*) FROM other.{table} WHERE uuid NOT IN (SELECT uuid FROM main.{table})"
                counted.append(db.execute(statement).fetchone()[0])
    except (sqlite3.Error, OSError):
        return None
    return Lacking(*counted)


def _contents(db: sqlite3.Connection) -> Contents:
    def one(statement: str) -> int:
        (found,) = db.execute(statement).fetchone()
        return int(found)

    (last,) = db.execute("SELECT max(created_at) FROM review_events").fetchone()
    (project,) = db.execute("SELECT uuid FROM project").fetchone() or ("",)
    return Contents(
        runs=one("SELECT count(*) FROM runs"),
        explanations=one("SELECT count(*) FROM explanations"),
        verdicts=one("SELECT count(*) FROM reviews WHERE verdict IS NOT NULL"),
        events=one("SELECT count(*) FROM review_events"),
        newest=None if last is None else datetime.fromisoformat(last),
        project=project,
    )


def _unreadable(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is at fault: its content, or tables that a database of ours has."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)


def _id(project: Path) -> str:
    """The project's id, from its database or else from a backup of it; empty if none can be read."""
    for database in (project / DATABASE, *(one.path for one in backup.listing(project))):
        if database.is_file() and (found := contents_of(database)):
            return found.project
    return ""


@contextmanager
def _held(project: Path) -> Iterator[None]:
    """Holds the project's lock, as an open project does."""
    if not project.is_dir():
        raise NotAProject(f"There is no project at {project}. Check the path.")
    lock = FileLock(project / LOCK, thread_local=False)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise ProjectBusy(
            f"{project.name} is in use: a Hansel window or command is writing to it. Nothing was changed. "
            "Close that window or wait for that command to end, then restore."
        ) from error
    except OSError as error:
        raise faults.plain(error, project) from error
    try:
        yield
    finally:
        lock.release()


def _swap(project: Path, ready: Path) -> Path | None:
    """Moves the database aside, with what belongs to it, and the one that is ready into its place."""
    database = project / DATABASE
    log, shared = (database.with_name(DATABASE + end) for end in _BESIDE[1:])
    if log.exists() and log.stat().st_size == 0:  # what a reader leaves; it holds nothing
        log.unlink()
    if not log.exists():
        shared.unlink(missing_ok=True)
    aside = _interrupted(project) or _free_name(project)
    moved: list[tuple[Path, Path]] = []
    try:
        # The database goes first: without it nobody opens the project, and a log alone is not read. A log must never
        # lie beside a database that it does not belong to.
        for end in _BESIDE:
            old, new = database.with_name(DATABASE + end), aside.with_name(aside.name + end)
            if old.exists():
                os.replace(old, new)
                moved.append((old, new))
        (project / SEAL).unlink(missing_ok=True)
        sync_folder(project)
        os.replace(ready, database)
        sync_folder(project)
    except OSError:
        for old, new in reversed(moved):
            os.replace(new, old)
        ready.unlink(missing_ok=True)
        raise
    return aside if aside.exists() else None


def _interrupted(project: Path) -> Path | None:
    """Where a restore that was cut short has put the database, if its log of writes still has to follow it."""
    if (project / DATABASE).exists() or not (project / f"{DATABASE}-wal").exists():
        return None
    before = backup.replaced(project)
    if not before or before[0][0].with_name(f"{before[0][0].name}-wal").exists():
        return None
    return before[0][0]


def _free_name(project: Path) -> Path:
    stem = f"{REPLACED}{datetime.now(UTC):{backup.STAMP}}"
    number, name = 1, stem
    while any((project / (name + end)).exists() for end in _BESIDE):
        number += 1
        name = f"{stem}-{number}"
    return project / name


def _open_once(project: Path, aside: Path | None, contents: Contents) -> int:
    """Opens the restored project as anybody would. Returns how many review events it has beyond those of the backup."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            with Store.open(project) as store:
                if aside is not None:
                    salvage(store, aside)
                found = contents_of(project / DATABASE)
            return 0 if found is None else max(0, found.events - contents.events)
        except ProjectBusy as error:  # somebody was quicker than we between two locks
            if time.monotonic() < deadline:
                time.sleep(0.1)
                continue
            raise _in_place(project, aside, error) from error
        except StoreError as error:
            raise _in_place(project, aside, error) from error


def _in_place(project: Path, aside: Path | None, error: StoreError) -> StoreError:
    before = f" The database as it was is kept as {aside.name}." if aside else ""
    return StoreError(f"The backup of {project.name} is in its place, but could not be opened: {error}{before}")


# Texts for people, the same in window and terminal


def when(moment: datetime) -> str:
    """2026-11-23 14:03:12, local time."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def count(number: int, noun: str) -> str:
    """1,234 runs; 1 run."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def forecast(contents: Contents, lacking: Lacking | None) -> str:
    """What a backup holds, and what it lacks of the database that it would replace."""
    has = ", ".join(
        count(number, noun)
        for number, noun in (
            (contents.runs, "run"), (contents.explanations, "explanation"), (contents.verdicts, "verdict")
        )
    )  # fmt: skip
    newest = f" Its newest review event is of {when(contents.newest)}." if contents.newest else ""
    if lacking is None:
        lost = "The present database cannot be read, so what the backup lacks of it is not known."
    elif lacking == Lacking(0, 0):
        lost = "It lacks no explanation and no review event of the present database."
    else:
        lost = f"It lacks {_those(lacking)} of the present database."
    journal = "" if lacking is not None and not lacking.events else f" What {JOURNAL} has of the reviews comes back."
    return f"The backup holds {has}.{newest} {lost}{journal}"


def told(done: Restored) -> str:
    """What became of the project, and where the rest is."""
    said = [f"{done.project.name} is restored from {done.backup.name}."]
    if done.brought_back:
        were = "was" if done.brought_back == 1 else "were"
        said.append(f"{count(done.brought_back, 'newer review event')} {were} brought back.")
    if done.only_aside:
        are = "is" if done.only_aside == 1 else "are"
        said.append(f"{count(done.only_aside, 'review event')} {are} only in the database as it was before.")
    if done.lacking and done.lacking.explanations:
        said.append(f"{count(done.lacking.explanations, 'explanation')} can be made again by auditing the folder.")
    if done.aside is None:
        said.append("There was no database before.")
    else:
        said.append(f"The database as it was is kept as {done.aside.name}.")
    return " ".join(said)


def _those(lacking: Lacking) -> str:
    parts = [(lacking.explanations, "explanation"), (lacking.events, "review event")]
    return " and ".join(count(number, noun) for number, noun in parts if number)
