"""Faults of the machine, each made for real where that is possible, and each told in its own words."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from db import connect, faults, migrate
from db.faults import Damaged, NewerProject
from db.store import NotAProject, Store, StoreError
from db.writer import Urgency

from . import refusals
from .conftest import Folder, explain_all
from .test_faults import mounted

ROOT = Path(__file__).parents[3]


@pytest.fixture
def closed(project: Path, folder: Folder) -> Path:
    """A project with a finished run, closed."""
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    return project


def child(script: str, *arguments: object) -> str:
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_a_database_that_is_overwritten_is_told_from_one_that_is_damaged(closed: Path) -> None:
    whole = (closed / "audit.sqlite").read_bytes()
    (closed / "audit.sqlite").write_bytes(b"no database\n" * 4000)
    with pytest.raises(Damaged, match=r"not a database.*Nothing was changed.*backup"):
        Store.open(closed)
    (closed / "audit.sqlite").write_bytes(whole[:8192] + b"\x5a" * (len(whole) - 8192))
    with pytest.raises(Damaged, match=r"is damaged: database disk image is malformed.*backup"):
        Store.open(closed)


def test_another_program_that_holds_the_database_is_named_as_such(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "BUSY_TIMEOUT_MS", 100)
    with closing(sqlite3.connect(closed / "audit.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"held by another program.*Close that program"):
            Store.open(closed)
    Store.open(closed).close()


@pytest.mark.skipif(not refusals.SUPPORTED, reason="needs the kernel's filter of system calls")
@pytest.mark.parametrize(
    ("what", "number"),
    [("LOCKING", errno.EOPNOTSUPP), ("SHARING", errno.ENODEV), ("HOLDING", errno.ENOLCK)],
)
def test_a_drive_that_cannot_lock_or_share_memory_is_told(closed: Path, what: str, number: int) -> None:
    said = refusals.opening(closed, what, number)
    assert re.search(r"cannot lock or share memory.*network drives.*Keep the project on a local disk", said), said
    Store.open(closed).close()


@pytest.mark.skipif(os.name == "nt", reason="SQLite's other ways of locking are those of Unix")
def test_a_place_without_a_log_of_writes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p.hansel").mkdir()
    plainly = connect._uri
    # Locks by files beside the database: what SQLite offers for drives without locks; it has no shared memory there.
    monkeypatch.setattr(connect, "_uri", lambda *parts: f"{plainly(*parts)}&vfs=unix-dotfile")
    engine = connect.writer_engine(tmp_path / "p.hansel" / "audit.sqlite")
    with pytest.raises(StoreError, match=r"p\.hansel.*journal mode delete instead of wal.*local disk"):
        engine.connect()
    engine.dispose()


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
def test_too_many_open_files_are_told_and_closing_some_helps(closed: Path) -> None:
    said = child(
        """
        import os, resource, sys
        from db.store import Store, StoreError

        Store.open(sys.argv[1]).close()  # everything that is imported late is there now
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
        held = []
        for spare in (0, 1, 2, 3):
            try:
                while True:
                    held.append(os.open(os.devnull, os.O_RDONLY))
            except OSError:
                for _ in range(spare):
                    os.close(held.pop())
            try:
                Store.open(sys.argv[1]).close()
                print("opened")
            except StoreError as error:
                print(error)
        for one in held:
            os.close(one)
        Store.open(sys.argv[1]).close()
        print("opened at last")
        """,
        closed,
    ).splitlines()
    assert said[-1] == "opened at last"
    assert all(line.startswith("Too many files are open") for line in said[:-1]), said


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
def test_a_file_that_may_not_grow_is_told_and_nothing_is_lost(closed: Path) -> None:
    said = child(
        """
        import resource, sys
        from db.store import Store, StoreError

        with Store.open(sys.argv[1]) as store:
            store.set_setting("before", 1).result()
            resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
            print(store.set_setting("large", "x" * 1_000_000).exception())
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            store.set_setting("after", 2).result()
            print(store.get_setting("before"), store.get_setting("large"), store.get_setting("after"))
        """,
        closed,
    ).splitlines()
    assert said[0].startswith(f"A file of {closed.name} may not grow any more"), said
    assert said[1] == "1 None 2"


@pytest.mark.skipif(os.name == "nt", reason="Windows has limits of its own")
def test_a_path_too_long_for_sqlite_is_told(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a folder with a long name indeed"] * 16)
    deep.mkdir(parents=True)
    with pytest.raises(StoreError, match=r"path of p\.hansel is too long.*shorter path"):
        Store.create(deep / "p.hansel")
    with pytest.raises(StoreError, match="too long"):
        Store.create(tmp_path / ("x" * 300 + ".hansel"))


def test_a_database_that_is_gone_is_told(closed: Path) -> None:
    with Store.open(closed, readonly=True) as store:
        shutil.rmtree(closed / "maps")
        with pytest.raises(StoreError, match="missing"):
            store.map(1)
    (closed / "audit.sqlite").unlink()
    (closed / "audit.sqlite").mkdir()
    with pytest.raises((StoreError, NotAProject)):
        Store.open(closed)


def test_a_project_cut_off_on_a_read_only_disk_says_where_it_can_be_put_in_order(closed: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=16m", "tmpfs"):
        with Store.open(closed) as store:
            store.set_setting("late", 1).result()
            shutil.copytree(closed, disk / "p.hansel", ignore=shutil.ignore_patterns("*-shm"))
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
        with pytest.raises(StoreError, match=r"not closed in the usual way.*kept.*right to write, or copy it"):
            Store.open(disk / "p.hansel", readonly=True)
        shutil.copytree(disk / "p.hansel", tmp_path / "copy.hansel")
    with Store.open(tmp_path / "copy.hansel", readonly=True) as store:
        assert store.get_setting("late") == 1


def test_an_sqlite_that_is_too_old_is_told_by_number() -> None:
    faults.check_sqlite()
    with pytest.raises(StoreError, match=r"SQLite 3\.7\.17, and a project needs 3\.\d+\.0 or newer.*newer Python"):
        faults.check_sqlite((3, 7, 17))


def test_the_oldest_sqlite_is_the_one_that_the_statements_need() -> None:
    """Release notes of sqlite.org: what each thing that db may write came with."""
    since = {
        r"on_conflict_do|ON CONFLICT": (3, 24, 0),
        r"\.over\(|\bOVER\s*\(": (3, 25, 0),
        r"\.filter\(|\bFILTER\s*\(": (3, 30, 0),
        r"trusted_schema": (3, 31, 0),
        r"\bUPDATE\b[^;]*\bSET\b[^;]*\bFROM\b": (3, 33, 0),
        r"\.returning\(|\bRETURNING\b": (3, 35, 0),
        r"\bDROP COLUMN\b": (3, 35, 0),
        r"\bSTRICT\b|sqlite_strict": (3, 37, 0),
        r"func\.json_|json_(each|extract|object|group_array)\s*\(|->>": (3, 38, 0),
        r"func\.(concat|concat_ws|string_agg)\(": (3, 44, 0),
    }
    sources = [file.read_text("utf-8") for file in (ROOT / "db").rglob("*.py") if file.name != "faults.py"]
    used = {pattern: version for pattern, version in since.items() if any(re.search(pattern, s) for s in sources)}
    assert max(used.values()) == faults.OLDEST_SQLITE, used


def test_our_own_bugs_are_not_taken_for_faults_of_the_machine(store: Store) -> None:
    with connect.writer_engine(store.path / "other.sqlite").connect() as db:
        db.execute(text("CREATE TABLE one (id INTEGER CHECK (id > 0))"))
        with pytest.raises(IntegrityError), faults.in_plain_words(store.path):
            db.execute(text("INSERT INTO one VALUES (-1)"))
    with pytest.raises(OperationalError, match="syntax"), faults.in_plain_words(store.path), store._reading() as db:
        db.exec_driver_sql("SELEC 1")
    # The thread that writes must answer with a StoreError: it says whose fault it was.
    failed = store._writing.writer.submit(lambda db: db.exec_driver_sql("SELEC 1"), Urgency.VERDICT)
    assert re.match(r"Hansel met a fault of its own.*kept.*log", str(failed.exception(10)))


def test_tables_of_another_version_are_told(store: Store) -> None:
    with pytest.raises(StoreError, match=r"does not have the tables.*newer Hansel.*update"), store._reading() as db:
        db.exec_driver_sql("SELECT colour FROM runs")


def test_a_newer_project_is_told_apart_and_left_alone(closed: Path) -> None:
    with closing(sqlite3.connect(closed / "audit.sqlite")) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.commit()
    (closed / ".closed").unlink()
    with pytest.raises(NewerProject, match=r"newer Hansel.*Update Hansel.*reading"):
        Store.open(closed)
    with Store.open(closed, readonly=True) as store:
        assert store.counts(1, "ann").explained == 4
    with closing(sqlite3.connect(closed / "audit.sqlite")) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchone() == ("9999",)
    assert migrate.HEAD < "9999"
