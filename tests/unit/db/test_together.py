"""Many explanations flagged as one: own verdicts stay, one undo takes all back, and the history says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import checks, history, rollups, settling, together
from db.store import Store, StoreError

from .conftest import sql

CAUSE = ("stamp-or-text", "background")


def verdicts(store: Store, explained: dict[str, int], who: str = "ann") -> list[str | None]:
    rows = [store.review(one, who) for one in explained.values()]
    return [row.verdict if row is not None else None for row in rows]


def test_all_are_flagged_but_those_that_have_a_verdict(store: Store, explained: dict[str, int]) -> None:
    store.set_verdict(explained["b.jpg"], "ann", "sound").result(10)
    store.set_verdict(explained["c.jpg"], "ben", "sound").result(10)
    store.change(explained["a.jpg"], "ann", {"comment": "look again"}).result(10)
    ids = list(explained.values())
    assert together.flag(store, [*ids, ids[0]], "ann", CAUSE, "archive's tag").result(10) == together.Flagged(3, 1)
    assert verdicts(store, explained) == ["flawed", "sound", "flawed", "flawed"]
    row = store.review(explained["a.jpg"], "ann")
    assert row is not None
    assert (row.reasons, row.comment) == (("background", "stamp-or-text"), "look again")
    assert verdicts(store, explained, "ben") == [None, None, "sound", None]
    assert store.history_faults() == []
    assert together.flag(store, ids, "ann").result(10) == together.Flagged(0, 4)


def test_one_undo_takes_all_back_and_one_redo_brings_all_again(project: Path, store: Store, explained) -> None:
    store.set_verdict(explained["b.jpg"], "ann", "unsure").result(10)
    together.flag(store, list(explained.values()), "ann", CAUSE, "tag").result(10)
    step = store.next_undo("ann")
    assert step is not None
    assert step.what == "flaw on 3 images (tag)"
    undone = store.undo("ann").result(10)
    assert undone is not None
    assert {undone.explanation_id, *undone.also} == {explained[name] for name in ("a.jpg", "c.jpg", "deep/d.jpg")}
    assert (undone.run_id, undone.what, undone.event) == (1, step.what, step.event)
    assert verdicts(store, explained) == [None, "unsure", None, None]
    redo = store.next_redo("ann")
    assert redo is not None
    assert redo.what == "flaw on 3 images (tag)"
    store.redo("ann").result(10)
    assert verdicts(store, explained) == ["flawed", "unsure", "flawed", "flawed"]
    store.close()
    with Store.open(project) as again:
        assert again.undo("ann").result(10).what == "flaw on 3 images (tag)"
        assert again.undo("ann").result(10).what == "unsure on b.jpg"
        assert verdicts(again, explained) == [None] * 4
        # Redo goes forth in the order of the changes.
        assert again.redo("ann").result(10).what == "unsure on b.jpg"
        assert again.redo("ann").result(10).what == "flaw on 3 images (tag)"
        assert verdicts(again, explained) == ["flawed", "unsure", "flawed", "flawed"]
        assert again.redo("ann").result(10) is None
        assert again.history_faults() == []
        with again._reading() as db:
            assert rollups.faults(db) == []


def test_two_groups_are_two_steps_and_others_are_not_touched(store: Store, explained: dict[str, int]) -> None:
    a, b, c, d = explained.values()
    together.flag(store, [a, b], "ann", CAUSE).result(10)
    together.flag(store, [c, d], "ann").result(10)
    together.flag(store, [a, b, c, d], "ben").result(10)
    assert store.undo("ann").result(10).what == "flaw on 2 images"
    assert verdicts(store, explained) == ["flawed", "flawed", None, None]
    assert verdicts(store, explained, "ben") == ["flawed"] * 4
    # One of a group that was changed since goes back with its group, and the later word holds.
    store.set_verdict(a, "ann", "sound").result(10)
    assert store.undo("ann").result(10).what == "sound on a.jpg"
    assert store.undo("ann").result(10).what == "flaw on 2 images"
    assert verdicts(store, explained) == [None] * 4


def test_a_group_of_one_is_a_change_like_any_other(store: Store, explained: dict[str, int]) -> None:
    together.flag(store, [explained["c.jpg"]], "ann", (), "tag").result(10)
    assert store.undo("ann").result(10).what == "flaw on c.jpg"
    assert verdicts(store, explained) == [None] * 4


def test_what_cannot_be_saved_leaves_nothing(store: Store, explained: dict[str, int]) -> None:
    ids = list(explained.values())
    for arguments, words in (
        (([*ids, 99_999], "ann"), "no such explanation"),
        ((ids, "  "), "say whose they are"),
        ((ids, "ann", (), "two\nlines"), "one line"),
        ((ids, "ann", (), "x" * 201), "one line"),
        ((ids, "ann", ("",)), "othing was saved"),
    ):
        with pytest.raises(StoreError, match=words):
            together.flag(store, *arguments).result(10)
    assert verdicts(store, explained) == [None] * 4
    assert sql(store.path, "SELECT count(*) FROM review_events") == [(0,)]
    assert settling.reviewer_names(store) == []
    with Store.open(store.path, readonly=True) as reading, pytest.raises(StoreError, match="reading only"):
        together.flag(reading, ids, "ann").result(10)


@pytest.mark.parametrize("mark", [7, [], {}, {"id": "x"}, {"id": "x", "name": "", "n": True}, {"id": 3, "n": 2}])
def test_a_mark_that_cannot_be_read_is_none(store: Store, explained: dict[str, int], mark: object) -> None:
    def work(db):  # type: ignore[no-untyped-def]
        return history.change(
            db, store._author("ann"), explained["a.jpg"], {"verdict": "flawed"}, more={"together": mark}
        )

    store._write(work).result(10)
    store.set_verdict(explained["b.jpg"], "ann", "sound").result(10)
    assert [store.undo("ann").result(10).what for _ in range(2)] == ["sound on b.jpg", "flaw on a.jpg"]


def test_the_project_is_found_as_it_was_kept(project: Path, store: Store, explained: dict[str, int]) -> None:
    together.flag(store, list(explained.values()), "ann", CAUSE, "tag").result(10)
    store.close()
    with Store.open(project, readonly=True) as again:
        assert [one.name for one in checks.check(again) if one.faults] == []
