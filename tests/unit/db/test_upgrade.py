"""A project of the first schema: it opens, is upgraded, and loses nothing; a copy of the old one stays beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import migrate
from db.store import Store, StoreError

from .conftest import Folder, sql

# Made by the code as it was at schema 0001: three images explained, verdicts by two people, one of them undone.
OLD = Path(__file__).parent / "data" / "project-0001.sql"
# What later schemas added to the tables of 0001, apart from whole tables.
NEWER = {("images", "truth"), ("images", "uuid"), ("explanations", "measures"), ("review_events", "run_id")}
NEWER |= {("run_images", one) for one in ("relative", "true_label", "explanation_id", "prediction", "target")}
NEWER |= {("run_images", one) for one in ("probability", "keep", "drop", "area", "gini", "border")}
NEWER |= {("run_images", one) for one in ("sound", "flawed", "unsure", "judged_on")}
NEWER |= {("reviews", one) for one in ("run_id", "position", "reasons", "severity", "comment", "regions")}
NEWER |= {("reviews", one) for one in ("conflicts", "seconds")}
COPY = "audit.sqlite.before-0007"


@pytest.fixture
def old(project: Path) -> Path:
    project.mkdir()
    (project / "maps").mkdir()
    with closing(sqlite3.connect(project / "audit.sqlite")) as db:
        db.executescript(OLD.read_text(encoding="utf-8"))
        db.execute("PRAGMA journal_mode=WAL")
    return project


def contents(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, in the columns that schema 0001 has."""
    with closing(sqlite3.connect(database)) as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found = {}
        for table in tables:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(sorted(f'"{column}"' for column in columns if (table, column) not in NEWER))
            found[table] = sorted(db.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)
    return {name: rows for name, rows in found.items() if name != "alembic_version"}


def test_an_old_project_is_upgraded_and_keeps_every_row(old: Path) -> None:
    before = contents(old / "audit.sqlite")
    assert len(before["review_events"]) == 5
    with Store.open(old) as store:
        assert store.history_faults() == []
        verdicts = {item.relative: item.verdict for item in store.items(1, "ann")}
        assert verdicts == {"a.jpg": "sound", "b.jpg": "flawed", "deep/c.jpg": None}
        assert [item.verdict for item in store.items(1, "ben")] == [None, "unsure", None]
        assert store.truth(1) is None
        assert store.set_verdict(3, "ann", "flawed").result().verdict == "flawed"
        assert store.history_faults() == []
    assert sql(old, "SELECT version_num FROM alembic_version") == [("0007",)]
    after = contents(old / "audit.sqlite")
    assert set(before["review_events"]) < set(after["review_events"])
    for table in ("images", "explanations", "run_images", "runs", "models", "roots", "reviewers", "project"):
        assert after[table] == before[table], table


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE review_events SET kind = 'other'",
        "DELETE FROM review_events",
        "INSERT OR REPLACE INTO review_events SELECT * FROM review_events WHERE id = 1",
    ],
)
def test_the_history_of_an_upgraded_project_still_refuses_changes(old: Path, statement: str) -> None:
    Store.open(old).close()
    with pytest.raises(sqlite3.IntegrityError, match="never"):
        sql(old, statement)


def test_a_copy_of_the_old_database_stays_beside_the_new_one(old: Path) -> None:
    before = contents(old / "audit.sqlite")
    Store.open(old).close()
    assert contents(old / COPY) == before
    with closing(sqlite3.connect(f"file:{old / COPY}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    assert sorted(entry.name for entry in old.iterdir() if "before" in entry.name) == [COPY]
    kept = (old / COPY).read_bytes()
    Store.open(old).close()
    assert (old / COPY).read_bytes() == kept


def test_the_copy_has_what_lies_only_in_the_log_of_writes(old: Path) -> None:
    with closing(sqlite3.connect(old / "audit.sqlite")) as holder:
        holder.execute("PRAGMA wal_autocheckpoint = 0")
        holder.execute("INSERT INTO settings VALUES ('late', '1')")
        holder.commit()
        assert (old / "audit.sqlite-wal").stat().st_size > 0
        Store.open(old).close()
    with closing(sqlite3.connect(old / COPY)) as db:
        assert db.execute("SELECT value FROM settings WHERE key = 'late'").fetchall() == [("1",)]


def test_without_a_copy_nothing_is_upgraded(old: Path) -> None:
    (old / COPY).mkdir()  # the name is taken by something that cannot be replaced
    with pytest.raises(StoreError):
        Store.open(old)
    assert sql(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert not list(old.glob("*.part"))


def test_a_database_that_copies_unsoundly_is_not_upgraded(old: Path) -> None:
    with closing(sqlite3.connect(old / "audit.sqlite")) as db:
        db.execute("PRAGMA journal_mode=DELETE")
        (size,) = db.execute("PRAGMA page_size").fetchone()
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ix_images_sha256'").fetchone()
    with (old / "audit.sqlite").open("r+b") as file:  # a page that opening a project does not look at
        file.seek((page - 1) * size)
        file.write(b"\x5a" * 200)
    with pytest.raises(StoreError, match="does not copy soundly"):
        Store.open(old)
    assert sql(old, "SELECT version_num FROM alembic_version") == [("0001",)]
    assert not (old / COPY).exists()


def test_a_reader_says_that_an_old_project_must_be_opened_for_writing(old: Path) -> None:
    with pytest.raises(StoreError, match="older Hansel"):
        Store.open(old, readonly=True)
    assert not (old / COPY).exists()


def test_a_new_project_and_a_current_one_need_no_copy(project: Path, folder: Folder) -> None:
    Store.create(project).close()
    Store.open(project).close()
    assert migrate.HEAD == "0007"
    assert not list(project.glob("*before*"))
