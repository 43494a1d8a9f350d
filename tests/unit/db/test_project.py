"""Opening, sharing and refusing projects."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import textwrap
import threading
from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from db import connect, migrate
from db.schema import metadata
from db.store import NotAProject, ProjectBusy, Store, StoreError

from .conftest import Folder, explain_all, sql


def test_a_project_is_a_folder_with_a_database_and_maps(store: Store, project: Path) -> None:
    assert store.path == project
    assert {"audit.sqlite", "maps"} <= {entry.name for entry in project.iterdir()}
    assert sql(project, "PRAGMA journal_mode") == [("wal",)]
    assert sql(project, "SELECT length(uuid) FROM project") == [(36,)]


def test_open_or_create_makes_it_once(project: Path) -> None:
    with Store.open_or_create(project):
        pass
    identity = sql(project, "SELECT uuid FROM project")
    with Store.open_or_create(project):
        assert sql(project, "SELECT uuid FROM project") == identity
    with pytest.raises(StoreError, match="already"):
        Store.create(project)


def test_a_project_may_begin_in_an_empty_folder_or_where_a_beginning_was_cut_short(tmp_path: Path) -> None:
    empty = tmp_path / "100% new ?.hansel"
    empty.mkdir()
    with pytest.raises(NotAProject, match="empty"):
        Store.open(empty)
    (empty / "audit.sqlite").touch()
    (empty / ".lock").touch()
    with Store.open_or_create(empty) as store:
        assert store.runs() == []
    with Store.open(empty) as store:
        assert not store.readonly


def make_file(path: Path) -> None:
    path.write_text("letters")


def make_folder(path: Path) -> None:
    path.mkdir()
    (path / "letter.txt").write_text("letters")


def make_other_database(path: Path) -> None:
    path.mkdir()
    with closing(sqlite3.connect(path / "audit.sqlite")) as db:
        db.execute("CREATE TABLE bookkeeping (amount)")


def make_text_as_database(path: Path) -> None:
    path.mkdir()
    (path / "audit.sqlite").write_text("These are minutes of a meeting, and no database at all. " * 100)


@pytest.mark.parametrize("make", [make_file, make_folder, make_other_database, make_text_as_database])
def test_what_is_no_project_is_left_alone(project: Path, make) -> None:
    make(project)

    def contents() -> dict[str, bytes]:
        files = [project, *project.rglob("*")] if project.is_dir() else [project]
        return {str(file): file.read_bytes() for file in files if file.is_file()}

    before = contents()
    for way in (Store.open, Store.create, Store.open_or_create, lambda path: Store.open(path, readonly=True)):
        with pytest.raises(StoreError, match=r"not|no database") as caught:
            way(project)
        assert project.name in str(caught.value)
    assert contents() == before


@pytest.mark.parametrize("name", ["n" * 300 + ".hansel", "photo.jpg/p.hansel"])
def test_a_path_that_cannot_be_is_told_in_plain_words(tmp_path: Path, name: str) -> None:
    (tmp_path / "photo.jpg").touch()
    for way in (Store.open, Store.create, Store.open_or_create):
        with pytest.raises(StoreError):
            way(tmp_path / name)


def test_nothing_to_open(project: Path) -> None:
    with pytest.raises(NotAProject, match="no project at"):
        Store.open(project)
    assert not project.exists()


def in_another_process(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


OPEN = """
    import sys
    from db.store import ProjectBusy, Store
    try:
        Store.open(sys.argv[1], readonly=len(sys.argv) > 2).close()
    except ProjectBusy as busy:
        sys.exit(f"busy: {busy}")
