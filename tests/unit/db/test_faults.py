"""Killed processes, full disks, disks that cannot be written: what was done stays done."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from db.store import Store, StoreError

from .conftest import Folder, explain_all, explanation, sql

AUDIT_UNTIL_KILLED = """
    import sys
    from pathlib import Path
    from db.store import Store
    from tests.unit.db.conftest import explanation
    from engine.records import ImageRef, RunSpec

    project, folder = sys.argv[1:]
    refs = [ImageRef(f"{number:04}.jpg", 10, 20) for number in range(120)]
    spec = RunSpec(folder, "toy", "1", "arch", "f" * 64, "model.toml", "", ("a", "b", "c", "d", "e", "f"), "learned")
    with Store.open_or_create(project) as store:
        plan = store.begin_run(spec, refs)
        print("begun", flush=True)
        for index in range(0, len(plan.pending), 3):
            batch = plan.pending[index : index + 3]
            ids = store.add_outcomes(plan.run_id, [(one.key, explanation(seed=one.key)) for one in batch])
            store.set_verdict(ids[0], "ann", "flawed").result()
            print("kept", *ids, flush=True)
        store.finish_run(plan.run_id, "finished")
"""


def test_a_killed_audit_goes_on_with_nothing_twice_and_nothing_left_out(project: Path, tmp_path: Path) -> None:
    script = [sys.executable, "-c", textwrap.dedent(AUDIT_UNTIL_KILLED), str(project), str(tmp_path / "photos")]
    chance = random.Random(4)
    told: set[int] = set()
    kills = 0
    while True:
        with subprocess.Popen(script, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "begun\n"
            lines = []
            if kills < 4:
                lines = [child.stdout.readline() for _ in range(chance.randrange(1, 6))]
                time.sleep(chance.uniform(0, 0.015))
                child.kill()  # SIGKILL: nothing of the child's own runs any more
            lines += child.stdout.read().split("\n")[:-1]
        told |= {int(number) for line in lines for number in line.split()[1:]}
        if child.returncode == 0:
            break
        kills += 1
    assert kills == 4, "the audit was to be killed in the middle"

    with Store.open(project) as store:
        items = store.items(1, "ann")
        assert [item.relative for item in items] == [f"{number:04}.jpg" for number in range(120)]
        assert {item.state for item in items} == {"explained"}
        # Every id that was told as kept before a kill is still there; each image has one explanation and its own map.
        assert sql(project, "SELECT count(*), count(DISTINCT image_id) FROM explanations") == [(120, 120)]
        assert told <= {item.explanation_id for item in items}
        for item in items:
            assert item.explanation_id is not None
            assert np.array_equal(store.map(item.explanation_id), explanation(seed=item.key).map)
        assert store.history_faults() == []
        assert store.counts(1, "ann").flawed >= len(told) // 3
        assert len(store.runs()) == 1
        assert len(list((project / "maps").rglob("*.npy"))) == 120


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[None]:
    place.mkdir(exist_ok=True)
    try:
        subprocess.run(["mount", *options, str(place)], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this machine does not let the test mount a file system of its own")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True, capture_output=True)


def fill(place: Path) -> None:
    with (place / "ballast").open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def test_a_full_disk_keeps_what_was_done_and_the_audit_goes_on_later(tmp_path: Path, folder: Folder) -> None:
    for number in range(200):
        folder.write(f"more/{number:03}.jpg", b"%d" % number)
    disk = tmp_path / "disk"
    big = np.random.default_rng(0).random((64, 64), np.float32)
    with mounted(disk, "-t", "tmpfs", "-o", "size=3m", "tmpfs"):
        with Store.create(disk / "p.hansel") as store:
            plan = store.begin_run(folder.spec(), folder.scan())
            reserve = disk / "reserve"
            reserve.write_bytes(bytes(900_000))
            found = [(one.key, explanation(one.path, map=big)) for one in plan.pending]
            told: list[int] = []
            with pytest.raises(StoreError, match=r"full.*kept"):
                told.extend(store.add_explanation(plan.run_id, *one) for one in found)
            kept = store.counts(plan.run_id, "ann").explained
            assert 5 < kept < 200
            assert told == list(range(1, kept + 1))

            fill(disk)
            saved = 0
            while (fault := store.set_verdict(1 + saved % kept, f"ann {saved}", "flawed").exception(10)) is None:
                saved += 1
            assert isinstance(fault, StoreError)
            assert "full" in str(fault)
            assert store.history_faults() == []
            reserve.unlink()
            assert store.set_verdict(1, "bob", "sound").result(10).verdict == "sound"

        with Store.open(disk / "p.hansel") as store:
            assert sql(store.path, "SELECT count(*) FROM review_events") == [(saved + 1,)]
            assert store.history_faults() == []
            for number in range(kept):
                assert np.array_equal(store.map(number + 1), big)
            subprocess.run(["mount", "-o", "remount,size=32m", str(disk)], check=True, capture_output=True)
            again = store.begin_run(folder.spec(), folder.scan())
            assert (again.run_id, again.done) == (plan.run_id, kept)
            explain_all(store, again)
            assert store.counts(plan.run_id, "ann").explained == 204
            assert list((store.path / "maps").rglob("*.part")) == []


def test_a_project_on_a_read_only_disk_can_be_read(tmp_path: Path, folder: Folder) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "-t", "tmpfs", "-o", "size=16m", "tmpfs"):
        with Store.create(disk / "p.hansel") as store:
            explain_all(store, store.begin_run(folder.spec(), folder.scan()))
            store.set_verdict(1, "ann", "flawed")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True, capture_output=True)
        with pytest.raises(StoreError, match="read-only"):
            Store.open(disk / "p.hansel")
        with pytest.raises(StoreError, match="read-only"):
            Store.create(disk / "q.hansel")
        with Store.open(disk / "p.hansel", readonly=True) as reader:
            assert reader.counts(1, "ann").flawed == 1
            assert reader.map(1).shape == (20, 24)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a user who may not write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(StoreError, match="may not"):
            Store.create(tmp_path / "p.hansel")
    finally:
        tmp_path.chmod(0o755)
