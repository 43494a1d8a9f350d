"""`hansel restore`: the list, the question, a damaged project that goes on."""

from __future__ import annotations

import os
import pty
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db import backup
from db.store import Store
from tests.e2e.conftest import HANSEL, Command
from tests.e2e.world import explained


@pytest.fixture
def backed_up(project: Path) -> Path:
    """The finished project with one verdict in its backup and a second one that came later; no journal."""
    for one in backup.listing(project):
        one.path.unlink()  # of the audit: in the same hour as the one below it would take its place
    with Store.open(project) as store:
        store.set_verdict(1, "ana", "flawed").result()
        made = backup.make(project)
        # Of an hour ago, so that none of the next seconds has its name.
        made = made.rename(made.with_name(f"{datetime.now(UTC) - timedelta(hours=1):{backup.STAMP}}.sqlite"))
        store.set_verdict(2, "ana", "sound").result()
    (project / "history.jsonl").unlink(missing_ok=True)
    for one in backup.listing(project):
        if one.path != made:
            one.path.unlink()  # what closing made
    return project


def verdicts(database: Path) -> list[tuple[int, str]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        return db.execute("SELECT explanation_id, verdict FROM reviews ORDER BY 1").fetchall()


def test_the_list_tells_what_is_in_each_backup(hansel: Command, backed_up: Path) -> None:
    (made,) = backup.listing(backed_up)
    (backed_up / "backups" / "2026-01-02T03-04-05Z.sqlite").write_bytes(b"broken")
    ran = hansel("restore", backed_up, "--list")
    assert (ran.code, ran.err) == (0, "")
    head, first, second = ran.out.splitlines()
    assert re.split(r"\s{2,}", head) == [
        "made (local time)", "size", "runs", "explanations", "verdicts", "newest review event", "file"
    ]  # fmt: skip
    cells = re.split(r"\s{2,}", first)
    assert cells[0] == made.time.astimezone().strftime("%Y-%m-%d %H:%M:%S")
    assert cells[2:5] == ["1", "9", "1"]
    assert cells[6] == made.path.name
    assert "cannot be read" in second
    assert second.endswith("2026-01-02T03-04-05Z.sqlite")


def test_without_a_terminal_it_refuses_and_names_yes(hansel: Command, backed_up: Path) -> None:
    before = verdicts(backed_up / "audit.sqlite")
    ran = hansel("restore", backed_up)
    assert ran.code == 2
    assert "Add --yes" in ran.err
    assert "Nothing was changed" in ran.err
    assert "It lacks 1 review event of the present database." in ran.err
    assert verdicts(backed_up / "audit.sqlite") == before


def test_with_yes_it_restores_and_names_what_was_moved_aside(hansel: Command, backed_up: Path) -> None:
    ran = hansel("restore", backed_up, "--yes")
    assert ran.code == 0, ran.err
    assert verdicts(backed_up / "audit.sqlite") == [(1, "flawed")]
    (aside,) = [name for name in re.findall(r"audit\.sqlite\.replaced-[\w-]+", ran.out)]
    assert verdicts(backed_up / aside) == [(1, "flawed"), (2, "sound")]

    ran = hansel("restore", backed_up, "--from", aside, "--yes")
    assert ran.code == 0, ran.err
    assert verdicts(backed_up / "audit.sqlite") == [(1, "flawed"), (2, "sound")]


@pytest.mark.parametrize(("answer", "left"), [(b"y\n", 1), (b"n\n", 2), (b"\n", 2)])
def test_on_a_terminal_it_asks(backed_up: Path, answer: bytes, left: int) -> None:
    ours, theirs = pty.openpty()
    try:
        process = subprocess.Popen(
            [str(HANSEL), "restore", str(backed_up)], stdin=theirs, stdout=subprocess.PIPE, stderr=theirs
        )
        os.write(ours, answer)
        out, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        shown = os.read(ours, 100_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "Put it in the place of the database of done.hansel?" in " ".join(shown.split())
    assert (b"Nothing was changed." in out) == (left == 2)
    assert len(verdicts(backed_up / "audit.sqlite")) == left


def test_a_damaged_project_is_restored_and_the_audit_goes_on(
    hansel: Command, backed_up: Path, audited: Path, model: Path
) -> None:
    database = backed_up / "audit.sqlite"
    size = database.stat().st_size
    with database.open("r+b") as file:
        file.seek(size // 3)
        file.write(os.urandom(size // 3))
    assert hansel("restore", backed_up, "--yes").code == 0
    assert verdicts(database) == [(1, "flawed")]
    ran = hansel("audit", audited / "images", "--model", model, "--project", backed_up, "--method", "gradient",
                 "--trust-code")  # fmt: skip
    assert ran.code == 0, ran.err
    assert len(explained(backed_up)) == 9


def test_what_cannot_be_restored_is_told_without_a_traceback(hansel: Command, project: Path, tmp_path: Path) -> None:
    for one in backup.listing(project):
        one.path.unlink()
    ran = hansel("restore", project, "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert "has no backups" in ran.err
    assert hansel("restore", project, "--list").out == (
        "done.hansel has no backups yet; they are made hourly and on closing, when something changed.\n"
    )
    ran = hansel("restore", tmp_path / "none.hansel")
    assert (ran.code, ran.out) == (2, "")
    assert "There is no project at" in ran.err


def test_a_held_project_is_left_alone(hansel: Command, backed_up: Path) -> None:
    script = "import sys; from db.store import Store; s = Store.open(sys.argv[1]); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(backed_up)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ran = hansel("restore", backed_up, "--yes")
        holder.kill()
    assert ran.code == 2
    assert "is in use" in ran.err
    assert verdicts(backed_up / "audit.sqlite") == [(1, "flawed"), (2, "sound")]
