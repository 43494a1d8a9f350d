"""What-ifs in every kind of report: beside the review, counted once an explanation, and only of those told of."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from db import what_ifs
from db.rows import Region
from db.store import Store
from engine.records import Answer, WhatIf
from reports import figures, lines, page, table
from reports import what_ifs as told
from reports.contents import gather
from reports.options import Options
from reports.paper import render as paper

BOX = Region("0198d9c5-7c1e-4000-8000-000000000001", "spurious", "box", points=(1.0, 2.0, 30.5, 31.0))
CAT = Answer(0, 0.9, 0.9, 2.197, ((0, 0.9), (1, 0.1)))
STILL = Answer(0, 0.6, 0.6, 0.405, ((0, 0.6), (1, 0.4)))
DOG = Answer(1, 0.75, 0.25, -1.099, ((1, 0.75), (0, 0.25)))
SCHEMA = Path(__file__).parents[3] / "resources" / "schemas" / "report.schema.json"


def found(after: Answer, way: str = "away", filling: str = "mean") -> WhatIf:
    return WhatIf(way, filling, {"colour": [1, 2, 3]}, 0, 0.094, CAT, after, "cpu", {"torch": "2.9"})


@pytest.fixture
def asked(project: Store) -> Store:
    """ana: two flips on a.png by one filling and none by another; one flip on <b>bold; ben: one that stays, there."""
    ids = {item.relative: item.explanation_id or 0 for item in project.items(1, "ana")}
    for relative, who, what in (
        ("cat/a.png", "ana", found(DOG)),
        ("cat/a.png", "ana", found(STILL, filling="blur")),
        ("cat/=HYPERLINK(1).png", "ana", found(DOG)),
        ("cat/=HYPERLINK(1).png", "ana", found(DOG, filling="inpaint")),
        ("cat/<b>bold</b>&.png", "ben", found(STILL, way="only")),
        ("dog/e.png", "ana", found(DOG)),  # without a verdict: not told of
    ):
        what_ifs.keep(project, ids[relative], who, [BOX], what).result(10)
    return project


FIRST = (
    "Without the region: cat 90.0\u202f% → dog 75.0\u202f%, cat 90.0\u202f% → 25.0\u202f%; log-odds −3.30 "
    "(mean colour, 9\u202f% hidden, ana)"
)
SENTENCE = (
    "What-ifs were asked of 3 explanations. With the marked regions taken away the prediction is another one for 1 of "
    "2, and for 1 more in some of the answers. With nothing but the marked regions it is another one for 0 of 1. "
    "People chose which to ask about, so that this is no rate of the folder."
)


def report(store: Store, **options: object):  # type: ignore[no-untyped-def]
    return gather(store, Options(**options))  # type: ignore[arg-type]


def test_a_line_says_what_was_asked_and_what_came_of_it(asked: Store) -> None:
    (one, other, *_) = what_ifs.of_run(asked, 1)
    assert told.line(one, ("cat", "dog")) == FIRST
    assert told.line(other, ("cat", "dog")) == (
        "Without the region: cat 90.0\u202f% → 60.0\u202f%; log-odds −1.79 (blur, 9\u202f% hidden, ana)"
    )
    # A class or a filling that this model and this Hansel do not know is told as it is.
    assert "0 90.0" in told.line(one, ())


def test_the_page_tells_them_beside_the_review_and_in_the_summary(asked: Store) -> None:
    text = page.render(report(asked), asked).decode()
    assert SENTENCE in text
    assert told.CAVEAT in text
    assert "Without the region: cat 90.0\u202f% → dog 75.0\u202f%" in text
    assert "The region alone: cat 90.0\u202f% → 60.0\u202f%" in text


def test_so_does_the_paper(asked: Store, tmp_path: Path) -> None:
    (tmp_path / "r.pdf").write_bytes(paper(report(asked), asked))
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed")
    made = subprocess.run(["pdftotext", tmp_path / "r.pdf", "-"], capture_output=True, check=True, text=True)
    text = " ".join(made.stdout.split())
    assert "What-ifs were asked of 3 explanations." in text
    assert "Without the region: cat 90.0" in text
    assert "The region alone: cat 90.0" in text


def test_lines_have_all_that_it_takes_to_ask_again(asked: Store) -> None:
    rows = [json.loads(row) for row in lines.render(report(asked)).splitlines()]
    by_image = {row["image"]: row["what_ifs"] for row in rows}
    first = by_image["cat/a.png"][0]
    assert (first["way"], first["filling"], first["parameters"], first["hidden"]) == (
        "away", "mean", {"colour": [1, 2, 3]}, 0.094,
    )  # fmt: skip
    assert first["regions"] == [{"id": BOX.id, "mark": "spurious", "shape": "box", "points": [1.0, 2.0, 30.5, 31.0]}]
    assert first["before"]["prediction"] == 0
    assert first["after"]["top"] == [{"index": 1, "probability": 0.75}, {"index": 0, "probability": 0.25}]
    assert (first["flips"], first["reviewer"], first["device"]) == (True, "ana", "cpu")
    assert first["log_odds_change"] == pytest.approx(-3.296)
    assert [len(by_image[name]) for name in ("cat/a.png", "cat/<b>bold</b>&.png", "dog/d.png", "dog/e.png")] == [
        2, 1, 0, 0,
    ]  # fmt: skip


def test_the_table_has_a_column_of_them(asked: Store) -> None:
    text = table.render(report(asked)).decode("utf-8-sig")
    rows = {row["image"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["cat/a.png"]["what_ifs"].startswith(FIRST + "; Without the region")
    assert rows["dog/d.png"]["what_ifs"] == ""
    assert rows["dog/broken.png"]["what_ifs"] == ""


def test_figures_count_each_explanation_once_in_the_form_of_the_schema(asked: Store, project: Store) -> None:
    document = json.loads(figures.render(report(asked)))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(document)
    assert document["runs"][0]["what_ifs"] == {
        "answers": 5,
        "explanations": 3,
        "away": {"n": 2, "changed": 1, "mixed": 1},
        "only": {"n": 1, "changed": 0, "mixed": 0},
    }


def test_only_of_those_whose_reviews_are_told_and_under_their_numbers(asked: Store) -> None:
    of_ben = json.loads(figures.render(report(asked, reviewers=("ben",))))["runs"][0]["what_ifs"]
    assert (of_ben["answers"], of_ben["away"]["n"], of_ben["only"]["n"]) == (1, 0, 1)
    numbered = lines.render(report(asked, pseudonyms=True)).decode()
    assert '"ana"' not in numbered
    assert "reviewer 1" in numbered
    assert "ana)" not in page.render(report(asked, pseudonyms=True), asked).decode()


def test_without_any_nothing_is_said(project: Store) -> None:
    assert json.loads(figures.render(report(project)))["runs"][0]["what_ifs"] is None
    text = page.render(report(project), project).decode()
    assert "What-if" not in text
    assert told.sentence(report(project).runs[0]) == ""
