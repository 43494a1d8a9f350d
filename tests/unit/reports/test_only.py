"""The report of one reviewer: nothing of what others said, and rates from the own verdicts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import reports
from db import extent, settling
from db.store import Store
from reports import contents, telling
from tests.unit.reports.test_settled import DIFFER, number, text_of


def test_counts_the_own_verdicts_only(project: Store) -> None:
    # ana: sound 1, flawed 3, unsure 1; ben: sound 1
    ana, ben = contents.read(project, only="ana"), contents.read(project, only="ben")
    assert (ana.flawed_rate.hits, ana.flawed_rate.n) == (3, 4)
    assert (ben.flawed_rate.hits, ben.flawed_rate.n) == (0, 1)
    assert (ana.reviewers, ben.reviewers) == (("ana",), ("ben",))
    assert not ana.with_verdict("differ")


def test_tells_nothing_of_the_others_and_says_whose_it_is(project: Store, tmp_path: Path) -> None:
    which = number(project, DIFFER)
    project.change(which, "ben", {"comment": "a secret"}).result()
    settling.settle(project, which, "ben", "unsure").result()
    project.sign_off(1, "ben").result()
    for name in ("out.html", "out.csv"):
        reports.write(project, tmp_path / name, reports.Options(reviewers=("ana",)))
        told = re.sub(r"base64,[\w+/=]+", "", (tmp_path / name).read_text("utf-8-sig"))  # letters that say nothing
        assert "ben" not in told
        assert "a secret" not in told
        assert "ana's own verdicts only" in told.replace("&#39;", "'")
    html = (tmp_path / "out.html").read_text("utf-8")
    assert "Reviews of <bdi>ana</bdi> only." in html
    assert "Settled disagreements" not in html


def test_beside_the_rate_stands_whose_verdicts_it_counts(project: Store, tmp_path: Path) -> None:
    for only, whose in ((None, "every reviewer's verdicts"), ("ana", "ana's own verdicts only")):
        figures = telling.key_figures(contents.read(project, only=only))
        (about,) = [about for _, what, about in figures if what == "flawed"]
        assert about.endswith(whose)
    assert "Every reviewer&#39;s verdicts are counted: an image that several" in text_of(project, tmp_path / "out.html")


def test_one_who_has_said_nothing_gets_a_report_that_says_so(project: Store) -> None:
    assert telling.summary(contents.read(project, only="eve"))[-1].startswith("eve has not reviewed an explanation yet")


def test_a_name_that_must_be_known_is_refused_with_those_there_are(project: Store, tmp_path: Path) -> None:
    with pytest.raises(reports.ReportError, match=r"Nobody called eve .* Those who have: ana, ben"):
        reports.write(project, tmp_path / "out.html", reports.Options(reviewers=("eve",)), must_be_known=True)
    assert not (tmp_path / "out.html").exists()


def test_counts_what_a_blind_reviewer_would_be_told_too_early(project: Store) -> None:
    def hidden(from_whom: str, *reviewers: str) -> int:
        return extent.of_project(project, (1,), (), reviewers, from_whom).unseen

    assert [hidden(name) for name in ("ana", "ben", "eve")] == [0, 4, 5]
    assert [hidden("eve", name) for name in ("ana", "ben", "eve")] == [5, 1, 0]
    project.set_verdict(number(project, DIFFER), "ana", None).result()
    assert hidden("ana") == 1


@pytest.mark.parametrize(
    ("runs", "classes", "reviewers"),
    [((1,), (), ()), ((1, 2), (), ()), ((2,), (), ()), ((1,), ("dog",), ()), ((1, 2), ("cat",), ("ben",)),
     ((1,), (), ("ana", "ben")), ((1,), ("cat", "dog"), ("eve",))],
)  # fmt: skip
def test_what_a_report_comes_to_is_known_before_it_is_read(
    two_runs: Store, runs: tuple[int, ...], classes: tuple[str, ...], reviewers: tuple[str, ...]
) -> None:
    two_runs.sign_off(1, "ana").result()
    found = extent.of_project(two_runs, runs, classes, reviewers)
    report = contents.gather(two_runs, reports.Options(runs, classes, reviewers))
    assert found.explained == sum(len(one.explained) for one in report.runs)
    assert found.reviewed == sum(len(one.reviewed) for one in report.runs)
    assert found.failed == sum(len(one.failed) for one in report.runs)
    assert found.signed == len(report.sign_offs)
    assert found.unseen == 0