"""


def test_only_one_process_writes_and_others_read(store: Store, project: Path, folder: Folder) -> None:
    explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    refused = in_another_process(OPEN, project)
    assert refused.stderr.startswith(f"busy: {project.name} is in use")
    assert in_another_process(OPEN, project, "readonly").returncode == 0
    with pytest.raises(ProjectBusy):
        Store.open_or_create(project)
    with Store.open(project, readonly=True) as reader:
        assert reader.readonly
        assert reader.counts(1, "ann").explained == 4
        assert reader.map(1).shape == (20, 24)
        store.set_verdict(1, "ann", "flawed").result()
        assert reader.counts(1, "ann").flawed == 1
    store.close()
    assert in_another_process(OPEN, project).returncode == 0


def test_a_reading_store_writes_nothing(project: Path, folder: Folder) -> None:
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    with Store.open(project, readonly=True) as reader:
        assert isinstance(reader.set_verdict(1, "ann", "flawed").exception(10), StoreError)
        assert isinstance(reader.undo("ann").exception(10), StoreError)
        with pytest.raises(StoreError, match="reading only"):
            reader.begin_run(folder.spec(), folder.scan())
        with pytest.raises(StoreError, match="reading only"):
            reader.add_outcomes(1, [])
    assert sql(project, "SELECT count(*) FROM review_events") == [(0,)]


def test_a_closed_store_says_so(project: Path) -> None:
    store = Store.create(project)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.runs()
    assert isinstance(store.set_setting("a", 1).exception(10), StoreError)


def test_a_project_of_a_newer_hansel_is_not_written_to(project: Path, folder: Folder) -> None:
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    sql(project, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer Hansel"):
        Store.open(project)
    with Store.open(project, readonly=True) as reader:
        assert len(reader.items(1, "ann")) == 4
    assert sql(project, "SELECT version_num FROM alembic_version") == [("9999",)]


def test_a_damaged_database_is_told_in_plain_words(project: Path, folder: Folder) -> None:
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
    content = bytearray((project / "audit.sqlite").read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    (project / "audit.sqlite").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        Store.open(project)
    assert (project / "audit.sqlite").read_bytes() == bytes(content)


def objects_of(db: sqlite3.Connection) -> dict[str, list[str]]:
    """The CREATE statement of each table and index, in parts, for constraints may stand in any order."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql NOTNULL AND type <> 'trigger'").fetchall()
    return {
        # SQLite quotes the name of a table that was renamed.
        name: sorted(re.split(r", (?=CONSTRAINT )", re.sub(r"\s+", " ", text).replace('"', "").removesuffix(" )")))
        for name, text in rows
        if name not in ("alembic_version", "sqlite_sequence")
    }


def test_the_migrations_lead_to_the_tables_that_the_code_uses(store: Store, project: Path, tmp_path: Path) -> None:
    fresh = create_engine(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    metadata.create_all(fresh)
    fresh.dispose()
    with (
        closing(sqlite3.connect(tmp_path / "fresh.sqlite")) as one,
        closing(sqlite3.connect(project / "audit.sqlite")) as two,
    ):
        assert objects_of(one) == objects_of(two)
    # Alembic's own comparison of the two, and the revision that opening takes for the newest.
    config = Config()
    config.set_main_option("script_location", str(resources.files("db") / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    store.close()
    engine = connect.writer_engine(project / "audit.sqlite")
    with engine.connect() as db:
        config.attributes["connection"] = db
        command.check(config)
    engine.dispose()
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.HEAD


def test_closing_waits_for_who_is_reading_so_that_the_database_is_sealed(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "p.hansel")
    store.set_setting("a", 1).result()
    read, go_on = threading.Event(), threading.Event()

    def read_slowly() -> None:
        with store._reading() as db:
            db.exec_driver_sql("SELECT count(*) FROM settings").scalar()
            read.set()
            go_on.wait(10)

    reader, closer = threading.Thread(target=read_slowly), threading.Thread(target=store.close)
    reader.start()
    assert read.wait(10)
    closer.start()
    closer.join(0.2)
    assert closer.is_alive()
    with pytest.raises(StoreError, match="is closed"):
        store.get_setting("a")
    go_on.set()
    reader.join()
    closer.join(10)
    assert (tmp_path / "p.hansel" / ".closed").exists()
    wal = tmp_path / "p.hansel" / "audit.sqlite-wal"
    assert not wal.exists() or wal.stat().st_size == 0
