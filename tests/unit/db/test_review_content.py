"""Reasons, severity, comment and regions: kept as events, undone as one step, merged without loss."""

from __future__ import annotations

import itertools
import json
import random

import pytest

from db import review_state
from db.review_state import Said
from db.rows import Region
from db.store import Store, StoreError

from .conftest import sql

BOX = {"mark": "spurious", "shape": "box", "points": [10, 20, 110, 90.5]}
BRUSH = {"mark": "missed", "shape": "brush", "box": [4, 5, 3, 2], "runs": [1, 2, 3]}


def test_a_review_keeps_all_that_was_said(store: Store, explained) -> None:
    which = explained["b.jpg"]
    store.change(which, "ann", {"verdict": "flawed", "reasons": {"stamp": True, "background": True}}, seconds=3.2)
    store.change(which, "ann", {"severity": 2, "comment": "Nur die Münze 🪙 zählt"}, seconds=1.3)
    store.change(which, "ann", {"regions": {"r1": BOX, "r2": BRUSH}})
    store.change(which, "ann", {"reasons": {"background": False}, "regions": {"r2": None}}).result()
    row = store.review(which, "ann")
    assert row == store.reviews(1)[0] == store.reviews_of(which)[0]
    assert (row.verdict, row.severity, row.comment) == ("flawed", 2, "Nur die Münze 🪙 zählt")
    assert row.reasons == ("stamp",)
    assert row.regions == (Region("r1", "spurious", "box", (10, 20, 110, 90.5)),)
    assert row.regions[0].to_json() == BOX
    assert row.seconds == pytest.approx(4.5)
    assert row.conflicts == {}
    assert store.history_faults() == []


def test_one_undo_takes_back_one_change_with_all_its_parts(store: Store, explained) -> None:
    which = explained["b.jpg"]
    store.change(which, "ann", {"verdict": "flawed", "reasons": {"stamp": True}})
    store.change(which, "ann", {"comment": "first"})
    store.change(which, "ann", {"comment": "second", "regions": {"r1": BRUSH}}).result()
    assert store.undo("ann").result().what == "region on b.jpg"
    assert store.review(which, "ann").comment == "first"
    assert store.review(which, "ann").regions == ()
    assert store.undo("ann").result().what == "comment on b.jpg"
    assert store.undo("ann").result().what == "flaw on b.jpg"
    row = store.review(which, "ann")
    assert (row.verdict, row.reasons, row.comment) == (None, (), "")
    for _ in range(3):
        store.redo("ann").result()
    row = store.review(which, "ann")
    assert (row.verdict, row.reasons, row.comment, len(row.regions)) == ("flawed", ("stamp",), "second", 1)
    assert store.history_faults() == []


def test_what_is_so_already_is_no_event_and_looking_is_one_that_undo_passes_over(store: Store, explained) -> None:
    which = explained["a.jpg"]
    store.change(which, "ann", {"severity": 1, "reasons": {"other": True}})
    store.change(which, "ann", {"severity": 1})
    store.change(which, "ann", {"reasons": {"other": True, "stamp": False}})
    store.change(which, "ann", {}, seconds=2)
    assert store.review(which, "bob") is None
    store.change(which, "bob", {"verdict": None, "comment": ""}).result()
    assert store.review(which, "bob") is None
    assert sql(store.path, "SELECT kind FROM review_events ORDER BY id") == [("change",), ("view",)]
    assert store.review(which, "ann").seconds == 2
    assert store.undo("ann").result().what == "reason on a.jpg"
    assert store.undo("ann").result() is None


@pytest.mark.parametrize(
    "sets",
    [
        {"verdict": "great"},
        {"severity": 4},
        {"severity": True},
        {"comment": None},
        {"comment": "\udcff"},
        {"reasons": ["stamp"]},
        {"reasons": {"": True}},
        {"regions": {"r": {"mark": "spurious", "shape": "box", "points": [1, 2, 3]}}},
        {"regions": {"r": {"mark": "nice", "shape": "box", "points": [1, 2, 3, 4]}}},
        {"regions": {"r": {"mark": "missed", "shape": "polygon", "points": [1, 2, 3, float("nan"), 4, 5]}}},
        {"regions": {"r": {"mark": "missed", "shape": "brush", "box": [1, 2, 3], "runs": [1]}}},
        {"colour": "red"},
    ],
)
def test_what_no_review_can_hold_is_refused(store: Store, explained, sets) -> None:
    fault = store.change(explained["a.jpg"], "ann", sets).exception(10)
    assert isinstance(fault, StoreError)
    assert "nothing was saved" in str(fault)
    assert sql(store.path, "SELECT count(*) FROM review_events") == [(0,)]


