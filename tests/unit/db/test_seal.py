"""A closed project's database is as Hansel left it, or that is said before anything of it is shown."""

from __future__ import annotations

import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from db import restore, seal
from db.faults import Damaged
from db.store import Store

from .conftest import Folder, explain_all


@pytest.fixture
def closed(project: Path, folder: Folder) -> Path:
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        store.set_verdict(1, "ann", "flawed")
        store.set_verdict(2, "ann", "sound").result()
    return project


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 0x10
    file.write_bytes(bytes(content))


def test_the_seal_is_there_while_a_project_is_closed_and_only_then(closed: Path) -> None:
    assert (closed / ".closed").is_file()
    with Store.open(closed, readonly=True):
        assert (closed / ".closed").is_file()
    with Store.open(closed) as store:
        assert not (closed / ".closed").exists()
        store.set_verdict(3, "ann", "unsure").result()
    assert (closed / ".closed").is_file()
    with Store.open(closed) as store:
        assert store.review(3, "ann").verdict == "unsure"


def test_any_flipped_bit_is_told_before_the_project_opens(closed: Path) -> None:
    database = closed / "audit.sqlite"
    chance = random.Random(1)
    for _ in range(12):
        at = chance.randrange(100, database.stat().st_size)
        flip(database, at)
        for readonly in (True, False):
            with pytest.raises(Damaged, match=r"hansel verify.*hansel restore"):
                Store.open(closed, readonly=readonly)
        flip(database, at)
    with Store.open(closed) as store:
        assert store.review(1, "ann").verdict == "flawed"


def test_after_a_flip_restoring_brings_everything_back(closed: Path) -> None:
    flip(closed / "audit.sqlite", (closed / "audit.sqlite").stat().st_size // 2)
    restore.restore(closed)
    with Store.open(closed) as store:
        assert [item.verdict for item in store.items(1, "ann")] == ["flawed", "sound", None, None]
        assert store.history_faults() == []


def test_whoever_meant_the_change_can_go_on(closed: Path) -> None:
    with closing(sqlite3.connect(closed / "audit.sqlite")) as db:
        db.execute("VACUUM")
        db.execute("UPDATE project SET note = 'changed by hand'")
        db.commit()
    with pytest.raises(Damaged, match=r"delete the file \.closed"):
        Store.open(closed)
    (closed / ".closed").unlink()
    Store.open(closed).close()


def test_a_killed_process_leaves_no_seal_and_the_next_one_opens(closed: Path) -> None:
    store = Store.open(closed)
    store.set_verdict(3, "ann", "flawed").result()
    copy = closed.with_name("copy.hansel")
    copy.mkdir()
    for file in closed.iterdir():  # what a power cut would leave: files as they lie, with a log of writes
        if file.is_file() and file.name != ".lock":
            (copy / file.name).write_bytes(file.read_bytes())
    store.close()
    assert not (copy / ".closed").exists()
    with Store.open(copy) as again:
        assert again.review(3, "ann").verdict == "flawed"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"size": 3}', b'{"size": 3, "blake2b": 4}', bytes(100)])
def test_a_seal_that_says_nothing_does_not_lock_anybody_out(closed: Path, content: bytes) -> None:
    (closed / ".closed").write_bytes(content)
    if content == b'{"size": 3, "blake2b": 4}':
        with pytest.raises(Damaged):
            Store.open(closed)
    else:
        Store.open(closed).close()


def wait_for_the_look() -> None:
    for thread in threading.enumerate():
        if thread.name == "seal":
            thread.join()


def test_a_large_database_is_looked_at_beside_the_work(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "AT_ONCE_BYTES", 1000)
    told: list[Damaged] = []
    seal.open_and_check(closed / "audit.sqlite", told.append)
    assert not (closed / ".closed").exists()
    wait_for_the_look()
    seal.write(closed / "audit.sqlite")
    with closing(sqlite3.connect(closed / "audit.sqlite")) as db:
        (note,) = db.execute("SELECT note FROM project").fetchone()
    content = (closed / "audit.sqlite").read_bytes()
    (closed / "audit.sqlite").write_bytes(content.replace(note.encode(), note.upper().encode(), 1))
    seal.open_and_check(closed / "audit.sqlite", told.append)

    wait_for_the_look()
    assert len(told) == 1
    assert "not as Hansel left it" in str(told[0])
