"""How the reviewed images were chosen, told from which they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import queues
from db.findings import Scope
from db.store import Store
from engine.records import ImageRef
from reports import contents, sampling, trend_facts
from tests.unit.reports.conftest import explanation, spec

IMAGES = 20


@pytest.fixture
def twenty(tmp_path: Path) -> Iterator[Store]:
    """Twenty explanations that nobody has reviewed."""
    with Store.create(tmp_path / "twenty.hansel") as store:
        refs = [ImageRef(f"cat/{n:02}.png", 9, n) for n in range(IMAGES)]
        plan = store.begin_run(spec(tmp_path), refs)
        for pending in plan.pending:
            store.add_explanation(plan.run_id, pending.key, explanation(Path(pending.path), 0, "0" * 64))
        store.finish_run(plan.run_id, "finished")
        yield store


def review(store: Store, keys: list[int]) -> None:
    first = {item.key: item.explanation_id for item in store.items(1, "")}
    for key in keys:
        which = first[key]
        assert which is not None
        store.set_verdict(which, "ana", "sound").result()


def drawn_by(store: Store, seed: int) -> list[int]:
    return list(queues.opened(store, 1, "", queues.Queue("sample", IMAGES, seed)).keys)


def told(store: Store) -> str:
    return contents.read(store).drawn


def counted(store: Store, reviewer: str | None = None, runs: tuple[int, ...] | None = None) -> sampling.Basis:
    return trend_facts.gather(store, "run", Scope(runs, reviewer)).basis


def test_rates_stand_for_what_the_report_says_whatever_was_reviewed(twenty: Store) -> None:
    keys = drawn_by(twenty, 1)
    assert counted(twenty) == sampling.Basis("none")
    for some, basis in (
        (keys[:8], sampling.Basis("sample", 8, 1)),
        (keys[12:13], sampling.Basis("chosen")),
        (keys, sampling.Basis("all")),
    ):
        review(twenty, some)
        assert counted(twenty) == counted(twenty, "ana") == counted(twenty, runs=(1,)) == basis
        assert told(twenty) == sampling.words(basis)
    only = Scope((1,), None, queues.Queue("sample", 5, 3))
    assert trend_facts.gather(twenty, "run", only).basis == sampling.Basis("sample")


def test_a_sample_that_was_gone_through_from_its_beginning_is_recognised(twenty: Store) -> None:
    assert told(twenty) == ""
    keys = drawn_by(twenty, 1)
    review(twenty, keys[:8])
    assert "just the first 8 that the random sample with seed 1 draws" in told(twenty)
    review(twenty, keys[12:13])  # one out of turn, and it is no beginning of the sample any more
    assert "as far as is on record" in told(twenty)


def test_of_another_seed_if_a_queue_or_a_view_has_it(twenty: Store) -> None:
    review(twenty, drawn_by(twenty, 77)[:8])
    assert "as far as is on record" in told(twenty)
    queue = queues.Queue("sample", 10, 77).to_json()
    twenty.set_setting("views", {"mine": {"queue": queue, "filter": ""}}).result()
    assert "seed 77 draws" in told(twenty)


def test_what_could_be_chance_is_not_called_a_sample(twenty: Store) -> None:
    review(twenty, drawn_by(twenty, 1)[:1])  # whichever is first: one in twenty is the sample's
    assert "random sample with seed" not in told(twenty)


def test_the_first_of_a_folder_are_no_sample_and_told_so(twenty: Store) -> None:
    keys = [item.key for item in twenty.items(1, "")]
    review(twenty, keys[:5])
    assert "just the first 5 in the folder's order. Their rates need not hold" in told(twenty)
    review(twenty, keys)
    assert told(twenty).startswith("Every explanation has a verdict")
