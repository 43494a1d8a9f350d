"""A damaged log of writes is refused while SQLite would pass over it; what a power cut leaves is not called damage."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db import log_of_writes
from db.faults import Damaged
from db.store import Store

FRAME = 24 + 4096


@pytest.fixture
def torn_off(tmp_path: Path) -> Path:
    """A project as a killed process leaves it: five settings committed, all of them still in the log."""
    Store.create(tmp_path / "live.hansel").close()
    with Store.open(tmp_path / "live.hansel") as store:
        for number in range(5):
            store.set_setting(f"key {number}", "x" * 9000).result()
        shutil.copytree(store.path, tmp_path / "p.hansel")
    return tmp_path / "p.hansel"


def kept(project: Path, scratch: Path) -> int:
    """How many settings SQLite by itself finds, in a copy."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(project, scratch)
    with closing(sqlite3.connect(scratch / "audit.sqlite")) as db:
        return int(db.execute("SELECT count(*) FROM settings WHERE key LIKE 'key %'").fetchone()[0])


def flip(log: Path, at: int) -> None:
    content = bytearray(log.read_bytes())
    content[at] ^= 1
    log.write_bytes(content)


def test_a_log_as_a_killed_process_leaves_it_is_whole(torn_off: Path, tmp_path: Path) -> None:
    assert not log_of_writes.damaged(torn_off / "audit.sqlite")
    assert kept(torn_off, tmp_path / "scratch") == 5
    with Store.open(torn_off) as store:
        assert store.get_setting("key 4") == "x" * 9000


@pytest.mark.parametrize("where", ["header", "page", "frame"])
def test_a_flipped_bit_within_the_log_is_refused_before_anything_is_lost(
    torn_off: Path, tmp_path: Path, where: str
) -> None:
    log = torn_off / "audit.sqlite-wal"
    frames = (log.stat().st_size - 32) // FRAME
    middle = 32 + (frames // 2) * FRAME
    flip(log, {"header": 17, "page": middle + 24 + 100, "frame": middle + 18}[where])
    assert kept(torn_off, tmp_path / "scratch") < 5  # SQLite says nothing, and has less
    before = {file: file.read_bytes() for file in (log, torn_off / "audit.sqlite")}
    with pytest.raises(Damaged, match=r"log of the last writes.*Nothing was changed.*backup.*move that file"):
        Store.open(torn_off)
    assert {file: file.read_bytes() for file in before} == before
    # The way on that the message names: without the log the project is as it was before those writes.
    log.rename(tmp_path / "set aside")
    with Store.open(torn_off) as store:
        assert store.get_setting("key 4") is None


@pytest.mark.parametrize("cut", [1, 3000, FRAME, FRAME + 5])
def test_what_a_power_cut_leaves_of_the_last_commit_is_no_damage(torn_off: Path, tmp_path: Path, cut: int) -> None:
    log = torn_off / "audit.sqlite-wal"
    with log.open("rb+") as file:
        file.truncate(log.stat().st_size - cut)
    assert not log_of_writes.damaged(torn_off / "audit.sqlite")
    assert kept(torn_off, tmp_path / "scratch") == 4
    Store.open(torn_off).close()


def test_frames_of_an_earlier_round_behind_the_newest_are_no_damage(tmp_path: Path) -> None:
    database = tmp_path / "audit.sqlite"
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE one (text)")
        for _ in range(20):
            db.execute("INSERT INTO one VALUES (?)", ("x" * 5000,))
        db.execute("PRAGMA wal_checkpoint(FULL)")
        size = database.with_name("audit.sqlite-wal").stat().st_size
        db.execute("INSERT INTO one VALUES ('y')")  # begins the log anew, over the first frames
        assert database.with_name("audit.sqlite-wal").stat().st_size == size
        assert not log_of_writes.damaged(database)


def test_no_log_and_an_empty_one_are_no_damage(tmp_path: Path) -> None:
    assert not log_of_writes.damaged(tmp_path / "audit.sqlite")
    (tmp_path / "audit.sqlite-wal").write_bytes(b"")
    assert not log_of_writes.damaged(tmp_path / "audit.sqlite")
