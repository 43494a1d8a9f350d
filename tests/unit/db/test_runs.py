"""What a second audit of the same folder does."""

from __future__ import annotations

import math
import os
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from db import defence
from db.store import Store, StoreError
from engine.records import Evidence, Failure, ImageRef

from .conftest import GEOMETRY, Folder, explain_all, explanation, sql


def names(plan):
    return [one.relative for one in plan.pending]


def test_a_new_run_has_every_image_to_do_in_order(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    assert names(plan) == ["a.jpg", "b.jpg", "c.jpg", "deep/d.jpg"]
    assert plan.pending[3].path == str(folder.path / "deep" / "d.jpg")
    assert (plan.resumed, plan.done, plan.total, plan.new, plan.changed, plan.gone) == (False, 0, 4, 0, 0, 0)


def test_a_run_tells_where_its_model_was_from_wherever_one_stands(
    store: Store, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store.begin_run(folder.spec(model_file="nets/model.toml"), folder.scan())
    assert store.runs()[0].model_file == str(tmp_path / "nets" / "model.toml")


def test_an_unfinished_run_goes_on_after_reopening(project: Path, folder: Folder) -> None:
    with Store.create(project) as store:
        plan = store.begin_run(folder.spec(), folder.scan())
        store.add_explanation(plan.run_id, plan.pending[0].key, explanation(plan.pending[0].path))
        store.add_failure(plan.run_id, plan.pending[1].key, Failure("b.jpg", "It is cut short."))
    with Store.open(project) as store:
        assert store.runs()[0].state == "interrupted"
        again = store.begin_run(folder.spec(), folder.scan())
        assert again.run_id == plan.run_id
        assert again.resumed
        assert not again.was_finished
        assert names(again) == ["c.jpg", "deep/d.jpg"]
        assert (again.done, again.total, again.failed_before) == (2, 4, 1)
        assert store.runs()[0].state == "running"


def test_after_a_finished_run_only_new_and_changed_files_are_done(store: Store, folder: Folder, explained) -> None:
    folder.write("b.jpg", b"another picture")
    folder.touch("c.jpg")
    folder.write("aa.jpg", b"new")
    (folder.path / "a.jpg").unlink()
    plan = store.begin_run(folder.spec(), folder.scan())
    assert sorted(names(plan)) == ["aa.jpg", "b.jpg"]
    assert plan.was_finished
    assert (plan.changed, plan.new, plan.gone, plan.done, plan.total) == (1, 1, 1, 2, 4)

    explain_all(store, plan)
    items = {item.relative: item for item in store.items(plan.run_id, "ann")}
    assert list(items) == ["a.jpg", "b.jpg", "c.jpg", "deep/d.jpg", "aa.jpg"]
    assert items["b.jpg"].explanation_id != explained["b.jpg"]
    assert items["a.jpg"].explanation_id == explained["a.jpg"]
    # What was said of the old picture stays readable.
    assert store.explanation(explained["b.jpg"]).relative == "b.jpg"
    nothing = store.begin_run(folder.spec(), folder.scan())
    assert (nothing.pending, nothing.changed, nothing.new, nothing.gone) == ((), 0, 0, 1)
    assert store.runs()[0].state == "finished"


def test_a_touched_file_is_read_once_and_then_known(store: Store, folder: Folder, explained) -> None:
    folder.touch("c.jpg")
    assert store.begin_run(folder.spec(), folder.scan()).pending == ()
    refs = folder.scan()
    (folder.path / "c.jpg").write_bytes(b"not read again, for size and time are as recorded")
    assert store.begin_run(folder.spec(), refs).pending == ()


def test_a_file_that_changes_back_finds_its_explanation_again(store: Store, folder: Folder, explained) -> None:
    before = (folder.path / "b.jpg").read_bytes()
    folder.write("b.jpg", b"for a moment something else")
    assert names(store.begin_run(folder.spec(), folder.scan())) == ["b.jpg"]
    folder.write("b.jpg", before)
    plan = store.begin_run(folder.spec(), folder.scan())
    assert plan.pending == ()
    assert {item.relative: item.explanation_id for item in store.items(plan.run_id, "ann")} == explained


def test_a_failed_image_is_tried_again_only_when_its_file_changed(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    for one in plan.pending:
        store.add_failure(plan.run_id, one.key, Failure(one.relative, "It holds no picture."))
    store.finish_run(plan.run_id, "finished")
    assert store.begin_run(folder.spec(), folder.scan()).pending == ()
    folder.write("c.jpg", b"a good picture now")
    again = store.begin_run(folder.spec(), folder.scan())
    assert names(again) == ["c.jpg"]
    assert (again.changed, again.failed_before) == (1, 3)


def test_a_waiting_image_may_change_without_being_counted(store: Store, folder: Folder) -> None:
    first = store.begin_run(folder.spec(), folder.scan())
    folder.write("a.jpg", b"changed before anybody looked")
    again = store.begin_run(folder.spec(), folder.scan())
    assert names(again) == names(first)
    assert again.changed == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"model_fingerprint": "b2" * 32},
        {"method": "gradient"},
        {"parameters": {"steps": 20, "rate": 0.1}},
        {"seed": 8},
        {"batch_size": 8},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_another_model_method_or_setting_is_another_run(store: Store, folder: Folder, explained, changes) -> None:
    plan = store.begin_run(folder.spec(**changes), folder.scan())
    assert not plan.resumed
    assert len(plan.pending) == 4
    assert len(store.runs()) == 2


def test_device_versions_and_the_order_of_parameters_make_no_other_run(store: Store, folder: Folder, explained) -> None:
    spec = folder.spec(parameters={"rate": 0.1, "steps": 10}, device="cuda:0", versions={"torch": "3.0"})
    folder.write("e.jpg", b"e")
    plan = store.begin_run(spec, folder.scan())
    assert plan.resumed
    explain_all(store, plan)
    # Where each explanation was made is still told apart.
    query = "SELECT s.device, count(*) FROM explanations e JOIN sessions s ON s.id = e.session_id GROUP BY 1"
    made = sql(store.path, query)
    assert sorted(made) == [("cpu", 4), ("cuda:0", 1)]


def test_a_smaller_batch_is_remembered_by_the_run_on_that_device(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(batch_size=8), folder.scan())
    assert plan.batch_size == 8
    first, *rest = plan.pending
    store.add_explanation(plan.run_id, first.key, explanation(first.path))
    store.smaller_batch(plan.run_id, 4)
    for one in rest[:2]:
        store.add_explanation(plan.run_id, one.key, explanation(one.path))
    assert store.begin_run(folder.spec(batch_size=8, device="cuda:0"), folder.scan()).batch_size == 8
    again = store.begin_run(folder.spec(batch_size=8), folder.scan())
    assert (again.run_id, again.batch_size) == (plan.run_id, 4)
    store.add_explanation(plan.run_id, rest[2].key, explanation(rest[2].path))
    # With what batch each was made is what making it again goes by.
    assert [defence.find(store, str(number)).batch_size for number in (1, 2, 3, 4)] == [8, 4, 4, 4]
    assert store.runs()[0].batch_size == 8


def test_new_run_starts_beside_and_is_then_the_one_resumed(store: Store, folder: Folder, explained) -> None:
    beside = store.begin_run(folder.spec(), folder.scan(), new_run=True)
    assert not beside.resumed
    assert len(beside.pending) == 4
    assert store.begin_run(folder.spec(), folder.scan()).run_id == beside.run_id
    assert [run.explained for run in store.runs()] == [4, 0]


def test_the_same_folder_by_another_spelling_is_the_same_run(
    store: Store, folder: Folder, explained, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.path.parent)
    assert store.begin_run(folder.spec(folder="photos/"), folder.scan()).resumed


def test_limit_takes_the_first_and_more_can_follow(store: Store, folder: Folder) -> None:
    first = store.begin_run(folder.spec(), folder.scan(), limit=2)
    assert (names(first), first.total, first.gone) == (["a.jpg", "b.jpg"], 2, 0)
    explain_all(store, first)
    assert store.begin_run(folder.spec(), folder.scan(), limit=2).pending == ()
    rest = store.begin_run(folder.spec(), folder.scan())
    assert (names(rest), rest.done, rest.new) == (["c.jpg", "deep/d.jpg"], 2, 2)


def test_an_explanation_comes_back_as_it_was(store: Store, folder: Folder) -> None:
    refs = [replace(ref, label="owl") for ref in folder.scan()]
    plan = store.begin_run(folder.spec(), refs)
    given = explanation(plan.pending[0].path, target=4)
    row = store.explanation(store.add_explanation(plan.run_id, plan.pending[0].key, given))
    assert (row.run_id, row.key, row.relative) == (plan.run_id, plan.pending[0].key, "a.jpg")
    assert (row.path, row.true_label, row.sha256) == (plan.pending[0].path, "owl", given.sha256)
    assert (row.geometry, row.evidence, row.losses) == (GEOMETRY, given.evidence, (1.5, 0.75))
    assert (row.gated, row.executed, row.seconds, row.warnings) == (16, 17, 0.25, given.warnings)
    assert (row.prediction, row.target, row.method, row.labels[4]) == (2, 4, "learned", "hen")
    assert row.probability == pytest.approx(0.5)
    assert row.target_probability == pytest.approx(0.3)
    assert [index for index, _ in row.top] == [2, 4, 1, 0, 5]
    assert [value for _, value in row.top] == pytest.approx([0.5, 0.3, 0.1, 0.05, 0.03])
    assert (row.map_low, row.map_high) == (given.map.min(), given.map.max())


def test_one_image_can_be_explained_for_several_classes_but_each_only_once(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    key, path = plan.pending[0].key, plan.pending[0].path
    first = store.add_explanation(plan.run_id, key, explanation(path, target=2, seed=1))
    store.add_explanation(plan.run_id, key, explanation(path, target=4, seed=2))
    with pytest.raises(StoreError, match="already explained"):
        store.add_explanation(plan.run_id, key, explanation(path, target=2, seed=3))
    assert np.array_equal(store.map(first), explanation(target=2, seed=1).map)
    items = store.items(plan.run_id, "ann")
    assert len(items) == 4
    assert items[0].explanation_id == first
    assert store.counts(plan.run_id, "ann").explained == 1


def test_a_measure_that_is_no_number_comes_back_as_such(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    given = explanation(evidence=Evidence(math.nan, 0.5, 0.5, 0.5))
    row = store.explanation(store.add_explanation(plan.run_id, plan.pending[0].key, given))
    assert math.isnan(row.evidence.keep)
    assert row.evidence.drop == 0.5


def test_a_file_that_changes_while_the_run_goes_on_is_kept_with_the_bytes_that_were_seen(
    store: Store, folder: Folder, explained
) -> None:
    plan = store.begin_run(folder.spec(seed=9), folder.scan())
    (folder.path / "a.jpg").write_bytes(b"changed after the scan")
    seen = explanation(plan.pending[0].path)
    row = store.explanation(store.add_explanation(plan.run_id, plan.pending[0].key, seen))
    assert row.sha256 == seen.sha256
    assert store.explanation(explained["a.jpg"]).sha256 != seen.sha256
    items = store.items(plan.run_id, "ann")
    assert [item.relative for item in items] == ["a.jpg", "b.jpg", "c.jpg", "deep/d.jpg"]
    assert items[0].explanation_id == row.explanation_id


def test_a_failure_tells_its_reason_and_spares_what_is_explained(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    good, bad = plan.pending[0], plan.pending[1]
    store.add_explanation(plan.run_id, good.key, explanation(good.path))
    store.add_failure(plan.run_id, good.key, Failure("a.jpg", "No gradient for class 5."))
    store.add_failure(plan.run_id, bad.key, Failure("b.jpg", "It is cut short."))
    first, second = store.items(plan.run_id, "ann")[:2]
    assert (first.state, second.state, second.reason) == ("explained", "failed", "It is cut short.")
    assert (store.runs()[0].explained, store.runs()[0].failed, store.runs()[0].total) == (1, 1, 4)


def test_an_image_of_another_run_is_refused(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    with pytest.raises(StoreError, match="does not belong"):
        store.add_explanation(plan.run_id, 999, explanation())
    with pytest.raises(StoreError, match="does not belong"):
        store.add_failure(plan.run_id, 999, Failure("x", "y"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows such names")
def test_a_file_name_that_is_no_unicode_is_kept_exactly(store: Store, folder: Folder) -> None:
    name = os.fsdecode(b"caf\xe9.jpg")
    plan = store.begin_run(folder.spec(), [ImageRef(name, 3, 4), ImageRef("naïve 猫.jpg", 3, 4)])
    store.add_failure(plan.run_id, plan.pending[0].key, Failure(name, f"{name} cannot be read."))
    first, second = store.items(plan.run_id, "ann")
    assert os.fsencode(first.path).endswith(b"/caf\xe9.jpg")
    assert first.reason == f"{name} cannot be read."
    assert second.relative == "naïve 猫.jpg"
    assert store.begin_run(folder.spec(), [ImageRef(name, 3, 4)]).done == 1