def test_a_comment_of_a_hundred_thousand_characters_is_kept(store: Store, explained) -> None:
    text = "Ää\u202e אב 字\n" * 10_000
    store.change(explained["a.jpg"], "ann", {"comment": text}).result()
    assert store.review(explained["a.jpg"], "ann").comment == text
    assert store.history_faults() == []


def event(number: int, kind: str, payload: dict, refers_to: str | None = None) -> Said:
    return Said(f"{number:032x}", kind, payload, refers_to)


def test_two_verdicts_of_one_reviewer_that_knew_nothing_of_each_other_are_both_kept() -> None:
    here = event(1, "change", {"set": {"verdict": "sound"}})
    there = event(2, "change", {"set": {"verdict": "flawed", "comment": "edge"}})
    both = review_state.add_up([there, here])
    assert (both.verdict, both.conflicts) == ("flawed", {"verdict": ("sound",)})
    settled = event(3, "change", {"set": {"verdict": "sound"}, "replaces": {"verdict": [here.uuid, there.uuid]}})
    after = review_state.add_up([settled, there, here])
    assert (after.verdict, after.comment, after.conflicts) == ("sound", "edge", {})
    undone = event(4, "undo", {"event": settled.uuid}, settled.uuid)
    assert review_state.add_up([here, undone, there, settled]) == both


def test_what_was_replaced_stays_replaced_when_the_replacing_change_is_itself_replaced_and_undone() -> None:
    first = event(1, "change", {"set": {"verdict": "sound"}})
    second = event(2, "change", {"set": {"verdict": "unsure"}, "replaces": {"verdict": [first.uuid]}})
    third = event(3, "change", {"set": {"verdict": "flawed"}, "replaces": {"verdict": [second.uuid]}})
    undone = event(4, "undo", {"event": second.uuid}, second.uuid)
    state = review_state.add_up([first, second, third, undone])
    assert (state.verdict, state.conflicts) == ("flawed", {})


def test_the_state_does_not_depend_on_the_order_in_which_events_come_in(store: Store, explained) -> None:
    chance = random.Random(3)
    names = list(explained)
    for _ in range(60):
        which = explained[chance.choice(names)]
        match chance.randrange(6):
            case 0:
                store.change(which, "ann", {"verdict": chance.choice(["sound", "flawed", "unsure", None])})
            case 1:
                store.change(which, "ann", {"reasons": {chance.choice("abc"): chance.random() < 0.6}})
            case 2:
                store.change(which, "ann", {"comment": str(chance.randrange(5)), "severity": chance.choice([1, 2])})
            case 3:
                store.change(which, "ann", {"regions": {chance.choice("xyz"): chance.choice([BOX, BRUSH, None])}})
            case 4:
                store.undo("ann")
            case 5:
                store.redo("ann")
    store.set_verdict(explained[names[0]], "bob", "sound").result()
    for name in names:
        rows = sql(
            store.path,
            "SELECT uuid, kind, payload FROM review_events WHERE explanation_id = ? AND reviewer_id = 1",
            explained[name],
        )
        said = [Said(one, kind, json.loads(text), json.loads(text).get("event")) for one, kind, text in rows]
        kept = store.review(explained[name], "ann")
        for _ in range(5):
            chance.shuffle(said)
            state = review_state.add_up(said)
            assert state.verdict == kept.verdict
            assert state.reasons == kept.reasons
            assert state.comment == kept.comment
            assert sorted(state.regions) == [region.id for region in kept.regions]
    assert store.history_faults() == []


