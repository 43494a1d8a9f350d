"""`hansel audit --evidence`: a sample is measured in full, kept, and stands in the table."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.e2e import world
from tests.e2e.conftest import Command


def test_a_sample_is_measured_in_full_and_reported(hansel: Command, folder: Path, model: Path, tmp_path: Path) -> None:
    project, out = tmp_path / "p.hansel", tmp_path / "table.csv"
    asked = ("--steps", 1, "--trust-code", "--evidence", "sample:1")
    ran = hansel("audit", folder, "--model", model, "--project", project, *asked)
    assert ran.code == 0, ran.err
    assert hansel("report", project, "--out", out).code == 0
    rows = [row for row in csv.DictReader(out.read_text("utf-8-sig").splitlines()) if row["state"] == "explained"]
    assert len(rows) > 1
    assert all(0 <= float(row["measure: energy-on-border"]) <= 1 for row in rows)
    measured = [row for row in rows if row["measure: deletion"]]
    assert len(measured) == 1
    assert 0 <= float(measured[0]["measure: insertion"]) <= 1
    refused = hansel("audit", folder, "--model", model, "--project", project, "--evidence", "most")
    assert refused.code == 2
    assert "sample:200" in refused.err


def test_boxes_give_the_measures_against_the_object(hansel: Command, model: Path, tmp_path: Path) -> None:
    world.picture("red", 1).save(tmp_path / "boxed.png")
    world.picture("red", 2).save(tmp_path / "other.png")
    # Classes are matched as everywhere (Red is red). The second box is of a class that is not explained: neither a
    # hit nor a miss.
    (tmp_path / "list.csv").write_text(
        "path,label,x,y,width,height\nboxed.png,Red,2,2,30,20\nother.png,green,2,2,30,20\n"
    )
    project, out = tmp_path / "p.hansel", tmp_path / "table.csv"
    asked = ("--method", "gradient", "--trust-code", "--evidence", "full")
    assert hansel("audit", tmp_path / "list.csv", "--model", model, "--project", project, *asked).code == 0
    assert hansel("report", project, "--out", out).code == 0
    boxed, other = csv.DictReader(out.read_text("utf-8-sig").splitlines())
    assert boxed["prediction_label"] == other["prediction_label"] == "red"
    assert 0 < float(boxed["measure: relevance-mass"]) <= 1
    assert boxed["measure: pointing-game"] in ("0.0", "1.0")
    assert other["measure: relevance-mass"] == other["measure: pointing-game"] == ""
