import csv
from pathlib import Path

import pytest

import reports
from db.store import Store
from reports import contents
from reports.said import in_a_line
from reports.table import harmless


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_review_is_told_in_full(project: Store) -> None:
    which = next(e for e in contents.read(project).entries if e.verdict == "sound").explanation
    assert which is not None
    box = {"mark": "spurious", "shape": "box", "points": [1, 2, 3, 4]}
    sets = {"verdict": "flawed", "reasons": {"stamp-or-text": True, "own": True}, "severity": 2, "comment": "so\nit is"}
    project.change(which.explanation_id, "ana", sets | {"regions": {"r": box}}).result()
    project.sign_off(1, "ana").result()
    made = contents.read(project)
    (entry,) = [e for e in made.entries if e.explanation and e.explanation.explanation_id == which.explanation_id]
    (ana,) = [review for review in entry.reviews if review.reviewer == "ana"]
    assert in_a_line(ana) == "ana: flawed (own, Stamp or text · serious · 1 spurious region) “so it is”"
    assert made.sign_offs[0].reviewer == "ana"


def test_has_one_row_for_each_explanation_and_failure(project: Store, tmp_path: Path) -> None:
    reports.write(project, tmp_path / "out.csv")
    rows = rows_of(tmp_path / "out.csv")
    assert len(rows) == 7
    by_name = {row["image"]: row for row in rows}
    assert by_name["dog/broken.png"]["state"] == "failed"
    assert by_name["dog/broken.png"]["reason"] == "The file is <empty>."
    wrong = by_name["cat/\u05d0\u202egpj.png"]
    assert (wrong["true_label"], wrong["prediction_label"], wrong["prediction_right"]) == ("cat", "dog", "no")
    assert float(wrong["keep_in_sample"]) == pytest.approx(0.98)
    assert wrong["verdict"] == "flawed"
    differ = by_name["cat/<b>bold</b>&.png"]
    assert (differ["verdict"], differ["reviews"]) == ("differ", "ana: flawed; ben: sound")


def test_begins_with_the_mark_that_spreadsheets_look_for(project: Store, tmp_path: Path) -> None:
    reports.write(project, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbfimage,")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1"])
def test_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("cell", ["cat", "a=b", "", -0.5, 3])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert harmless(cell) is cell
