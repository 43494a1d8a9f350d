"""The report as JSON: of the form that its schema says, with figures counted by hand."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import reports
from db import settling
from db.store import Store
from tests.unit.reports.test_settled import DIFFER, number


def valid(file: Path) -> dict[str, Any]:
    """The document, once the schema has found nothing in it."""
    schema = json.loads(resources.files("resources").joinpath("schemas/report.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    document: dict[str, Any] = json.loads(file.read_bytes())
    assert [error.message for error in Draft202012Validator(schema).iter_errors(document)] == []
    return document


def test_is_of_the_form_that_the_schema_says_and_counts_right(project: Store, tmp_path: Path) -> None:
    project.change(number(project, "cat/=HYPERLINK(1).png"), "ana", {"reasons": {"background": True}}).result()
    project.sign_off(1, "ana").result()
    reports.write(project, tmp_path / "out.json")
    document = valid(tmp_path / "out.json")
    (run,) = document["runs"]
    assert run["images"] | {"fingerprint": ""} == {
        "total": 7, "explained": 6, "failed": 1, "waiting": 0, "fingerprint": "",
    }  # fmt: skip
    assert run["verdicts"] == {"sound": 1, "flawed": 2, "unsure": 1, "differ": 1}
    assert (run["flawed"]["hits"], run["flawed"]["n"], run["flawed"]["share"]) == (2, 3, pytest.approx(2 / 3))
    # As cat two are flawed or sound (one flawed), as dog one: the unsure one stands apart.
    assert {one["id"]: (one["flawed"]["hits"], one["flawed"]["n"]) for one in run["by_class"]} == {
        "cat": (1, 2), "dog": (1, 1),
    }  # fmt: skip
    assert [(one["id"], one["flawed"]["hits"], one["flawed"]["n"]) for one in run["by_reason"]] == [
        ("background", 1, 3)
    ]
    assert (run["agreement"]["same"]["hits"], run["agreement"]["same"]["n"]) == (0, 1)
    assert (run["agreement"]["settled"], run["agreement"]["open"]) == (0, 1)
    assert [one["reviewer"] for one in run["sign_offs"]] == ["ana"]
    assert {head["reviewer"] for head in document["heads"]} == {"ana", "ben"}


def test_a_settled_disagreement_is_told_as_settled(project: Store, tmp_path: Path) -> None:
    settling.settle(project, number(project, DIFFER), "ana", "flawed").result()
    reports.write(project, tmp_path / "out.json")
    (run,) = valid(tmp_path / "out.json")["runs"]
    assert (run["agreement"]["settled"], run["agreement"]["open"]) == (1, 0)
    assert run["flawed"]["hits"] == 3


def test_without_reviews_it_is_still_of_that_form(empty_handed: Store, tmp_path: Path) -> None:
    reports.write(empty_handed, tmp_path / "out.json")
    (run,) = valid(tmp_path / "out.json")["runs"]
    assert run["flawed"] == {"hits": 0, "n": 0, "share": None, "low": 0.0, "high": 1.0}
    assert (run["drawn"], run["newest_review"], run["agreement"]) == ("", None, None)


def test_a_disagreement_that_most_of_three_decide_is_told_as_decided(project: Store, tmp_path: Path) -> None:
    project.set_verdict(number(project, DIFFER), "eve", "sound").result()  # ana: flawed, ben: sound
    reports.write(project, tmp_path / "out.json")
    found = valid(tmp_path / "out.json")["runs"][0]["agreement"]
    assert (found["settled"], found["decided"], found["open"]) == (0, 1, 0)
    # Of the six ordered pairs of verdicts four differ, and as many of six would differ by chance.
    assert found["alpha"]["value"] == pytest.approx(0.0)
