"""Backups: one moment of the database, whole, checked, thinned out by age. Restoring loses nothing that was there."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import backup, restore
from db.faults import Damaged, NewerProject, NotAProject
from db.store import ProjectBusy, Store, StoreError

from .conftest import Folder, explain_all, sql
from .test_faults import fill, mounted

NOON = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)


def ask(database: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as db:
        return db.execute(statement).fetchall()


def flip_the_middle(file: Path) -> None:
    """Ten pages of noise in the middle, as a failing disk leaves them."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    for at in range(middle, middle + 10 * 4096):
        content[at] ^= 0xA5
    file.write_bytes(content)


def named(project: Path, *times: datetime) -> None:
    """More backups, of other times: copies of the newest."""
    model = backup.listing(project)[0].path
    for moment in times:
        shutil.copy(model, model.with_name(f"{moment:%Y-%m-%dT%H-%M-%SZ}.sqlite"))


# Which are kept


def test_of_an_hour_with_several_the_newest_stays() -> None:
    early, late, next_hour = NOON, NOON + timedelta(minutes=29), NOON + timedelta(minutes=31)
    assert backup.kept([early, late, next_hour], next_hour) == {late, next_hour}


def test_after_three_months_of_hourly_backups_24_hours_and_30_days_are_left() -> None:
    hourly = [NOON - timedelta(hours=n) for n in range(24 * 90)]
    stay = backup.kept(hourly, NOON)
    # The 24 hours reach back to 13:30 of the 22nd; the newest of the 22nd, 23:30, is among them.
    assert {NOON - timedelta(hours=n) for n in range(24)} <= stay
    ends_of_days = {datetime(2026, 11, 22, 23, 30, tzinfo=UTC) - timedelta(days=n) for n in range(29)}
    assert ends_of_days <= stay
    assert len(stay) == 24 + 30 - 2  # today's and yesterday's newest count for both


def test_a_project_used_once_a_month_keeps_its_last_thirty_days_of_work() -> None:
    monthly = [NOON - timedelta(days=30 * n) for n in range(40)]
    assert backup.kept(monthly, NOON) == set(monthly[:30])


def test_a_clock_that_went_back_pushes_nothing_out() -> None:
    before = [NOON + timedelta(hours=n) for n in range(5)]
    now = NOON - timedelta(days=3)
    assert backup.kept([*before, now], now) == {*before, now}


def test_backups_from_the_future_do_not_crowd_out_those_of_today() -> None:
    future = [NOON + timedelta(days=9000, hours=n) for n in range(200)]
    today = [NOON - timedelta(hours=n) for n in range(24)]
    stay = backup.kept([*future, *today], NOON)
    assert set(today) <= stay
    assert len(stay & set(future)) <= 24 + 30
    assert future[-1] in stay


def test_what_was_made_before_a_restore_is_not_replaced_by_what_came_after() -> None:
    good, cut, emptier = NOON, NOON + timedelta(minutes=5), NOON + timedelta(minutes=10)
    assert backup.kept([good, emptier], emptier, [cut]) == {good, emptier}
    assert backup.kept([good, emptier], emptier) == {emptier}


# Making


def test_a_backup_is_one_file_with_all_that_was_committed(store: Store, explained: dict[str, int]) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "flawed").result()
    assert (store.path / "audit.sqlite-wal").stat().st_size > 0, "the verdict is to be in the log of writes only"
    made = backup.make(store.path)
    assert sorted(entry.name for entry in made.parent.iterdir()) == [made.name]
    assert ask(made, "SELECT verdict FROM reviews") == [("flawed",)]
    assert ask(made, "SELECT count(*) FROM explanations") == [(4,)]
    assert ask(made, "PRAGMA journal_mode") == [("delete",)]
    (found,) = backup.listing(store.path)
    assert (found.path, found.size) == (made, made.stat().st_size)
    assert abs((datetime.now(UTC) - found.time).total_seconds()) < 60
    assert ":" not in made.name


