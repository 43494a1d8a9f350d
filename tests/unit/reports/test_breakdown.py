"""Flaws by class and by reason, counted by hand."""

from __future__ import annotations

from db.store import Store
from reports import contents
from reports.breakdown import by_class, by_reason
from tests.unit.reports.test_settled import DIFFER, number


def test_classes_come_with_the_most_flawed_first_and_how_many_were_predicted_right(project: Store) -> None:
    project.set_verdict(number(project, "dog/d.png"), "ana", "flawed").result()
    found = by_class(contents.read(project))
    # dog was explained for three: cat/... (wrong, flawed), d (right, flawed), e (nobody has judged it).
    assert [(one.title, one.flawed.hits, one.flawed.n, one.wrong_reason) for one in found] == [
        ("dog", 2, 2, 1), ("cat", 1, 2, 1),
    ]  # fmt: skip


def test_a_reason_counts_once_for_an_explanation_and_only_where_it_is_flawed(project: Store) -> None:
    first, second = number(project, "cat/=HYPERLINK(1).png"), number(project, "cat/\u05d0\u202egpj.png")
    both = {"background": True, "own words": True}
    project.change(first, "ana", {"reasons": both}).result()
    project.change(first, "ben", {"verdict": "flawed", "reasons": {"background": True}}).result()
    project.change(second, "ana", {"reasons": {"background": True}}).result()
    # The reviewers differ on this one, so that it is in no rate.
    project.change(number(project, DIFFER), "ana", {"reasons": {"background": True}}).result()
    found = by_reason(contents.read(project))
    assert [(one.id, one.title, one.flawed.hits, one.flawed.n) for one in found] == [
        ("background", "Background", 2, 3), ("own words", "own words", 1, 3),
    ]  # fmt: skip
