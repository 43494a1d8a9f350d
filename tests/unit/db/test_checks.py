"""`hansel verify`: whatever is changed behind Hansel's back is named; an untouched project is not."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cli.main import main
from db import checks
from db.store import Store

from .conftest import Folder, explain_all, sql


@pytest.fixture
def closed(project: Path, folder: Folder) -> Path:
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        for number, verdict in ((1, "flawed"), (2, "sound"), (3, "unsure")):
            store.set_verdict(number, "ann", verdict)
        store.undo("ann")
        store.set_verdict(4, "bob", "flawed")
        store.sign_off(1, "bob").result()
    return project


def verify(project: Path, head: str | None = None) -> dict[str, tuple[str, ...]]:
    with Store.open(project, readonly=True) as store:
        return {one.name: one.faults for one in checks.check(store, head)}


def off(project: Path, head: str | None = None) -> dict[str, tuple[str, ...]]:
    return {name: faults for name, faults in verify(project, head).items() if faults}


def without_guard(project: Path, *statements: str) -> None:
    """Changes the history as someone with SQLite would, and puts the guard back."""
    with closing(sqlite3.connect(project / "audit.sqlite")) as db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        for _, text in guards:
            db.execute(text)
        db.commit()
    (project / ".closed").unlink(missing_ok=True)


def test_an_untouched_project_passes_every_check(closed: Path) -> None:
    found = verify(closed)
    names = ["seal", "database", "references", "history", "current reviews", "sums and lists", "journal", "maps"]
    assert list(found) == names
    assert not any(found.values())


def a_map_altered(project: Path) -> None:
    file = project / sql(project, "SELECT map_path FROM explanations WHERE id = 2")[0][0]
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)


def a_map_missing(project: Path) -> None:
    (project / sql(project, "SELECT map_path FROM explanations WHERE id = 3")[0][0]).unlink()


def rechained(project: Path) -> None:
    """A verdict changed, and its hash made to fit again; the event after it still carries the old one."""
    with closing(sqlite3.connect(project / "audit.sqlite")) as db:
        db.row_factory = sqlite3.Row
        row = db.execute(
            "SELECT v.*, r.name AS reviewer, e.uuid AS explanation FROM review_events v JOIN reviewers r"
            " ON r.id = v.reviewer_id JOIN explanations e ON e.id = v.explanation_id WHERE v.id = 1"
        ).fetchone()
    payload = json.loads(row["payload"]) | {"set": {"verdict": "sound"}}
    names = ("uuid", "explanation", "reviewer", "device", "os_user", "created_at", "kind", "sequence", "prev_hash")
    text = json.dumps({n: row[n] for n in names} | {"payload": payload}, sort_keys=True, separators=(",", ":"))
    fresh = hashlib.sha256(text.encode()).hexdigest()
    kept = json.dumps(payload, sort_keys=True, separators=(",", ":"))
    without_guard(project, f"UPDATE review_events SET payload = '{kept}', hash = '{fresh}' WHERE id = 1")


CHANGES: list[tuple[Callable[[Path], None], str, str]] = [
    (a_map_altered, "maps", "explanation 2.*not the one that was written"),
    (a_map_missing, "maps", "explanation 3.*missing"),
    (rechained, "history", "missing"),
    (
        lambda p: without_guard(p, "UPDATE review_events SET os_user = 'x' WHERE id = 2"),
        "history",
        "content of event 2 of ann.*changed",
    ),
    (
        lambda p: without_guard(
            p,
            "DELETE FROM reviews WHERE explanation_id = 4",
            "DELETE FROM review_events WHERE kind = 'change' AND explanation_id = 4",
        ),
        "history",
        "event 2 of bob.*missing",
    ),
    (
        lambda p: without_guard(p, "UPDATE review_events SET refers_to = 1 WHERE refers_to = 3"),
        "history",
        "takes back",
    ),
    (
        lambda p: sql(p, "UPDATE reviews SET verdict = 'sound' WHERE verdict = 'flawed'"),
        "current reviews",
        "not what the history adds up to",
    ),
    (lambda p: sql(p, "UPDATE tally_days SET n = n + 1"), "sums and lists", "tally_days of run 1"),
    (lambda p: sql(p, "UPDATE run_images SET area = 0.5 WHERE position = 2"), "sums and lists", "run_images of run 1"),
    (lambda p: sql(p, "UPDATE tally_explained SET n = n + 1"), "sums and lists", "tally_explained of run 1"),
    (
        lambda p: sql(p, "UPDATE run_images SET judged_on = '2020-01-01' WHERE judged_on IS NOT NULL"),
        "sums and lists",
        "run_images of run 1",
    ),
    (lambda p: sql(p, "DROP TRIGGER review_events_no_update"), "database", "guard"),
    (lambda p: sql(p, "UPDATE explanations SET session_id = 77 WHERE id = 1"), "references", "sessions"),
]


@pytest.mark.parametrize(("change", "name", "words"), CHANGES, ids=[name for _, name, _ in CHANGES])
def test_a_change_is_named(closed: Path, change: Callable[[Path], None], name: str, words: str) -> None:
    change(closed)
    found = off(closed)
    assert name in found
    assert re.search(words, found[name][0]), found


def test_events_that_only_the_journal_has_are_named(closed: Path) -> None:
    newest = sql(closed, "SELECT id, explanation_id FROM review_events WHERE kind = 'sign-off'")[0][0]
    without_guard(closed, f"DELETE FROM review_events WHERE id = {newest}")
    found = off(closed)
    assert list(found) == ["journal"]
    assert "1 events of history.jsonl are not in the database" in found["journal"][0]


def test_a_chain_whose_end_was_cut_everywhere_shows_only_against_a_head_noted_outside(closed: Path) -> None:
    head, number = sql(closed, "SELECT hash, id FROM review_events WHERE kind = 'sign-off'")[0]
    without_guard(closed, f"DELETE FROM review_events WHERE id = {number}")
    lines = (closed / "history.jsonl").read_text().splitlines(keepends=True)
    (closed / "history.jsonl").write_text("".join(line for line in lines if head not in line))
    assert off(closed) == {}
    found = off(closed, head)
    assert list(found) == ["noted head"]
    assert "cut off or written anew" in found["noted head"][0]


def test_a_head_that_is_there_is_found_with_what_came_after(closed: Path) -> None:
    first = sql(closed, "SELECT hash FROM review_events ORDER BY id LIMIT 1")[0][0]
    with Store.open(closed, readonly=True) as store:
        one = next(one for one in checks.check(store, first[:12].upper()) if one.name == "noted head")
    assert one.faults == ()
    assert "event 1 of ann" in one.remarks[0]
    assert "3 came after" in one.remarks[0]
    assert "not the hash" in off(closed, "xyz")["noted head"][0]


def test_the_command_says_what_is_off_and_ends_with_a_code_of_its_own(
    closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["hansel", "verify", str(closed)])
    assert main() == 0
    said = capsys.readouterr().out
    heads = sql(closed, "SELECT hash FROM review_events ORDER BY id DESC LIMIT 1")[0]
    assert heads[0] in said
    assert "Run 1 is signed off by bob" in said
    assert said.endswith("All is as it was written.\n")
    a_map_missing(closed)
    assert main() == 4
    assert "Something is off: The map of explanation 3" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["hansel", "verify", str(closed), "--no-maps"])
    assert main() == 0


def test_verifying_works_while_another_process_holds_the_project(closed: Path) -> None:
    with Store.open(closed) as writing:
        writing.set_verdict(1, "cid", "sound").result()
        assert off(closed) == {}


def test_bytes_changed_after_closing_are_named_though_all_else_agrees(closed: Path) -> None:
    with closing(sqlite3.connect(closed / "audit.sqlite")) as db:
        db.execute("UPDATE explanations SET seconds = 99")
        db.commit()
    with Store.open(closed, readonly=True, sealed=False) as store:
        found = {one.name: one.faults for one in checks.check(store) if one.faults}
    assert list(found) == ["seal"]
    assert "bytes" in found["seal"][0]


def test_a_database_that_cannot_be_looked_at_is_off_and_the_way_back_is_named(
    closed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray((closed / "audit.sqlite").read_bytes())
    content[4096 : 4096 * 12] = bytes(4096 * 11)
    (closed / "audit.sqlite").write_bytes(bytes(content))
    monkeypatch.setattr("sys.argv", ["hansel", "verify", str(closed)])
    assert main() == 4
    said = capsys.readouterr().out
    assert "Something is off" in said
    monkeypatch.setattr("sys.argv", ["hansel", "report", str(closed), "--out", str(closed.with_suffix(".csv"))])
    assert main() == 2
    assert "hansel restore" in capsys.readouterr().err
