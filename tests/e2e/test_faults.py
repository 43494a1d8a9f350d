"""The faults of tests/benchmarks/faults.py, a few of each; and that its examination sees what it is there to see."""

from __future__ import annotations

import copy
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.benchmarks import fault_checks
from tests.benchmarks.fault_child import Job, live
from tests.benchmarks.fault_ledger import Ledger
from tests.benchmarks.fault_rounds import device_of

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that are forked and killed")
ROOT = Path(__file__).parents[2]
SEED = 11


def test_nothing_that_was_told_as_saved_is_lost() -> None:
    wanted = [f"--only={name}" for name in ("kills", "full-disk", "clock")]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.faults", "--rounds=5", f"--seed={SEED}", *wanted],
        cwd=ROOT, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "kills: 5 in the lives of 1 projects" in ran.stdout
    assert "nothing is lost" in ran.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ledger]:
    """A project and what was told of it, with nothing wrong."""
    home = tmp_path_factory.mktemp("told")
    job = Job(home / "p.hansel", home / "photos", 24, None, 40, SEED, pause_s=0.0)
    lines = home / "lines"
    with lines.open("wb") as file, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(home))
        assert live(job, file.fileno()) == 0
    ledger = Ledger()
    assert ledger.listen(map(json.loads, lines.read_text().splitlines()), device_of(home)) == []
    examined = copy.deepcopy(ledger)
    found = fault_checks.examine(job.project, examined)
    assert (found.wrong, found.lost_reviews, found.lost_explanations) == ([], 0, 0)
    assert ledger.reviews_told >= 40
    assert len(ledger.explanations) == found.explanations == 22
    return job.project, ledger


def sql(*statements: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        with closing(sqlite3.connect(project / "audit.sqlite")) as db, db:
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                db.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert db.execute(statement).rowcount > 0, statement

    return change


def forget_maps(project: Path) -> None:
    shutil.rmtree(project / "maps")


def write_another_map(project: Path) -> None:
    file = next((project / "maps").rglob("*.npy"))
    file.write_bytes(file.read_bytes()[:-1] + b"\x00")


def tell_more_in_the_journal(project: Path) -> None:
    file = project / "history.jsonl"
    last = json.loads(file.read_bytes().splitlines()[-1])
    with file.open("ab") as lines:
        lines.write(json.dumps(last | {"uuid": "f" + last["uuid"][1:]}).encode() + b"\n")


NEWEST = "(SELECT max(id) FROM review_events)"
WITHOUT_NEWEST = (
    f"DELETE FROM reviews WHERE event_id = {NEWEST}",
    f"DELETE FROM review_events WHERE id = {NEWEST}",
)
OTHER = "CASE verdict WHEN 'sound' THEN 'flawed' ELSE 'sound' END"


@pytest.mark.parametrize(
    ("harm", "words", "lost"),
    [
        (sql(*WITHOUT_NEWEST), "events were promised", (1, 0)),
        (sql("UPDATE review_events SET payload = replace(payload, 'sound', 'unsure')"), "hash of", (1, 0)),
        (sql("UPDATE review_events SET sequence = sequence + 1 WHERE sequence > 3"), "chain of", (0, 0)),
        (sql(f"UPDATE reviews SET verdict = {OTHER} WHERE verdict IS NOT NULL"), "verdicts that hold", (0, 0)),
        (sql("UPDATE run_images SET flawed = flawed + 1 WHERE explanation_id = 5"), "counts in lists", (0, 0)),
        (sql("UPDATE tally_classes SET n = n + 1"), "sums of trends", (0, 0)),
        (sql("UPDATE progress SET n = n + 1"), "the progress", (0, 0)),
        (sql("UPDATE explanations SET target = target + 1 WHERE id = 7"), "explanation 7 of", (0, 1)),
        (sql("UPDATE run_images SET state = 'waiting' WHERE state = 'failed'"), "the failures of", (0, 2)),
        (forget_maps, "is gone", (0, 22)),
        (write_another_map, "does not have the bytes", (0, 1)),
        (tell_more_in_the_journal, "is not in the database", (0, 0)),
    ],
)
def test_the_examination_sees_what_is_lost_or_wrong(
    told: tuple[Path, Ledger], tmp_path: Path, harm: Callable[[Path], None], words: str, lost: tuple[int, int]
) -> None:
    project = Path(shutil.copytree(told[0], tmp_path / "p.hansel"))
    harm(project)
    found = fault_checks.examine(project, copy.deepcopy(told[1]))
    assert any(words in one for one in found.wrong), found.wrong
    assert found.lost_reviews >= lost[0]
    assert found.lost_explanations == lost[1]


def test_a_run_that_left_something_out_is_seen(told: tuple[Path, Ledger], tmp_path: Path) -> None:
    project = Path(shutil.copytree(told[0], tmp_path / "p.hansel"))
    names = [f"{number:04}.jpg" for number in range(24)]
    broken = {"0010.jpg", "0021.jpg"}
    assert fault_checks.incomplete(project, names, broken) == []
    assert fault_checks.incomplete(project, [*names, "0024.jpg"], broken)
    (project / "maps" / "left.part").write_bytes(b"")
    os.truncate(project / "history.jsonl", 10)
    wrong = fault_checks.incomplete(project, names, broken)
    assert wrong == [
        "23 files lie among the maps of 22 explanations",
        "in the end the journal does not tell all events",
    ]
