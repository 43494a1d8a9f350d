"""What there is of one image in a project: by its key and by its bytes, in all runs, with one's own verdict only."""

from __future__ import annotations

from db import ad_hoc, same_image
from tests.unit.db.conftest import Folder, explain_all, explanation


def test_everything_of_the_same_bytes_is_found_and_nothing_else(store, folder, tmp_path):
    plan = store.begin_run(folder.spec(), folder.scan())
    explain_all(store, plan)
    refs = {ref.relative: ref for ref in folder.scan()}
    key = next(item.key for item in store.items(plan.run_id, "ana") if item.relative == "b.jpg")
    run, by_hand = ad_hoc.begin(store, folder.spec(method="gradient", parameters={}), refs["b.jpg"])
    kept = ad_hoc.keep(store, run, by_hand, explanation(str(folder.path / "b.jpg"), 4))
    # A second folder has the same picture twice under other names, and one of its own.
    other = Folder(tmp_path / "copies")
    for name in ("x.jpg", "y.jpg"):
        other.write(name, (folder.path / "b.jpg").read_bytes())
    other.write("z.jpg", b"something else")
    again = store.begin_run(other.spec(model_fingerprint="b2" * 32, model_version="4"), other.scan())
    explain_all(store, again)

    found = same_image.explanations_of(store, key, "ana")
    assert [(one.beside.run_id, one.beside.method, one.beside.label) for one in found] == [
        (plan.run_id, "learned", "owl"), (again.run_id, "learned", "owl"), (run, "gradient", "hen"),
    ]  # fmt: skip
    assert [one.row.relative for one in found] == ["b.jpg", "x.jpg", "b.jpg"]
    assert {one.row.sha256 for one in found} == {found[0].row.sha256}
    # One's own verdict, and nobody else's.
    store.change(kept, "ben", {"verdict": "flawed"}).result()
    store.change(found[0].beside.explanation_id, "ana", {"verdict": "sound"}).result()
    assert [one.verdict for one in same_image.explanations_of(store, key, "ana")] == ["sound", None, None]
    # What the strip of Review offers stays with the image itself.
    assert [one.run_id for one in ad_hoc.explanations_of(store, key)] == [plan.run_id, run]


def test_a_file_that_changed_is_another_image(store, folder):
    plan = store.begin_run(folder.spec(), folder.scan())
    explain_all(store, plan)
    before = {item.relative: item.key for item in store.items(plan.run_id, "")}["a.jpg"]
    folder.write("a.jpg", b"replaced")
    more = store.begin_run(folder.spec(seed=9), folder.scan())
    explain_all(store, more)
    now = {item.relative: item.key for item in store.items(more.run_id, "")}["a.jpg"]
    assert now != before
    assert [one.beside.run_id for one in same_image.explanations_of(store, before, "")] == [plan.run_id]
    assert [one.beside.run_id for one in same_image.explanations_of(store, now, "")] == [more.run_id]