def test_undo_leads_back_through_every_earlier_state_and_redo_forth_again(store: Store, explained) -> None:
    """Against a plain list of snapshots, which knows nothing of events."""
    changes = [
        {"verdict": "flawed"},
        {"reasons": {"stamp": True}},
        {"verdict": "sound", "reasons": {"stamp": False}},
        {"comment": "a"},
        {"regions": {"r": BOX}},
        {"regions": {"r": {**BOX, "points": [0, 0, 5, 5]}}, "severity": 3},
        {"verdict": None},
    ]
    which = itertools.cycle((explained["a.jpg"], explained["b.jpg"]))

    def snapshot() -> list:
        return [
            (row.verdict, row.reasons, row.comment, row.regions, row.severity)
            for row in (store.review(explained[name], "ann") for name in ("a.jpg", "b.jpg"))
            if row is not None
        ]

    for name in ("a.jpg", "b.jpg"):  # so that both have a row from the start
        store.change(explained[name], "ann", {"comment": "there"}).result()
    seen = [snapshot()]
    for change in changes:
        store.change(next(which), "ann", change).result()
        if (now := snapshot()) != seen[-1]:
            seen.append(now)
    steps = len(seen) - 1
    for step in reversed(range(steps)):
        store.undo("ann").result()
        assert snapshot() == seen[step]
    for step in range(steps):
        store.redo("ann").result()
        assert snapshot() == seen[step + 1]


def test_a_clock_that_goes_back_changes_no_order(store: Store, explained, monkeypatch) -> None:
    real = __import__("time").time_ns
    which = explained["a.jpg"]
    for hours, verdict in ((0, "sound"), (-5, "flawed"), (-9, "unsure")):
        monkeypatch.setattr("time.time_ns", lambda hours=hours: real() + hours * 3600 * 10**9)
        store.set_verdict(which, "ann", verdict).result()
    assert store.review(which, "ann").verdict == "unsure"
    assert store.review(which, "ann").conflicts == {}
    assert [row[0] for row in sql(store.path, "SELECT uuid FROM review_events ORDER BY uuid")] == [
        row[0] for row in sql(store.path, "SELECT uuid FROM review_events ORDER BY id")
    ]
    assert store.undo("ann").result().what == "unsure on a.jpg"
    assert store.review(which, "ann").verdict == "flawed"
    assert store.history_faults() == []


def test_a_sign_off_records_the_heads_and_tells_what_came_after(store: Store, explained) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "flawed")
    store.set_verdict(explained["b.jpg"], "bob", "sound").result()
    newest = {row for (row,) in sql(store.path, "SELECT hash FROM review_events")}
    signed = store.sign_off(1, "ann").result()
    assert (signed.run_id, signed.reviewer, signed.since) == (1, "ann", 0)
    payload = json.loads(sql(store.path, "SELECT payload FROM review_events WHERE kind = 'sign-off'")[0][0])
    assert {head["hash"] for head in payload["heads"]} == newest
    assert payload["verdicts"] == {"flawed": 1}
    store.set_verdict(explained["b.jpg"], "ann", "flawed")
    store.set_verdict(explained["c.jpg"], "bob", "flawed").result()
    (kept,) = store.sign_offs(1)
    assert (kept.head, kept.since) == (signed.head, 1)
    again = store.sign_off(1, "ann").result()
    assert store.undo("ann").result().what == "sign-off of run 1"
    assert store.sign_offs(1)[0].head == signed.head != again.head
    assert store.redo("ann").result().explanation_id is None
    assert store.sign_offs(1)[0].head == again.head
    assert isinstance(store.sign_off(9, "ann").exception(10), StoreError)
    assert store.history_faults() == []


def test_one_sign_off_is_taken_back_whatever_came_after_and_only_by_who_gave_it(store: Store, explained) -> None:
    store.set_verdict(explained["a.jpg"], "ann", "flawed")
    head = store.sign_off(1, "ann").result().head
    store.set_verdict(explained["b.jpg"], "ann", "sound")
    store.set_verdict(explained["b.jpg"], "bob", "unsure").result()
    assert store.undo("bob", only=head).result() is None
    assert store.review(explained["b.jpg"], "bob").verdict == "unsure"
    assert [one.head for one in store.sign_offs(1)] == [head]

    assert store.undo("ann", only=head).result().what == "sign-off of run 1"
    assert store.sign_offs(1) == []
    assert store.undo("ann", only=head).result() is None  # it does not stand any more, and nothing goes in its place
    assert store.review(explained["a.jpg"], "ann").verdict == "flawed"
    assert store.review(explained["b.jpg"], "ann").verdict == "sound"
    assert store.history_faults() == []
    assert store.redo("ann").result().what == "sign-off of run 1"
    assert [one.head for one in store.sign_offs(1)] == [head]
    assert store.undo("ann", only="0" * 64).result() is None
