"""Opening a project: what belongs to one, the lock that one writing process holds, and the state it is brought to."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from importlib import metadata
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from db import backup, column_types, connect, faults, log_of_writes, maps, merge, migrate, runs, schema, seal
from db.faults import Damaged, NotAProject, ProjectBusy, StoreError
from db.journal import JOURNAL, Journal
from db.writer import Writer

DATABASE = "audit.sqlite"
LOCK = ".lock"
BACKUPS = "backups"
_EVIDENCE = (maps.FOLDER, BACKUPS)
_WAITING = "events of the journal that wait"
log = logging.getLogger(__name__)
_OURS = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", LOCK, seal.SEAL, maps.FOLDER, JOURNAL, BACKUPS}
_BUSY = (
    "{name} is in use: a Hansel window or command is writing to it. Nothing was changed. "
    "Work on in that window, wait for that command to end, or open the project for reading only."
)


class Writing:
    """What only the writing process has: the lock, the one connection that writes, its thread."""

    def __init__(self, folder: Path) -> None:
        # Any thread may close the store, so the lock must not belong to the one that opened it.
        self._lock = FileLock(folder / LOCK, thread_local=False)
        try:
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise ProjectBusy(_BUSY.format(name=folder.name)) from error
        except OSError as error:
            raise faults.plain(error, folder) from error
        # What is told when something beside the work failed, from any thread; a window puts its own listener here.
        self.warned: Callable[[StoreError], None] = lambda _: None
        try:
            with faults.in_plain_words(folder):
                seal.open_and_check(folder / DATABASE, self._warn)
        except BaseException:
            self._lock.release()
            raise
        self._database = folder / DATABASE
        self._engine = connect.writer_engine(self._database)
        self.map_pool = ThreadPoolExecutor(maps.THREADS, "maps")
        try:
            with faults.in_plain_words(folder):
                (folder / maps.FOLDER).mkdir(exist_ok=True)
                self._connection = self._engine.connect()
                copied = migrate.keep_copy(self._connection, folder / DATABASE)
                around = migrate.tables_made_anew(self._connection) if copied else nullcontext()
                with around, self._connection.begin():
                    _prepare(self._connection, folder.name)
                self.journal = Journal(folder, self._journal_failed)
                with self._connection.begin():
                    self.brought_back, self.waiting = _bring_back(self._connection, self.journal)
                self.journal.catch_up(self._connection)
                maps.sync_folder(folder)
            self.writer = Writer(self._connection, folder, self.journal.catch_up)
            self._keeper = backup.Keeper(folder, lambda: self.writer.commits, told=self._warn)
            self._keeper.start()
        except BaseException:
            self.map_pool.shutdown()
            self._engine.dispose()
            self._lock.release()
            raise

    def _warn(self, fault: StoreError) -> None:
        self.warned(fault)

    def _journal_failed(self, error: OSError) -> None:
        log.warning("%s was not written: %s", JOURNAL, error)
        self.warned(
            StoreError(
                f"Verdicts are saved in the database, but their second copy, {JOURNAL}, cannot be written: "
                f"{error.strerror or error}. It is made up for as soon as there is room or right to write it."
            )
        )

    def close(self) -> None:
        self.writer.close()
        self.map_pool.shutdown()
        self.journal.close()
        self._keeper.close()
        self._connection.close()
        self._engine.dispose()
        seal.write(self._database)
        self._lock.release()


def _bring_back(db: Connection, journal: Journal) -> tuple[int, int]:
    """Takes events that only the journal has into the database: (taken in, left there).

    Left are those about explanations that the database lost with them: they come in once these are made again by
    auditing the folder, for what is made again has the same ids.
    """
    left = db.scalar(select(schema.settings.c.value).where(schema.settings.c.key == _WAITING)) or 0
    lost = journal.begin(db, thorough=left > 0)
    if not lost and not left:
        return 0, 0
    fit = merge.those_that_fit(db, lost)
    added = merge.add_events(db, fit).added if fit else 0
    now_left = len(lost) - len(fit)
    if now_left != left:
        row = upsert(schema.settings).values(key=_WAITING, value=now_left)
        db.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value}))
    if now_left:
        log.warning("%d events of %s are about explanations that are not in the database", now_left, JOURNAL)
    return added, now_left


def found_again(brought_back: int, waiting: int) -> str:
    """What to say of the journal's events after opening; empty if there is nothing to say."""
    said = []
    if brought_back:
        were = "1 review event that the database had lost was" if brought_back == 1 else (
            f"{brought_back:,} review events that the database had lost were"
        )  # fmt: skip
        said.append(f"{were} taken in again from {JOURNAL}.")
    if waiting:
        wait = "1 review event waits" if waiting == 1 else f"{waiting:,} review events wait"
        said.append(
            f"{wait} in {JOURNAL} for explanations that the database has lost. Audit the folder again with the same "
            "model and settings, then open the project once more: they come in by themselves."
        )
    return " ".join(said)


def _prepare(db: Connection, name: str) -> None:
    """Makes a new project's tables, or brings an older project's up to date; one transaction."""
    fresh = migrate.revision(db) is None
    migrate.upgrade(db, name)
    if fresh:
        try:
            note = f"written by hansel-audit {metadata.version('hansel-audit')}"
        except metadata.PackageNotFoundError:
            note = "written by Hansel"
        db.execute(
            insert(schema.project).values(id=1, uuid=str(uuid.uuid4()), created_at=column_types.now(), note=note)
        )
        db.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    runs.mark_interrupted(db)


def absolute(path: str | Path) -> Path:
    return Path(path).absolute()


def is_project(folder: Path) -> bool:
    """True if our database is there; it is made in one transaction, so it is whole or has no tables yet."""
    database = folder / DATABASE
    with faults.in_plain_words(folder):
        if not database.is_file() or database.stat().st_size == 0:
            return False
        readers = connect.reader_engine(database)
        try:
            with readers.connect() as db:
                found = db.exec_driver_sql("PRAGMA application_id").scalar()
                empty = db.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
        finally:
            readers.dispose()
    if found != schema.APPLICATION_ID and not empty:
        raise NotAProject(f"{folder} holds a database that is not Hansel's. Nothing was changed. Choose another name.")
    if empty and log_of_writes.damaged(database):
        raise faults.told(faults.DAMAGED_LOG, folder.name)
    return not empty


def refuse_foreign(folder: Path) -> None:
    """Raises NotAProject if the path holds anything that a project would have to share its folder with, StoreError if
    it holds a project whose database is gone."""
    with faults.in_plain_words(folder):
        there, is_folder = folder.exists(), folder.is_dir()
        foreign = is_folder and any(not _is_ours(entry.name) for entry in folder.iterdir())
        kept = is_folder and any((folder / name).is_dir() and any((folder / name).iterdir()) for name in _EVIDENCE)
    if there and not is_folder:
        raise NotAProject(f"{folder} is a file, not a Hansel project. Nothing was changed. Choose another name.")
    if foreign:
        raise NotAProject(
            f"{folder} is a folder with other things in it, not a Hansel project. Nothing was changed. "
            f"Choose another name, for example {folder.stem}-audit.hansel."
        )
    if kept:
        raise Damaged(
            f"The database of {folder.name} is gone, but its maps or backups are there. Nothing was changed. "
            f"Go back to a backup: hansel restore {folder.name}."
        )


def _is_ours(name: str) -> bool:
    return name in _OURS or name.startswith((f"{DATABASE}.before-", f"{DATABASE}.replaced-", f"{DATABASE}.restored"))
