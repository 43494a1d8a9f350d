"""JSON Lines: what a program reads of each explanation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas
import pytest

import reports
from db import settling
from db.store import Store
from tests.unit.reports.test_settled import DIFFER, number

BOX = {"mark": "spurious", "shape": "box", "points": [1.5, 2, 3, 4]}


def lines_of(project: Store, out: Path) -> dict[str, dict[str, Any]]:
    reports.write(project, out)
    assert out.read_bytes().endswith(b"\n")
    return {line["image"]: line for line in map(json.loads, out.read_text("utf-8").splitlines())}


def test_a_line_holds_the_explanation_and_its_reviews_in_full(project: Store, tmp_path: Path) -> None:
    which = number(project, DIFFER)
    sets = {"reasons": {"stamp-or-text": True}, "severity": 2, "comment": "so", "regions": {"r": BOX}}
    project.change(which, "ana", sets, seconds=3.5).result()
    settling.settle(project, which, "ben", "sound").result()
    line = lines_of(project, tmp_path / "out.jsonl")[DIFFER]
    ana, ben = line["reviews"]
    assert ana | {"at": ""} == {
        "reviewer": "ana", "verdict": "flawed", "reasons": ["stamp-or-text"], "severity": 2, "comment": "so",
        "regions": [{"id": "r", **BOX}], "seconds": 3.5, "at": "",
    }  # fmt: skip
    assert (ben["reviewer"], ben["verdict"], ben["regions"]) == ("ben", "sound", [])
    assert line["verdict"] == "sound"
    assert (line["settled"]["by"], line["settled"]["holds"]) == ("ben", True)
    assert line["prediction"] == {"index": 0, "label": "cat", "probability": pytest.approx(0.9)}
    assert (line["true_label"], line["prediction_right"]) == ("cat", True)
    assert line["evidence"]["keep"] == pytest.approx(0.98)
    assert line["image_size"] == [32, 32]
    assert line["map_sha256"] == project.explanation(which).map_sha256


def test_only_explanations_have_a_line_reviewed_or_not(project: Store, tmp_path: Path) -> None:
    lines = lines_of(project, tmp_path / "out.jsonl")
    assert len(lines) == 6
    assert lines["dog/e.png"]["reviews"] == []
    assert lines["dog/e.png"]["verdict"] is None


# pandas is what many will open them with.


def test_pandas_reads_table_and_lines(project: Store, tmp_path: Path) -> None:
    reports.write(project, tmp_path / "out.csv")
    table = pandas.read_csv(tmp_path / "out.csv", encoding="utf-8-sig")
    assert len(table) == 7
    assert table["verdict"].value_counts().to_dict() == {"flawed": 2, "sound": 1, "unsure": 1, "differ": 1}
    assert table["keep_in_sample"].dropna().tolist() == pytest.approx([0.98] * 6)
    reports.write(project, tmp_path / "out.jsonl")
    lines = pandas.read_json(tmp_path / "out.jsonl", lines=True)
    assert len(lines) == 6
    assert set(lines["verdict"].dropna()) == {"flawed", "sound", "unsure", "differ"}
