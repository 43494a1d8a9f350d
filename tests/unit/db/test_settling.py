"""What settles a disagreement: an event like any other, and nobody's own verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import bundle, settling
from db.store import Store, StoreError
from tests.unit.db.conftest import Folder, explain_all


@pytest.fixture
def store(tmp_path: Path, folder: Folder):  # type: ignore[no-untyped-def]
    with Store.create(tmp_path / "p.hansel") as made:
        explain_all(made, made.begin_run(folder.spec(), folder.scan()))
        made.set_verdict(1, "ann", "sound").result()
        made.set_verdict(1, "ben", "flawed").result()
        yield made


def test_it_is_told_with_the_verdicts_it_was_given_for(store: Store) -> None:
    made = settling.settle(store, 1, "cem", "flawed").result()
    assert made == settling.settled(store, 1)
    assert (made.verdict, made.reviewer, made.verdicts) == ("flawed", "cem", {"ann": "sound", "ben": "flawed"})
    assert settling.settled_in_run(store, 1) == {1: made}
    assert settling.settled(store, 2) is None
    assert made.holds_for(store.reviews_of(1))
    # Nobody's own verdict is changed, and whoever settles has given none.
    assert {row.reviewer: row.verdict for row in store.reviews_of(1)} == {"ann": "sound", "ben": "flawed", "cem": None}
    assert store.counts(1, "cem").reviewed == 0
    assert store.history_faults() == []
    store.set_verdict(1, "ann", "unsure").result()
    assert not made.holds_for(store.reviews_of(1))
    assert settling.reviewer_names(store) == ["ann", "ben", "cem"]


def test_the_last_one_holds_and_undo_brings_back_the_one_before(store: Store) -> None:
    settling.settle(store, 1, "ann", "sound").result()
    settling.settle(store, 1, "ann", "unsure").result()
    assert store.next_undo("ann").what.startswith("settled verdict on ")
    store.undo("ann").result()
    assert settling.settled(store, 1).verdict == "sound"
    store.undo("ann").result()
    assert settling.settled(store, 1) is None
    assert store.review(1, "ann").verdict == "sound"
    store.redo("ann").result()
    assert settling.settled(store, 1).verdict == "sound"
    assert store.history_faults() == []


def test_there_must_be_a_disagreement_and_a_verdict(store: Store) -> None:
    with pytest.raises(StoreError, match="do not disagree"):
        settling.settle(store, 2, "ann", "sound").result()
    with pytest.raises(StoreError, match="'fine'"):
        settling.settle(store, 1, "ann", "fine").result()  # type: ignore[arg-type]
    store.set_verdict(1, "ben", "sound").result()
    with pytest.raises(StoreError, match="do not disagree"):
        settling.settle(store, 1, "ann", "sound").result()


def test_it_travels_in_a_bundle(store: Store, tmp_path: Path) -> None:
    made = settling.settle(store, 1, "cem", "flawed").result()
    file = tmp_path / "all.hansel-bundle"
    bundle.write(store, file)
    bundle.take(file, tmp_path / "q.hansel")
    with Store.open(tmp_path / "q.hansel") as other:
        (found,) = settling.settled_in_run(other, 1).values()
        assert found == made
        assert other.history_faults() == []
