"""history.jsonl: every event once more, and what the database lost comes back from it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from db.store import Store, StoreError

from .conftest import Folder, explain_all, sql

FIELDS = ("uuid", "explanation", "reviewer", "device", "os_user", "created_at", "kind", "payload", "sequence",
          "prev_hash")  # fmt: skip


@pytest.fixture
def closed(project: Path, folder: Folder) -> Path:
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        store.change(1, "ann", {"verdict": "flawed", "comment": "zu hell – wirklich"})
        store.set_verdict(2, "bob", "sound")
        store.undo("ann").result()
    return project


def journal(project: Path) -> list[dict]:
    return [json.loads(line) for line in (project / "history.jsonl").read_text("ascii").splitlines()]


def hashes(project: Path) -> list[str]:
    return [row[0] for row in sql(project, "SELECT hash FROM review_events ORDER BY id")]


def test_each_line_is_an_event_whose_hash_can_be_computed_from_it(closed: Path) -> None:
    lines = journal(closed)
    assert [line["hash"] for line in lines] == hashes(closed)
    for line in lines:
        text = json.dumps({name: line[name] for name in FIELDS}, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == line["hash"]
        assert line["explanation"] in {row[0] for row in sql(closed, "SELECT uuid FROM explanations")}


def test_a_line_is_there_when_the_verdict_is_saved(project: Path, store: Store, explained) -> None:
    seen: list[int] = []
    future = store.set_verdict(explained["a.jpg"], "ann", "sound")
    future.add_done_callback(lambda _: seen.append(len(journal(project))))
    future.result()
    store.close()
    assert seen == [1]


def test_events_that_the_database_lost_come_back_when_it_is_opened(closed: Path, tmp_path: Path) -> None:
    shutil.copy(closed / "audit.sqlite", tmp_path / "earlier.sqlite")
    with Store.open(closed) as store:
        store.set_verdict(3, "ann", "unsure")
        store.change(1, "ann", {"verdict": "flawed", "reasons": {"stamp": True}})
        store.undo("bob").result()
    full = sorted(hashes(closed))
    for one in [*closed.glob("audit.sqlite*"), closed / ".closed"]:
        one.unlink()
    shutil.copy(tmp_path / "earlier.sqlite", closed / "audit.sqlite")
    assert len(hashes(closed)) == len(full) - 3
    with Store.open(closed) as store:
        assert store.brought_back == 3
        assert store.review(3, "ann").verdict == "unsure"
        assert store.review(1, "ann").reasons == ("stamp",)
        assert store.review(2, "bob").verdict is None
        assert store.history_faults() == []
        store.set_verdict(4, "ann", "sound").result()
    assert sorted(hashes(closed)) == sorted({line["hash"] for line in journal(closed)})
    assert len(journal(closed)) == len(full) + 1
    with Store.open(closed) as store:
        assert store.brought_back == 0


@pytest.mark.parametrize("damage", ["gone", "cut", "empty", "noise", "half a line more"])
def test_a_journal_that_lacks_lines_is_completed(closed: Path, damage: str) -> None:
    file = closed / "history.jsonl"
    whole = file.read_bytes()
    match damage:
        case "gone":
            file.unlink()
        case "cut":
            file.write_bytes(whole[: len(whole) // 2])
        case "empty":
            file.write_bytes(b"")
        case "noise":
            file.write_bytes(whole[:300] + bytes(200) + whole[500:])
        case "half a line more":
            file.write_bytes(whole + b'{"uuid": "0')
    with Store.open(closed) as store:
        assert store.brought_back == 0
        store.set_verdict(4, "ann", "sound").result()
    readable = []
    for raw in file.read_bytes().splitlines():
        try:
            readable.append(json.loads(raw)["hash"])
        except ValueError:
            continue
    if damage == "noise":  # its last line is whole, so opening does not read it all; `hansel verify` does
        assert set(readable) < set(hashes(closed))
    else:
        assert set(readable) == set(hashes(closed))


def test_a_changed_line_is_not_taken_in(closed: Path) -> None:
    with (closed / "history.jsonl").open("a", encoding="ascii") as file:
        line = journal(closed)[0] | {"uuid": "0190aaaa-0000-7000-8000-000000000000"}
        file.write(json.dumps(line) + "\n")
    before = hashes(closed)
    with Store.open(closed) as store:
        assert store.brought_back == 0
        assert store.history_faults() == []
        assert store.set_verdict(4, "ann", "sound").result().verdict == "sound"
    assert hashes(closed)[:-1] == before


def test_a_journal_that_cannot_be_written_fails_no_verdict(closed: Path) -> None:
    (closed / "history.jsonl").unlink()
    (closed / "history.jsonl").mkdir()
    with Store.open(closed) as store:
        assert store.set_verdict(4, "ann", "sound").result().verdict == "sound"
    (closed / "history.jsonl").rmdir()
    Store.open(closed).close()
    assert [line["hash"] for line in journal(closed)] == hashes(closed)


def test_verdicts_on_explanations_that_were_lost_too_come_back_when_these_are_made_again(
    project: Path, folder: Folder, tmp_path: Path
) -> None:
    """A backup of before the second run is put back; the folder is audited again."""
    with Store.create(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        store.set_verdict(1, "ann", "flawed").result()
    shutil.copy(project / "audit.sqlite", tmp_path / "earlier.sqlite")
    folder.write("late.jpg", b"a picture that came later")
    with Store.open(project) as store:
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        plan = store.begin_run(folder.spec(seed=8), folder.scan())
        explain_all(store, plan)
        named = {item.relative: item.explanation_id for item in store.items(plan.run_id, "ann")}
        store.set_verdict(2, "ann", "sound")
        store.change(named["late.jpg"], "ann", {"verdict": "flawed", "comment": "the lost one"})
        store.set_verdict(named["a.jpg"], "ann", "unsure").result()
        store.sign_off(plan.run_id, "ann").result()
        full = sorted(hashes(project))
    for one in [*project.glob("audit.sqlite*"), project / ".closed"]:
        one.unlink()
    shutil.copy(tmp_path / "earlier.sqlite", project / "audit.sqlite")

    with Store.open(project) as store:  # the verdict in the first run is back; the others have nothing to be about
        assert (store.brought_back, store.waiting) == (1, 3)
        assert store.review(2, "ann").verdict == "sound"
        assert store.history_faults() == []
        store.set_verdict(3, "ann", "sound").result()  # work goes on, and forks the chain
        explain_all(store, store.begin_run(folder.spec(), folder.scan()))
        again = store.begin_run(folder.spec(seed=8), folder.scan())
        explain_all(store, again)

    with Store.open(project) as store:
        assert (store.brought_back, store.waiting) == (3, 0)
        verdicts = {item.relative: item.verdict for item in store.items(again.run_id, "ann") if item.verdict}
        assert verdicts == {"late.jpg": "flawed", "a.jpg": "unsure"}
        assert store.sign_offs(again.run_id)[0].reviewer == "ann"
        assert store.history_faults() == []
    assert set(full) < set(hashes(project))
    with Store.open(project) as store:
        assert (store.brought_back, store.waiting) == (0, 0)


def test_a_project_whose_database_is_gone_is_not_begun_anew(closed: Path) -> None:
    for one in [*closed.glob("audit.sqlite*"), closed / ".closed"]:
        one.unlink()
    for open_it in (Store.open, Store.create, Store.open_or_create):
        with pytest.raises(StoreError, match=r"gone.*hansel restore"):
            open_it(closed)
    assert not (closed / "audit.sqlite").exists()
