"""Which runs, classes and reviewers a report tells of, under which names, with how many pictures."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

import reports
from db import checks, settling
from db.store import Store
from reports import contents, galleries
from tests.unit.reports.test_settled import DIFFER, number

READ = (".html", ".csv", ".jsonl", ".json", ".coco.json")


def bare(file: Path) -> str:
    """What a file says, without its pictures."""
    return re.sub(r"base64,[\w+/=]+", "", file.read_text("utf-8-sig"))


def test_several_runs_stand_in_one_report_each_on_its_own(two_runs: Store, tmp_path: Path) -> None:
    both = reports.Options(runs=(2, 1))
    reports.write(two_runs, tmp_path / "out.html", both)
    page = (tmp_path / "out.html").read_text("utf-8")
    assert page.index('id="run-2"') < page.index('id="run-1"')
    assert "Runs side by side" in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    reports.write(two_runs, tmp_path / "out.csv", both)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        methods = [row["method"] for row in csv.DictReader(stream)]
    assert methods == ["gradient"] * 6 + ["learned"] * 7
    reports.write(two_runs, tmp_path / "out.jsonl", both)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert len(lines) == 12
    assert len({line["explanation"] for line in lines}) == 12


def test_the_newest_audit_is_told_unless_runs_are_named(two_runs: Store, tmp_path: Path) -> None:
    reports.write(two_runs, tmp_path / "out.json")
    (run,) = json.loads((tmp_path / "out.json").read_text())["runs"]
    assert run["made_with"]["number"] == 2


def test_of_chosen_classes_only_their_explanations_are_told(project: Store, tmp_path: Path) -> None:
    found = contents.gather(project, reports.Options(classes=("dog",)))
    (run,) = found.runs
    # Explained as dog: one wrong (flawed), two right (unsure, not reviewed). What failed has no class.
    assert [entry.item.relative for entry in run.entries] == ["cat/\u05d0\u202egpj.png", "dog/d.png", "dog/e.png"]
    assert (run.flawed_rate.hits, run.flawed_rate.n) == (1, 1)
    reports.write(project, tmp_path / "out.html", reports.Options(classes=("dog",)))
    text = bare(tmp_path / "out.html")
    assert "This report tells of 3 explanations of dog only." in text
    assert "HYPERLINK" not in text


def test_a_class_that_no_model_has_is_refused(project: Store, tmp_path: Path) -> None:
    with pytest.raises(reports.ReportError, match="No model of these runs has a class wolf"):
        reports.write(project, tmp_path / "out.html", reports.Options(classes=("wolf",)))
    assert list(tmp_path.glob("*out*")) == []


def test_what_two_of_three_settled_is_told_where_both_are_chosen_only(project: Store) -> None:
    settling.settle(project, number(project, DIFFER), "ben", "sound").result()
    project.set_verdict(number(project, "cat/a.png"), "eve", "flawed").result()
    both = contents.read(project, only=("ana", "ben"))
    assert both.flawed_rate.n == 4
    assert len(both.settled) == 1
    assert both.reviewers == ("ana", "ben")
    assert not contents.read(project, only=("ana", "eve")).settled


@pytest.mark.parametrize("suffix", READ)
def test_under_pseudonyms_no_name_is_left_but_the_heads_are(project: Store, tmp_path: Path, suffix: str) -> None:
    which = number(project, DIFFER)
    box = {"mark": "spurious", "shape": "box", "points": [2, 2, 10, 10]}
    # Names that stand nowhere else in a report.
    project.change(which, "Quillfeather", {"verdict": "flawed", "comment": "so", "regions": {"r": box}}).result()
    settling.settle(project, which, "Quillfeather", "unsure").result()
    signed = project.sign_off(1, "Quillfeather").result()
    out = tmp_path / f"out{suffix}"
    reports.write(project, out, reports.Options(pseudonyms=True))
    told = bare(out)
    assert "Quillfeather" not in told
    assert "reviewer 3" in told  # ana and ben were there before
    if suffix in (".html", ".json"):
        assert signed.head in told
        assert all(value in told for _, _, _, value in checks.heads(project))
    if suffix == ".html":
        assert "may still name people" in told


def test_a_number_stays_with_its_person(project: Store, tmp_path: Path) -> None:
    def told() -> str:
        reports.write(project, tmp_path / "out.csv", reports.Options(pseudonyms=True), force=True)
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
            return next(row["reviews"] for row in csv.DictReader(stream) if row["image"] == DIFFER)

    assert told() == "reviewer 1: flawed; reviewer 2: sound"
    project.set_verdict(number(project, "dog/e.png"), "aaron", "sound").result()  # first in the alphabet, last to come
    assert told() == "reviewer 1: flawed; reviewer 2: sound"


def test_one_of_the_chosen_reviewers_is_numbered_too(project: Store, tmp_path: Path) -> None:
    reports.write(project, tmp_path / "out.html", reports.Options(reviewers=("ben",), pseudonyms=True))
    assert "Reviews of <bdi>reviewer 2</bdi> only." in bare(tmp_path / "out.html")


def test_the_gallery_has_as_many_as_asked_for_and_says_of_how_many(project: Store, tmp_path: Path) -> None:
    found = contents.read(project)
    (flawed, *_) = galleries.galleries(found, project, 1)
    assert (len(flawed.cards), flawed.total) == (1, 2)
    assert flawed.about == "1 of them shown, spread evenly over the folder."
    assert galleries.galleries(found, project, 0) == ()


def test_how_far_it_is_is_told_and_may_be_stopped(project: Store, tmp_path: Path) -> None:
    heard: list[tuple[int, int, str]] = []
    reports.write(project, tmp_path / "out.html", watch=lambda *step: heard.append(step))
    assert {what for _, _, what in heard} >= {"flawed explanations", "reading run 1"}

    def stop(done: int, total: int, what: str) -> None:
        if what == "flawed explanations":
            raise KeyboardInterrupt

    for suffix in (".html", ".pdf"):
        before = sorted(tmp_path.iterdir())
        with pytest.raises(KeyboardInterrupt):
            reports.write(project, tmp_path / f"stopped{suffix}", watch=stop)
        assert sorted(tmp_path.iterdir()) == before


def test_what_was_there_stays_where_it_is_stopped(project: Store, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine")

    def stop(done: int, total: int, what: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reports.write(project, out, force=True, watch=stop)
    assert out.read_text() == "mine"
