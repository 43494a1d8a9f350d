"""What is asked for by hand is kept apart from the audits."""

from __future__ import annotations

import shutil

from db import ad_hoc
from db.store import Store
from engine.records import Failure
from tests.unit.db.conftest import explain_all, explanation


def test_images_asked_for_by_hand_collect_in_one_run_that_is_no_audit(store, folder):
    spec = folder.spec()
    plan = store.begin_run(spec, folder.scan())
    explain_all(store, plan)
    refs = {ref.relative: ref for ref in folder.scan()}

    kept = []
    for name, target in (("b.jpg", 2), ("b.jpg", 4), ("a.jpg", 1)):
        run, key = ad_hoc.begin(store, spec, refs[name])
        kept.append((run, key, ad_hoc.keep(store, run, key, explanation(str(folder.path / name), target))))
    (hand,) = {run for run, _, _ in kept}
    assert hand != plan.run_id
    audit, by_hand = store.runs()
    assert (audit.ad_hoc, by_hand.ad_hoc) == (False, True)
    assert (by_hand.state, by_hand.total, by_hand.explained) == ("finished", 2, 2)
    assert store.map(kept[1][2]).shape == (20, 24)

    beside = ad_hoc.explanations_of(store, kept[0][1])
    assert [(one.run_id, one.target, one.label, one.steps) for one in beside] == [
        (plan.run_id, 2, "owl", 10), (hand, 2, "owl", 10), (hand, 4, "hen", 10),
    ]  # fmt: skip
    assert [one.ad_hoc for one in beside] == [False, True, True]
    # The same audit again goes on with the audit, and finds nothing to do.
    again = store.begin_run(spec, folder.scan())
    assert (again.run_id, again.pending) == (plan.run_id, ())


def test_an_audit_has_the_same_id_on_every_copy_whatever_was_asked_for_by_hand_before(tmp_path, folder):
    Store.create(tmp_path / "one.hansel").close()
    shutil.copytree(tmp_path / "one.hansel", tmp_path / "other.hansel", ignore=shutil.ignore_patterns(".lock"))
    spec, uuids = folder.spec(), []
    for name, by_hand_first in (("one", True), ("other", False)):
        with Store.open(tmp_path / f"{name}.hansel") as store:
            if by_hand_first:
                ad_hoc.begin(store, spec, folder.scan()[0])
            run = store.begin_run(spec, folder.scan()).run_id
            row = next(row for row in store.runs() if row.run_id == run)
            assert (row.total, row.ad_hoc) == (4, False)
            uuids.append(row.uuid)
    assert uuids[0] == uuids[1]


def test_a_failure_leaves_what_is_known_and_a_dead_process_leaves_no_audit_to_resume(project, folder):
    with Store.create(project) as store:
        run, key = ad_hoc.begin(store, folder.spec(), folder.scan()[0])
        ad_hoc.keep(store, run, key, explanation(str(folder.path / "a.jpg")))
        assert ad_hoc.begin(store, folder.spec(), folder.scan()[0]) == (run, key)
        assert ad_hoc.keep(store, run, key, Failure("a.jpg", "The map of this image is not finite.")) is None
        (item,) = store.items(run, "")
        assert (item.state, item.target) == ("explained", 2)
        ad_hoc.begin(store, folder.spec(), folder.scan()[1])
    with Store.open(project) as store:
        (row,) = store.runs()
        assert row.ad_hoc
        assert store.begin_run(folder.spec(), folder.scan()).run_id != row.run_id
