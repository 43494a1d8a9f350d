"""Truth goes into the project with the images and comes out as it went in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from db.store import Store, StoreError
from engine.records import ImageRef, TrueObject, Truth

from .conftest import Folder, explain_all, sql

BOXED = Truth(
    ("cat", "Füchsin"),
    (
        TrueObject("cat", 1.5, 2.0, 30.0, 40.25),
        TrueObject("Füchsin", 0.0, 0.0, 4.0, 4.0, ((0.0, 0.0, 4.0, 0.0, 4.0, 4.0), (1.0, 1.0, 2.0, 1.0, 2.0, 2.0))),
        TrueObject("cat", 0.0, 0.0, 2.0, 2.0, runs=(1, 2, 3)),
    ),
    640,
    427,
)


def with_truth(refs: list[ImageRef], truth: Truth | None, label: str | None = None) -> list[ImageRef]:
    return [replace(refs[0], truth=truth, label=label), *refs[1:]]


def test_truth_comes_back_as_it_went_in(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), with_truth(folder.scan(), BOXED))
    assert store.truth(plan.pending[0].key) == BOXED
    assert store.truth(plan.pending[1].key) is None
    with pytest.raises(StoreError, match="no such image"):
        store.truth(999)


def test_no_truth_is_null_in_the_table(store: Store, project: Path, folder: Folder) -> None:
    store.begin_run(folder.spec(), folder.scan())
    assert sql(project, "SELECT DISTINCT truth, true_label FROM images") == [(None, None)]


def test_a_corrected_truth_replaces_the_old_one_and_nothing_is_explained_again(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), with_truth(folder.scan(), BOXED, "cat"))
    explain_all(store, plan)
    key = plan.pending[0].key
    corrected = Truth(("owl",), (TrueObject("owl", 1, 1, 2, 2),))
    again = store.begin_run(folder.spec(), with_truth(folder.scan(), corrected, "owl"))
    assert again.pending == ()
    assert store.truth(key) == corrected
    assert store.items(plan.run_id, "ann")[0].true_label == "owl"


def test_a_scan_that_knows_no_truth_takes_none_away(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), with_truth(folder.scan(), BOXED, "cat"))
    store.begin_run(folder.spec(), folder.scan())
    assert store.truth(plan.pending[0].key) == BOXED
    assert store.items(plan.run_id, "ann")[0].true_label == "cat"


def test_a_file_that_changed_while_the_run_went_on_keeps_its_truth(store: Store, project: Path, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), with_truth(folder.scan(), BOXED, "cat"))
    explain_all(store, plan)
    folder.write("a.jpg", b"another picture")
    again = store.begin_run(folder.spec(), with_truth(folder.scan(), BOXED, "cat"))
    assert again.changed == 1
    (key,) = (one.key for one in again.pending)
    assert key != plan.pending[0].key
    assert store.truth(key) == BOXED