def test_old_backups_go_only_after_a_new_one_is_there(store: Store, explained: dict[str, int]) -> None:
    backup.make(store.path)
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=3)
    named(store.path, *(hour + timedelta(minutes=n) for n in (1, 2, 3)))
    (store.path / "backups" / "notes of mine.txt").write_text("stays")
    (store.path / "backups" / "2026-01-01T00-00-00Z.sqlite.part").write_bytes(b"a killed process left this")
    assert len(backup.listing(store.path)) == 4
    made = backup.make(store.path)
    left = [one.time for one in backup.listing(store.path)]
    assert hour + timedelta(minutes=3) in left
    assert hour + timedelta(minutes=2) not in left
    assert made in [one.path for one in backup.listing(store.path)]
    others = {entry.name for entry in made.parent.iterdir()} - {one.path.name for one in backup.listing(store.path)}
    assert others == {"notes of mine.txt"}


def test_a_damaged_database_makes_no_backup_and_removes_none(store: Store, explained: dict[str, int]) -> None:
    backup.make(store.path)
    store.close()
    named(store.path, *(NOON - timedelta(seconds=n) for n in range(5)))
    before = {entry.name for entry in (store.path / "backups").iterdir()}
    flip_the_middle(store.path / "audit.sqlite")
    with pytest.raises(Damaged, match="damaged"):
        backup.make(store.path)
    assert {entry.name for entry in (store.path / "backups").iterdir()} == before


WRITE_PAIRS = """
    import sqlite3, sys
    db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=10)
    db.execute("PRAGMA journal_mode=WAL")
    number, slowest = 0, 0.0
    print("writing", flush=True)
    while True:
        number += 1
        db.execute("BEGIN IMMEDIATE")
        db.executemany("INSERT INTO pairs VALUES (?, ?, ?)", [(number, one, "x" * 200) for one in range(20)])
        db.execute("COMMIT")
"""


def test_a_backup_beside_a_writer_has_all_of_a_transaction_or_nothing(store: Store) -> None:
    store.close()
    database = store.path / "audit.sqlite"
    sql(store.path, "CREATE TABLE pairs (number INTEGER, one INTEGER, filler TEXT)")
    with closing(sqlite3.connect(database)) as db, db:
        db.executemany("INSERT INTO pairs VALUES (0, ?, ?)", ((n % 20, "y" * 1000) for n in range(20_000)))
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITE_PAIRS), str(database)], stdout=subprocess.PIPE, text=True
    ) as writer:
        try:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "writing\n"
            seen = []
            for _ in range(4):
                (before,) = ask(database, "SELECT max(number) FROM pairs")[0]
                made = backup.make(store.path)
                (after,) = ask(database, "SELECT max(number) FROM pairs")[0]
                groups = ask(made, "SELECT number, count(*) FROM pairs WHERE number > 0 GROUP BY number")
                assert {many for _, many in groups} <= {20}
                assert [number for number, _ in groups] == list(range(1, len(groups) + 1))
                assert before <= len(groups) <= after
                seen.append(after - before)
            assert sum(seen) > 0, "the writer was to get on while the backups were made"
        finally:
            writer.kill()


def test_with_too_little_room_nothing_is_made_and_nothing_removed(tmp_path: Path, folder: Folder) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=16m", "tmpfs"), Store.create(disk / "p.hansel") as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        first = backup.make(store.path)
        named(store.path, *(NOON - timedelta(minutes=n) for n in range(3)))
        before = sorted(entry.name for entry in first.parent.iterdir())
        (disk / "reserve").write_bytes(bytes(600_000))
        fill(disk)
        (disk / "reserve").unlink()
        told: list[StoreError] = []
        keeper = backup.Keeper(store.path, iter(range(100)).__next__, 0.05, told.append)
        keeper.start()
        time.sleep(0.3)
        keeper.close()
        assert told
        assert all("No backup of p.hansel was made" in str(one) and "MB free" in str(one) for one in told)
        assert sorted(entry.name for entry in first.parent.iterdir()) == before
        assert store.set_verdict(1, "ann", "sound").result(10).verdict == "sound"


# The keeper


