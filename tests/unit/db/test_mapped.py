"""The maps of a run with what is said of them, against the database read by hand."""

from __future__ import annotations

import numpy as np
import pytest

from db import mapped, settling
from db.faults import MapAltered, MapMissing
from db.store import Store, StoreError

from .conftest import Folder, explain_all, explanation, sql


@pytest.fixture
def said(store: Store, explained: dict[str, int]) -> dict[str, int]:
    """a: one of two says flawed; b: two of three; c: sound; d: nobody."""
    for name, who, verdict, reasons in (
        ("a.jpg", "ann", "flawed", {"stamp": True}),
        ("a.jpg", "ben", "sound", {}),
        ("b.jpg", "ann", "flawed", {"stamp": True, "border": True}),
        ("b.jpg", "ben", "flawed", {"stamp": True}),
        ("b.jpg", "cem", "sound", {}),
        ("c.jpg", "ann", "sound", {}),
    ):
        store.change(explained[name], who, {"verdict": verdict, "reasons": reasons}).result(10)
    return explained


def test_verdicts_count_as_trends_count_them(store: Store, said: dict[str, int]) -> None:
    rows = {one.relative: one for one in mapped.of_run(store, 1)}
    assert list(rows) == ["a.jpg", "b.jpg", "c.jpg", "deep/d.jpg"]
    assert [one.verdict for one in rows.values()] == ["unsure", "flawed", "sound", None]
    assert [one.reasons for one in rows.values()] == [(), ("border", "stamp"), (), ()]
    settling.settle(store, said["a.jpg"], "cem", "flawed").result(10)
    rows = {one.relative: one for one in mapped.of_run(store, 1)}
    assert (rows["a.jpg"].verdict, rows["a.jpg"].reasons) == ("flawed", ("stamp",))
    own = {one.relative: one for one in mapped.of_run(store, 1, "ben")}
    assert [one.verdict for one in own.values()] == ["sound", "flawed", None, None]
    assert own["b.jpg"].reasons == ("stamp",)


def test_flags_count_each_explanation_once(store: Store, said: dict[str, int]) -> None:
    found = mapped.flags(mapped.of_run(store, 1))
    assert (found.n, found.flawed, found.unsure) == (2, 1, 1)
    assert found.reasons == (("border", 1), ("stamp", 1))
    assert found.share == 0.5
    # Wilson of one in two, worked out by hand: (1/2 ± z sqrt(1/8 + z²/16)) / (1 + z²/2) about the middle, z = 1.95996
    assert found.interval == pytest.approx((0.0945, 0.9055), abs=1e-4)
    nothing = mapped.flags([])
    assert (nothing.share, nothing.interval) == (None, None)


def test_maps_are_read_and_checked(store: Store, explained: dict[str, int]) -> None:
    first, second, third, _ = mapped.of_run(store, 1)
    np.testing.assert_array_equal(mapped.read(store, first), store.map(explained["a.jpg"]))
    (store.path / second.map_path).unlink()
    with pytest.raises(MapMissing):
        mapped.read(store, second)
    file = store.path / third.map_path
    file.write_bytes(file.read_bytes()[:-1] + b"\0")
    with pytest.raises(MapAltered):
        mapped.read(store, third)


def test_only_the_first_explanation_of_each_image_and_what_is_explained(store: Store, folder: Folder) -> None:
    plan = store.begin_run(folder.spec(), folder.scan())
    explain_all(store, plan)
    one = plan.pending[0]
    store.add_explanation(plan.run_id, one.key, explanation(one.path, target=4))
    sql(store.path, "UPDATE run_images SET state = 'failed', reason = 'broken' WHERE relative = 'c.jpg'")
    assert [(row.relative, row.target) for row in mapped.of_run(store, plan.run_id)] == [
        ("a.jpg", 2), ("b.jpg", 2), ("deep/d.jpg", 2),
    ]  # fmt: skip
    with pytest.raises(StoreError, match="no run 9"):
        mapped.of_run(store, 9)
    with pytest.raises(StoreError, match="Nobody called 'dot'"):
        mapped.of_run(store, 1, "dot")
