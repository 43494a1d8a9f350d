from pathlib import Path

import pytest

from db import ad_hoc, settling
from db.store import Store
from engine.records import ImageRef
from reports import contents
from reports.files import ReportError
from tests.unit.reports.conftest import spec


def test_counts_verdicts_by_image_and_not_by_reviewer(project: Store) -> None:
    found = contents.read(project)
    assert [len(found.with_verdict(one)) for one in ("sound", "flawed", "unsure", "differ")] == [1, 2, 1, 1]
    assert (len(found.explained), len(found.failed), found.waiting, len(found.reviewed)) == (6, 1, 0, 5)
    assert found.reviewers == ("ana", "ben")


def test_the_flawed_rate_is_of_those_that_are_flawed_or_sound(project: Store) -> None:
    rate = contents.read(project).flawed_rate
    assert (rate.hits, rate.n) == (2, 3)


def test_a_settled_disagreement_counts_as_it_was_settled_until_a_verdict_changes(project: Store) -> None:
    (entry,) = contents.read(project).with_verdict("differ")
    assert entry.explanation is not None
    which = entry.explanation.explanation_id
    settling.settle(project, which, "ana", "flawed").result()
    found = contents.read(project)
    assert not found.with_verdict("differ")
    assert (found.flawed_rate.hits, found.flawed_rate.n) == (3, 4)
    other = next(review for review in entry.reviews if review.verdict != "unsure")
    project.set_verdict(which, other.reviewer, "unsure").result()
    assert len(contents.read(project).with_verdict("differ")) == 1


def test_more_than_half_of_the_reviewers_decide(project: Store) -> None:
    (entry,) = contents.read(project).with_verdict("differ")  # ana: flawed, ben: sound
    assert entry.explanation is not None
    project.set_verdict(entry.explanation.explanation_id, "cem", "flawed").result()
    assert len(contents.read(project).with_verdict("flawed")) == 3
    project.set_verdict(entry.explanation.explanation_id, "dot", "unsure").result()
    assert len(contents.read(project).with_verdict("differ")) == 1  # two of four are not more than half


def test_crosses_right_and_wrong_with_sound_and_flawed(project: Store) -> None:
    right, wrong = contents.read(project).cross_table()
    assert (right.sound, right.flawed, right.unsure, right.differ, right.unreviewed) == (1, 1, 1, 1, 1)
    assert (wrong.sound, wrong.flawed, wrong.unsure, wrong.differ, wrong.unreviewed) == (0, 1, 0, 0, 0)
    assert (right.flawed_rate.hits, right.flawed_rate.n) == (1, 2)
    accuracy = contents.read(project).accuracy
    assert accuracy is not None
    assert (accuracy.hits, accuracy.n) == (5, 6)


def test_a_verdict_taken_back_is_none(project: Store) -> None:
    first = contents.read(project).entries[0]
    assert first.explanation is not None
    assert first.verdict == "sound"
    project.set_verdict(first.explanation.explanation_id, "ana", None).result()
    assert contents.read(project).entries[0].verdict is None


def test_names_the_runs_there_are(project: Store, tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no run 7; it has 1"):
        contents.read(project, 7)
    with Store.create(tmp_path / "empty.hansel") as empty, pytest.raises(ReportError, match="no run yet"):
        contents.read(empty)


def test_what_was_asked_for_by_hand_is_not_the_newest_audit_but_may_be_asked(project: Store, tmp_path: Path) -> None:
    image = tmp_path / "images" / "dog" / "e.png"
    about = image.stat()
    run, _ = ad_hoc.begin(project, spec(tmp_path / "images"), ImageRef("dog/e.png", about.st_size, about.st_mtime_ns))
    assert contents.read(project).run.run_id != run
    assert contents.read(project, run).run.run_id == run


def test_all_explanations_of_a_run_at_once_are_those_one_by_one(two_runs: Store) -> None:
    for run in (1, 2):
        one_by_one = {
            item.explanation_id: two_runs.explanation(item.explanation_id)
            for item in two_runs.items(run, "")
            if item.explanation_id is not None
        }
        assert two_runs.explanations(run) == one_by_one
    assert two_runs.explanations(99) == {}
