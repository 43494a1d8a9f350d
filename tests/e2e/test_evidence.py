"""`hansel audit --evidence`: a sample is measured in full, kept, and stands in the table."""

from __future__ import annotations

import csv
from pathlib import Path

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
