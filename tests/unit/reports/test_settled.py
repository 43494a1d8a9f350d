"""What was settled between reviewers, as the reader of a report or a table sees it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import reports
from db import settling
from db.store import Store
from reports import contents, galleries
from reports.said import settling as words

DIFFER = "cat/<b>bold</b>&.png"  # ana: flawed, ben: sound


def number(project: Store, relative: str) -> int:
    (item,) = [item for item in project.items(1, "") if item.relative == relative]
    assert item.explanation_id is not None
    return item.explanation_id


def text_of(project: Store, out: Path) -> str:
    """The page as it reads, without tags."""
    reports.write(project, out, force=True)
    bare = re.sub(r"<style>.*?</style>|<[^>]+>", "", out.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(bare.split())


def row_of(project: Store, out: Path) -> dict[str, str]:
    reports.write(project, out, force=True)
    with out.open(encoding="utf-8-sig", newline="") as stream:
        return next(row for row in csv.DictReader(stream) if row["image"] == DIFFER)


@pytest.mark.parametrize(("verdict", "against"), [("sound", "ana: flawed"), ("flawed", "ben: sound")])
def test_the_page_says_as_what_by_whom_and_when(project: Store, tmp_path: Path, verdict: str, against: str) -> None:
    made = settling.settle(project, number(project, DIFFER), "ben", verdict).result()  # type: ignore[arg-type]
    text = text_of(project, tmp_path / "out.html")
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    when = f"{made.at.day} {months[made.at.month - 1]} {made.at.year} {made.at.hour:02}:{made.at.minute:02} UTC"
    assert f"settled as {verdict} by ben, {when} ({against})" in text
    assert "Settled disagreements 1" in text
    assert f"1 disagreement between reviewers was settled: 1 as {verdict}." in text
    titles = [gallery.title for gallery in galleries.galleries(contents.read(project), project)]
    assert ("Settled as sound or unsure" in titles) == (verdict == "sound")


def test_one_that_no_longer_holds_is_told_as_such(project: Store, tmp_path: Path) -> None:
    which = number(project, DIFFER)
    settling.settle(project, which, "ben", "sound").result()
    project.set_verdict(which, "ana", "unsure").result()
    text = text_of(project, tmp_path / "out.html")
    assert "1 disagreement was settled, but verdicts have changed since, so that it no longer holds." in text
    assert "no longer: now ana: unsure; ben: sound" in text
    assert "(ana: flawed); verdicts have changed since, so that it no longer holds" in text
    assert row_of(project, tmp_path / "out.csv")["settling_holds"] == "no"
    # All that is left of a disagreement whose sides have come together is the list.
    project.set_verdict(which, "ana", "sound").result()
    assert "no longer: now ana: sound; ben: sound" in text_of(project, tmp_path / "out.html")


def test_the_table_has_columns_of_its_own(project: Store, tmp_path: Path) -> None:
    names = ("settled", "settled_by", "settled_at", "settling_holds")
    assert [row_of(project, tmp_path / "out.csv")[name] for name in names] == ["", "", "", ""]
    made = settling.settle(project, number(project, DIFFER), "ben", "sound").result()
    row = row_of(project, tmp_path / "out.csv")
    at = made.at.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    assert [row[name] for name in names] == ["sound", "ben", at, "yes"]
    assert (row["verdict"], row["reviews"]) == ("sound", "ana: flawed; ben: sound")


def test_settled_against_both_names_both(project: Store) -> None:
    made = settling.settle(project, number(project, DIFFER), "ben", "unsure").result()
    assert words(made, holds=True).endswith("(ana: flawed, ben: sound)")
