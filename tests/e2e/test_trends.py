"""`hansel trends`, `agreement` and `compare`: what they say of a project whose verdicts are known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli import trends as command
from db import findings
from db.store import Store
from tests.e2e import world
from tests.e2e.conftest import Command

# Predictions are all right: three images of each colour.
SAID = {
    "ana": ("flawed", "flawed", "sound", "sound", "unsure", None, None, None, None),
    "ben": ("flawed", "sound", "sound", "sound", None, None, None, None, None),
    "cem": (None, "flawed", None, None, None, None, None, None, None),
}


@pytest.fixture
def judged(project: Path) -> Path:
    with Store.open(project) as store:
        ids = [item.explanation_id for item in store.items(1, "ana") if item.explanation_id]
        for who, verdicts in SAID.items():
            for which, verdict in zip(ids, verdicts, strict=True):
                if verdict:
                    store.change(which, who, {"verdict": verdict, "reasons": {"stamp": True}}, 10.0).result()
    return project


def test_the_choices_of_by_are_those_that_there_are() -> None:
    assert command.BY == findings.BY


def test_trends_tell_rate_coverage_and_what_it_stands_for(hansel: Command, judged: Path) -> None:
    ran = hansel("trends", judged)
    assert ran.code == 0, ran.err
    told = ran.out.replace("\u202f", " ")
    # flawed, flawed (two of three), sound, sound, unsure; Wilson of 2 in 4 worked out by hand
    assert "Flawed    2 of 4 that are flawed or sound: 50.0 % (15.0–85.0 %)" in told
    assert "Unsure    1, counted apart" in told
    assert "Verdicts  5 of 9 explained (55.6 %)" in told
    assert "Not a random sample: the reviewed images are just the first 5 in the folder's order." in told
    assert "right for the wrong reason" in told
    assert "* fewer than 30" in told
    assert "energy on border" in told
    heads = next(line for line in told.splitlines() if line.startswith("Run  "))
    row = next(line for line in told.splitlines() if line.startswith("1: "))
    assert heads.index("flawed") + len("flawed") > 0
    assert len(row) <= len(heads) + 2


def test_by_reviewer_and_by_reason(hansel: Command, judged: Path) -> None:
    told = hansel("trends", judged, "--by", "reviewer").out.replace("\u202f", " ")
    ana = next(line for line in told.splitlines() if line.startswith("ana") and "10.0 s" not in line)
    assert ana.split()[1:3] == ["50.0", "%"]
    assert "360" in told  # reviews an hour of looking
    reason = hansel("trends", judged, "--by", "reason").out
    assert "2 of 4" in reason


def test_json_has_the_documented_form(hansel: Command, judged: Path) -> None:
    told = json.loads(hansel("trends", judged, "--json", "--by", "day").out)
    assert (told["format"], told["by"], told["basis"], told["runs"]) == (1, "day", "chosen", None)
    assert told["overall"]["share"] == 0.5
    assert told["overall"]["explained"] == 9
    assert told["prediction"]["right"]["flawed"] == 2
    assert told["centre"] is None
    assert [row["n"] for row in told["rows"]] == [4]
    assert set(told["rows"][0]) == {
        "key", "label", "n", "flawed", "sound", "unsure", "explained", "share", "low", "high", "limits",
    }  # fmt: skip


def test_of_a_sample_and_of_each_class(hansel: Command, judged: Path) -> None:
    ran = hansel("trends", judged, "--run", 1, "--sample", "3:4")
    assert ran.code == 0, ran.err
    assert "of 4 drawn and explained" in ran.out
    told = json.loads(hansel("trends", judged, "--run", 1, "--each-class", "3:1:true", "--json").out)
    assert told["sample"] == {"kind": "classes", "n": 1, "seed": 3, "by": "true"}
    assert told["basis"] == "part-of-sample"
    for bad in (("--sample", "x"), ("--sample", "1:0"), ("--sample", "1:2:true"), ("--each-class", "1:2:blue")):
        ran = hansel("trends", judged, "--run", 1, *bad)
        assert ran.code == 2
        assert "write SEED:N" in ran.err
    assert hansel("trends", judged, "--sample", "1:2").code == 2
    assert "no run 7" in hansel("trends", judged, "--run", 7).err


def test_all_judged_is_no_sample(hansel: Command, judged: Path) -> None:
    with Store.open(judged) as store:
        for item in store.items(1, "dot"):
            if item.explanation_id:
                store.set_verdict(item.explanation_id, "dot", "sound").result()
    told = hansel("trends", judged, "--reviewer", "dot").out
    assert "By dot's own verdicts only." in told
    assert "Every explanation has a verdict" in told


def test_a_project_without_verdicts_says_so(hansel: Command, project: Path) -> None:
    told = hansel("trends", project, "--by", "predicted").out
    assert "Flawed    0 of 0 that are flawed or sound" in told
    assert "Nothing has a verdict yet." in told
    assert "Nobody has given verdicts here." in hansel("agreement", project).out


def test_agreement_tells_alpha_kappa_and_the_plain_share(hansel: Command, judged: Path) -> None:
    ran = hansel("agreement", judged)
    assert ran.code == 0, ran.err
    told = ran.out.replace("\u202f", " ")
    assert "Reviewers: ana, ben, cem" in told
    # ana and ben: three of four alike; by chance .5 x .25 + .5 x .75 = .5, so (.75 - .5) / .5
    pair = next(line for line in told.splitlines() if line.startswith("ana, ben"))
    assert pair.split()[2:] == ["4", "75.0", "%", "0.500"]
    found = json.loads(hansel("agreement", judged, "--run", 1, "--json").out)
    assert found["overall"]["units"] == 4
    assert found["pairs"][0]["table"] == [[2, 0, 0], [1, 1, 0], [0, 0, 0]]
    assert found["runs"] == [1]


def test_compare_names_what_got_better_and_worse(hansel: Command, judged: Path, audited: Path, model: Path) -> None:
    ran = hansel(
        "audit", audited / "images", "--model", model, "--project", judged, "--method", "input-x-gradient",
        "--trust-code",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    with Store.open(judged) as store:
        ids = [item.explanation_id for item in store.items(2, "ana") if item.explanation_id]
        for which, verdict in zip(ids, ("sound", "flawed", "sound", "flawed"), strict=False):
            store.set_verdict(which, "ana", verdict).result()  # type: ignore[arg-type]
    ran = hansel("compare", judged, 1, 2)
    assert ran.code == 0, ran.err
    names = [name for _, name in world.explained(judged)][:9]
    assert "9 images explained in both" in ran.out
    assert "Better in B 1, worse 1: McNemar's exact test, two-sided, p = 1.00" in ran.out
    assert f"Better:\n  {names[0]}\nWorse:\n  {names[3]}\n" in ran.out
    # The gradient of this net is the same all over the picture.
    assert "none of 9 pairs can be compared (missing, constant, or of two sizes)" in ran.out
    found = json.loads(hansel("compare", judged, 1, 2, "--json").out)
    assert found["verdicts"] == {"sound": {"sound": 1, "flawed": 1}, "flawed": {"sound": 1, "flawed": 1}}
    assert [one["relative"] for one in found["worse"]] == [names[3]]
    assert (found["maps"]["drawn"], found["maps"]["without"]) == (9, 9)
    assert "no run 9" in hansel("compare", judged, 1, 9).err