def test_the_keeper_backs_up_what_changed_and_nothing_else(store: Store, explained: dict[str, int]) -> None:
    backup.make(store.path).unlink()
    before = set(threading.enumerate())
    changes = [0]
    keeper = backup.Keeper(store.path, lambda: changes[0], every_s=0.05)
    # There is work of before that has no backup: that counts as changed.
    keeper.start()
    wait_for(lambda: len(backup.listing(store.path)) == 1)
    (first,) = backup.listing(store.path)
    first.path.unlink()
    time.sleep(0.25)
    assert backup.listing(store.path) == []
    changes[0] += 1
    wait_for(lambda: len(backup.listing(store.path)) == 1)
    backup.listing(store.path)[0].path.unlink()
    keeper.close()
    assert backup.listing(store.path) == []
    assert set(threading.enumerate()) <= before


def wait_for(done) -> None:  # type: ignore[no-untyped-def]
    deadline = time.monotonic() + 10
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_closing_backs_up_what_changed_since_the_last_time_once(store: Store, explained: dict[str, int]) -> None:
    changes = [7]
    keeper = backup.Keeper(store.path, lambda: changes[0])
    keeper.start()
    changes[0] = 8
    keeper.close()
    assert len(backup.listing(store.path)) == 1
    for one in backup.listing(store.path):
        one.path.unlink()
    keeper.close()
    assert backup.listing(store.path) == []


def test_closing_makes_none_where_nothing_changed(store: Store, explained: dict[str, int]) -> None:
    made = backup.make(store.path)
    before = made.stat().st_mtime_ns
    for final in (True, False):
        keeper = backup.Keeper(store.path, lambda: 5)
        keeper.start()
        keeper.close(final)
    assert [one.path for one in backup.listing(store.path)] == [made]
    assert made.stat().st_mtime_ns == before


def test_closing_without_a_final_backup_makes_none(store: Store, explained: dict[str, int]) -> None:
    changes = [0]
    keeper = backup.Keeper(store.path, lambda: changes[0])
    keeper.start()
    changes[0] = 1
    keeper.close(final=False)
    assert backup.listing(store.path) == []


def test_an_empty_project_is_not_backed_up_on_closing(store: Store) -> None:
    keeper = backup.Keeper(store.path, lambda: 1)
    keeper.start()
    keeper.close()
    assert not (store.path / "backups").exists()


def test_nothing_that_goes_wrong_keeps_a_project_from_closing(store: Store, explained: dict[str, int]) -> None:
    told: list[StoreError] = []
    (store.path / "backups").write_bytes(b"a file where the folder belongs")

    def listener(error: StoreError) -> None:
        told.append(error)
        raise RuntimeError("a fault of the listener")

    changes = [0]
    keeper = backup.Keeper(store.path, lambda: changes[0], told=listener)
    keeper.start()
    changes[0] = 1
    keeper.close()
    assert len(told) == 1
    assert "kept" in str(told[0])


# Restoring


@pytest.fixture
def closed(store: Store, explained: dict[str, int]) -> Path:
    """A project with a verdict and its backup, closed, and one more verdict that the backup does not have."""
    store.set_verdict(explained["a.jpg"], "ann", "flawed").result()
    made = backup.make(store.path)
    # Of an hour ago, so that none of the next seconds has its name.
    made.rename(made.with_name(f"{datetime.now(UTC) - timedelta(hours=1):{backup.STAMP}}.sqlite"))
    store.set_verdict(explained["b.jpg"], "ann", "sound").result()
    store.close()
    # Without the journal, so that what the backup alone gives back is seen.
    (store.path / "history.jsonl").unlink(missing_ok=True)
    return store.path


def first_made(project: Path) -> Path:
    """The backup of the fixture; closing may have made a newer one."""
    (found,) = [one.path for one in backup.listing(project) if ask(one.path, "SELECT count(*) FROM reviews") == [(1,)]]
    return found


def verdicts(project: Path) -> dict[str, str | None]:
    with Store.open(project) as store:
        assert store.history_faults() == []
        return {item.relative: item.verdict for item in store.items(1, "ann") if item.verdict}


def test_restoring_goes_back_and_keeps_what_was_there(closed: Path) -> None:
    before = (closed / "audit.sqlite").read_bytes()
    done = restore.restore(closed, first_made(closed))
    assert verdicts(closed) == {"a.jpg": "flawed"}
    assert done.aside is not None
    assert done.aside.read_bytes() == before
    assert done.aside.name.startswith("audit.sqlite.replaced-")
    assert (done.contents.runs, done.contents.explanations, done.contents.verdicts) == (1, 4, 1)
    assert done.lacking == restore.Lacking(0, 1)
    assert "1 review event is only in the database as it was before" in restore.told(done)
    assert done.aside.name in restore.told(done)

    back = restore.restore(closed, done.aside)
    assert verdicts(closed) == {"a.jpg": "flawed", "b.jpg": "sound"}
    assert back.lacking == restore.Lacking(0, 0)


def test_what_lies_only_in_the_log_of_writes_goes_aside_with_it(closed: Path) -> None:
    script = """
        import os, sys
        from db.store import Store
        store = Store.open(sys.argv[1])
        store.set_verdict(3, "ann", "unsure").result()
        os._exit(1)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script), str(closed)], check=False)
    (closed / "history.jsonl").unlink(missing_ok=True)
    assert (closed / "audit.sqlite-wal").stat().st_size > 0
    done = restore.restore(closed, first_made(closed))
    assert done.lacking == restore.Lacking(0, 2)
    assert done.aside is not None
    assert verdicts(closed) == {"a.jpg": "flawed"}
    restore.restore(closed, done.aside)
    assert verdicts(closed) == {"a.jpg": "flawed", "b.jpg": "sound", "c.jpg": "unsure"}


@pytest.mark.parametrize("fate", ["flipped", "empty", "missing", "noise"])
def test_a_database_that_is_gone_or_damaged_is_restored(closed: Path, fate: str) -> None:
    database = closed / "audit.sqlite"
    source = first_made(closed)
    match fate:
        case "flipped":
            flip_the_middle(database)
        case "empty":
            database.write_bytes(b"")
        case "missing":
            database.unlink()
        case "noise":
            database.write_bytes(b"\x07" * 50_000)
    before = database.read_bytes() if database.exists() else None
    done = restore.restore(closed, source)
    assert verdicts(closed) == {"a.jpg": "flawed"}
    with Store.open(closed) as store:
        assert store.map(1).shape == (20, 24)
    if before is None:
        assert done.aside is None
    else:
        assert done.aside is not None
        assert done.aside.read_bytes() == before


def test_a_restore_that_was_cut_short_is_done_again_with_nothing_mixed_up(closed: Path) -> None:
    """A power cut after the database went aside and before its log did: the log must not meet the backup."""
    aside = closed / "audit.sqlite.replaced-2026-11-23T09-00-00Z"
    (closed / "audit.sqlite").rename(aside)
    (closed / "audit.sqlite-wal").write_bytes(b"log of the old database")
    done = restore.restore(closed, first_made(closed))
    assert verdicts(closed) == {"a.jpg": "flawed"}
    assert done.aside == aside
    assert (closed / f"{aside.name}-wal").read_bytes() == b"log of the old database"


HOLD = """
    import sys
    from db.store import Store
    with Store.open(sys.argv[1]):
        print("held", flush=True)
        sys.stdin.read()
"""


def test_a_project_that_another_process_holds_is_left_alone(closed: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLD), str(closed)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ProjectBusy, match="in use"):
            restore.restore(closed, first_made(closed))
        holder.communicate("")
    assert not list(closed.glob("*.replaced-*"))
    assert verdicts(closed) == {"a.jpg": "flawed", "b.jpg": "sound"}


def test_a_backup_that_cannot_be_used_changes_nothing(closed: Path, tmp_path: Path) -> None:
    source = first_made(closed)
    broken = shutil.copy(source, tmp_path / "broken.sqlite")
    flip_the_middle(broken)
    newer = shutil.copy(source, tmp_path / "newer.sqlite")
    with closing(sqlite3.connect(newer)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    foreign = tmp_path / "foreign.sqlite"
    with closing(sqlite3.connect(foreign)) as db, db:
        db.execute("CREATE TABLE other (x)")
    with Store.create(tmp_path / "other.hansel") as other:
        of_another = backup.make(other.path)
    text = tmp_path / "text.sqlite"
    text.write_text("not a database" * 1000)
    before = (closed / "audit.sqlite").read_bytes()
    for file, kind, words in (
        (broken, Damaged, "damaged itself"),
        (text, Damaged, "damaged itself"),
        (newer, NewerProject, "newer Hansel"),
        (foreign, NotAProject, "not a database of a Hansel project"),
        (of_another, StoreError, "another project"),
        (tmp_path / "nothing.sqlite", StoreError, "There is no backup"),
    ):
        with pytest.raises(kind, match=words):
            restore.restore(closed, file)
    assert (closed / "audit.sqlite").read_bytes() == before
    assert not list(closed.glob("*.re*"))


def test_a_full_disk_stops_a_restore_before_anything_is_moved(tmp_path: Path, folder: Folder) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=16m", "tmpfs"):
        with Store.create(disk / "p.hansel") as store:
            explain_all(store, store.begin_run(folder.spec(), folder.scan()))
            made = backup.make(store.path)
        before = (store.path / "audit.sqlite").read_bytes()
        fill(disk)
        with pytest.raises(StoreError, match="full"):
            restore.restore(store.path, made)
        assert (store.path / "audit.sqlite").read_bytes() == before
        assert not list(store.path.glob("*.re*"))


def test_a_backup_of_the_first_schema_is_restored_and_brought_up_to_date(tmp_path: Path) -> None:
    project = tmp_path / "old.hansel"
    (project / "backups").mkdir(parents=True)
    (project / "maps").mkdir()
    made = project / "backups" / "2026-03-01T10-00-00Z.sqlite"
    old = Path(__file__).parent / "data" / "project-0001.sql"
    with closing(sqlite3.connect(made)) as db:
        db.executescript(old.read_text(encoding="utf-8"))
    done = restore.restore(project)
    assert done.contents.events == 5
    with Store.open(project) as store:
        assert [item.verdict for item in store.items(1, "ann")] == ["sound", "flawed", None]


def test_a_backup_is_found_by_file_name_and_time(closed: Path, tmp_path: Path) -> None:
    made = backup.listing(closed)[0].path
    named(closed, NOON, NOON - timedelta(days=1))
    assert restore.find(closed, str(made)) == made
    assert restore.find(closed, made.name) == made
    assert restore.find(closed, "2026-11-23T12:30:00+00:00").stem == "2026-11-23T12-30-00Z"
    assert restore.find(closed, "2026-11-23T12:29:59+00:00").stem == "2026-11-22T12-30-00Z"
    assert restore.find(closed, f"{NOON.astimezone():%Y-%m-%d %H:%M}").stem == "2026-11-23T12-30-00Z"
    for wrong in ("2020-01-01", "yesterday"):
        with pytest.raises(StoreError, match="no backup"):
            restore.find(closed, wrong)
    with pytest.raises(StoreError, match="no project"):
        restore.newest(tmp_path / "nowhere.hansel")


def test_of_backups_the_newest_is_one_whose_time_has_come(closed: Path) -> None:
    made = backup.listing(closed)[0].path
    named(closed, datetime(2090, 1, 1, tzinfo=UTC))
    assert backup.listing(closed)[0].time.year == 2090
    assert restore.newest(closed).path == made


def test_the_backup_made_before_a_merge_is_not_replaced_by_those_of_its_hour(tmp_path: Path) -> None:
    project = tmp_path / "p.hansel"
    with Store.create(project) as store:
        store.set_setting("a", 1).result()
        usual = backup.make(project)
        usual = usual.rename(usual.with_name(f"{datetime.now(UTC) - timedelta(seconds=3):{backup.STAMP}}.sqlite"))
        before = backup.make(project, before_merge=True)
        store.set_setting("a", 2).result()
        moved = before.with_name(f"{datetime.now(UTC) - timedelta(seconds=2):{backup.STAMP}}.before-merge.sqlite")
        before = before.rename(moved)
        newest = backup.make(project)
    kept = [one.path for one in backup.listing(project)]
    assert before in kept
    assert newest in kept
    assert len({one.time.replace(minute=0, second=0) for one in backup.listing(project)}) <= 2
    with closing(sqlite3.connect(before)) as db:
        assert db.execute("SELECT value FROM settings WHERE key = 'a'").fetchall() == [("1",)]
    assert usual not in kept or usual.name[:13] != before.name[:13]
