"""`hansel rerun`: the same bytes from what was kept, and each fault in its own words."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli import running
from cli.codes import DIFFERS, STOPPED, WRONG
from cli.demonstrating import demo_model
from db.store import Store
from tests.e2e import world
from tests.e2e.conftest import Command, finish, start

METHODS = ("learned", "gradient", "integrated-gradients")
# Deep enough that every pixel's value is its own: the colours' net of tests/e2e/world.py gives even maps.
NET = """
from torch import nn


def build():
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 12, 3, padding=1), nn.SiLU(),
        nn.AdaptiveAvgPool2d(3), nn.Flatten(), nn.Linear(108, 3),
    )
"""
MODEL = """
name = "deeper"
version = "1"
arch = "nets.py:build"
weights = "random:3"
labels = ["red", "green", "blue"]
output = "logits"
[input]
size = 24
resize = 24
"""


@pytest.fixture(scope="session")
def three_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with model, images and a project of three runs: nine images each, so the last batch of eight holds one."""
    home = tmp_path_factory.mktemp("rerun")
    (home / "model").mkdir()
    (home / "model" / "nets.py").write_text(NET)
    (home / "model" / "model.toml").write_text(MODEL)
    world.write_images(home / "images", 3)
    asked = (home / "images", home / "model" / "model.toml", home / "p.hansel")
    # One in a process of its own, as it is in life; the others here, which has torch loaded already.
    own = finish(start("audit", asked[0], "--model", asked[1], "--project", asked[2], "--trust-code"))
    assert own.code == 0, own.err
    for method in METHODS[1:]:
        assert running.audit(running.Wanted(*asked, method=method, trust_code=True)).explained == 9
    return home


@pytest.fixture
def home(three_runs: Path, tmp_path: Path) -> Path:
    """A copy that a test may change, with the paths that the project keeps set to the copy."""
    copy = Path(shutil.copytree(three_runs, tmp_path / "home"))
    change(copy, "UPDATE roots SET path = ?", str(copy / "images"))
    change(copy, "UPDATE models SET file = ?", str(copy / "model" / "model.toml"))
    return copy


def change(home: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(home / "p.hansel" / "audit.sqlite")) as db, db:
        db.execute(statement, values)
    (home / "p.hansel" / ".closed").unlink(missing_ok=True)  # the seal of what was changed here on purpose


def rows(home: Path) -> list[tuple[int, str, str, str]]:
    """(id, uuid, method, map's path) of every explanation, in the order they were made."""
    with closing(sqlite3.connect(home / "p.hansel" / "audit.sqlite")) as db:
        return db.execute(
            "SELECT e.id, e.uuid, r.method, e.map_path FROM explanations e JOIN runs r ON r.id = e.run_id ORDER BY e.id"
        ).fetchall()


def rerun(hansel: Command, home: Path, which: object, *more: object) -> tuple[int, str, str]:
    ran = hansel("rerun", home / "p.hansel", "--explanation", which, "--trust-code", *more)
    assert "Traceback" not in ran.err
    assert "fault of its own" not in ran.err
    return ran.code, ran.out, ran.err


@pytest.mark.parametrize("method", METHODS)
def test_a_map_made_again_has_the_same_bytes(hansel: Command, three_runs: Path, method: str) -> None:
    mine = [row for row in rows(three_runs) if row[2] == method]
    assert len(mine) == 9
    for number, uuid, *_ in (mine[3], mine[8]):  # one from the full batch, and the one that was alone in the last
        code, out, _ = rerun(hansel, three_runs, number, "--json")
        found = json.loads(out)
        assert (code, found["finding"], found["uuid"], found["method"]) == (0, "same", uuid, method)
        assert found["map"] == {
            "same_bytes": True, "same_shape": True, "largest": 0.0, "relative": 0.0, "most": 0.0,
            "rank_correlation": pytest.approx(1), "pixels": 0,
        }  # fmt: skip
        assert found["kept"]["map_low"] < found["kept"]["map_high"]
        assert found["kept"]["evidence"] == found["made_now"]["evidence"]
        assert (found["other_versions"], found["other_parameters"]) == ({}, {})


def test_the_words_say_what_was_kept_and_what_was_made(hansel: Command, three_runs: Path) -> None:
    number, uuid, *_ = rows(three_runs)[10]
    code, out, _ = rerun(hansel, three_runs, uuid)
    assert code == 0
    assert out.startswith(f"Explanation {number} ({uuid}) of run 2: blue/blue-01.png\ngradient, class ")
    for word in ("Prediction", "keep", "drop", "area", "Gini", "Device"):
        line = next(line for line in out.splitlines() if line.startswith(word))
        before, after = line[14:36].strip(), line[36:].strip()
        assert before == after, line
    assert out.rstrip().endswith("Same bytes: the map made now is the kept one, bit for bit.")


def test_it_works_while_another_process_writes_to_the_project(hansel: Command, home: Path) -> None:
    with Store.open(home / "p.hansel") as holder:
        assert rerun(hansel, home, 1)[0] == 0
        holder.set_setting("still", "writing").result()


def test_a_start_of_a_uuid_is_enough_and_a_wrong_one_is_told(hansel: Command, home: Path) -> None:
    wanted = "abcdef12-0000-4000-8000-000000000001"
    change(home, "UPDATE explanations SET uuid = ? WHERE id = 2", wanted)
    change(home, "UPDATE explanations SET uuid = ? WHERE id = 3", "abcdef12-0000-4000-8000-000000000002")
    change(home, "UPDATE explanations SET uuid = ? WHERE id = 4", "12345678-0000-4000-8000-000000000003")
    assert json.loads(rerun(hansel, home, "12345678", "--json")[1])["explanation"] == 4
    assert json.loads(rerun(hansel, home, wanted.upper(), "--json")[1])["explanation"] == 2
    code, out, err = rerun(hansel, home, "abcdef")
    assert (code, out) == (WRONG, "")
    assert "More than one" in err
    assert wanted in err
    for strange in ("999", "abc", "fedcba98", "%", "1' OR 1", "9" * 40, "", "-1"):
        code, out, err = rerun(hansel, home, strange)
        assert (code, out) == (WRONG, ""), strange
        assert "There is no explanation" in err or "Usage" in err, err


def test_a_kept_map_that_is_not_the_one_of_these_parameters_differs(hansel: Command, home: Path) -> None:
    """What the record claims and its map do not fit: another image's map, with its hash, in the place of this one's."""
    first, second = rows(home)[9], rows(home)[14]
    project = home / "p.hansel"
    shutil.copy(project / second[3], project / first[3])
    change(
        home, "UPDATE explanations SET map_sha256 = (SELECT map_sha256 FROM explanations WHERE id = ?) WHERE id = ?",
        second[0], first[0],
    )  # fmt: skip
    code, out, _ = rerun(hansel, home, first[0], "--json")
    found = json.loads(out)
    assert (code, found["finding"]) == (DIFFERS, "differs")
    assert found["map"]["relative"] > 0.1
    assert "Apart by more than rounding" in rerun(hansel, home, first[0])[1]


def test_parameters_that_cannot_be_had_again_are_named(hansel: Command, home: Path) -> None:
    change(home, "UPDATE runs SET parameters = json_set(parameters, '$.steps', 3) WHERE method = 'learned'")
    code, out, err = rerun(hansel, home, 1)
    assert code == DIFFERS
    assert "learning_rate" in err  # three steps take longer strides than the rate that was kept
    assert "Apart by more than rounding" in out


def test_a_prediction_that_is_not_the_kept_one_differs(hansel: Command, home: Path) -> None:
    change(home, "UPDATE explanations SET probability = probability - 0.01 WHERE id = 1")
    assert rerun(hansel, home, 1)[0] == DIFFERS


def test_other_versions_and_devices_are_named(hansel: Command, home: Path) -> None:
    change(home, "UPDATE sessions SET versions = json_set(versions, '$.torch', '1.0'), device = 'cuda:5 (Old GPU)'")
    code, out, err = rerun(hansel, home, 1, "--json")
    found = json.loads(out)
    assert code in (0, DIFFERS)
    assert found["other_versions"]["torch"]["then"] == "1.0"
    assert found["kept"]["device"] == "cuda:5 (Old GPU)"
    assert "It was made on cuda:5 (Old GPU), which is not here" in err


def test_a_model_that_is_gone_moved_or_changed(hansel: Command, home: Path) -> None:
    away = home / "elsewhere"
    (home / "model").rename(away)
    code, out, err = rerun(hansel, home, 1)
    assert (code, out) == (WRONG, "")
    assert "model.toml of deeper 1 is not there any more" in err
    assert rerun(hansel, home, 1, "--model", away / "model.toml")[0] == 0
    text = (away / "model.toml").read_text()
    (away / "model.toml").write_text(text.replace("resize = 24", "resize = 26"))
    assert "Its model.toml changed" in rerun(hansel, home, 1, "--model", away / "model.toml")[2]
    (away / "model.toml").write_text(text)
    (away / "nets.py").write_text((away / "nets.py").read_text() + "\n# another\n")
    code, out, err = rerun(hansel, home, 1, "--model", away / "model.toml")
    assert (code, out) == (WRONG, "")
    assert "not the one of this run (fingerprint" in err
    assert "Its weights or code changed" in err


def test_code_of_the_model_does_not_run_unasked(hansel: Command, home: Path) -> None:
    ran = hansel("rerun", home / "p.hansel", "--explanation", 1)
    assert (ran.code, ran.out) == (WRONG, "")
    assert "--trust-code" in ran.err


def test_an_image_that_is_gone_moved_or_changed(hansel: Command, home: Path) -> None:
    image = home / "images" / "blue" / "blue-00.png"
    away = image.rename(home / "away.png")
    code, out, err = rerun(hansel, home, 1)
    assert (code, out) == (WRONG, "")
    assert "blue-00.png is not there any more" in err
    assert rerun(hansel, home, 1, "--image", away)[0] == 0
    world.picture("blue", 4711).save(image)
    code, out, err = rerun(hansel, home, 1)
    assert (code, out) == (WRONG, "")
    assert "its bytes changed (SHA-256" in err


@pytest.mark.parametrize("fault", ["missing", "altered"])
def test_a_map_that_is_missing_or_altered_is_told_and_the_rest_is_shown(
    hansel: Command, home: Path, fault: str
) -> None:
    file = home / "p.hansel" / rows(home)[0][3]
    content = bytearray(file.read_bytes())
    content[-1] ^= 0x40
    file.unlink() if fault == "missing" else file.write_bytes(content)
    code, out, err = rerun(hansel, home, 1)
    assert code == STOPPED
    assert f"The map file {rows(home)[0][3]}" in err
    assert "Prediction" in out
    # The hash in the row says more than the file: what was made now is the map that was lost.
    assert "has the hash that was kept" in out
    found = json.loads(rerun(hansel, home, 1, "--json")[1])
    assert (found["map"], found["map_has_kept_hash"], found["finding"]) == (None, True, "same")
    assert found["kept"]["prediction"] == found["made_now"]["prediction"]
    change(home, "UPDATE explanations SET map_sha256 = ? WHERE id = 1", "0" * 64)
    code, out, _ = rerun(hansel, home, 1)
    assert code == STOPPED
    assert "does not have its hash" in out


def test_a_method_that_this_hansel_does_not_know(hansel: Command, home: Path) -> None:
    change(home, "UPDATE runs SET method = 'crystal-ball'")
    code, out, err = rerun(hansel, home, 1)
    assert (code, out) == (WRONG, "")
    assert "The method crystal-ball of this run is not known to this Hansel" in err


def test_a_project_that_is_not_there(hansel: Command, tmp_path: Path) -> None:
    ran = hansel("rerun", tmp_path / "none.hansel", "--explanation", 1)
    assert (ran.code, ran.out) == (WRONG, "")
    assert "There is no project" in ran.err


def damage(home: Path, *faults: str) -> list[tuple[Path, bytes]]:
    """Take away or alter the first maps of the project; (file, bytes as they were) of each."""
    hit = []
    for row, fault in zip(rows(home), faults, strict=False):
        file = home / "p.hansel" / row[3]
        was = file.read_bytes()
        hit.append((file, was))
        file.unlink() if fault == "missing" else file.write_bytes(was[:-1] + bytes([was[-1] ^ 0x40]))
    return hit


def mend(hansel: Command, home: Path, *more: object) -> tuple[int, str, str]:
    ran = hansel("rerun", home / "p.hansel", "--missing", "--trust-code", *more)
    assert "Traceback" not in ran.err
    assert "fault of its own" not in ran.err
    return ran.code, ran.out, ran.err


def test_all_lost_maps_are_put_back_and_what_was_altered_is_kept_beside(hansel: Command, home: Path) -> None:
    hit = damage(home, "missing", "altered", "altered")
    altered = hit[1][0].read_bytes()
    hit[1][0].with_name(f"{hit[1][0].name}.altered").write_bytes(b"from an earlier time")
    code, out, _ = mend(hansel, home)
    assert code == 0, out
    assert out.rstrip().endswith("3 of 3 maps put back.")
    assert [file.read_bytes() for file, _ in hit] == [was for _, was in hit]
    assert hit[1][0].with_name(f"{hit[1][0].name}.altered-2").read_bytes() == altered
    assert hit[1][0].with_name(f"{hit[1][0].name}.altered").read_bytes() == b"from an earlier time"
    assert not list((home / "p.hansel" / "maps").rglob("*.again"))
    assert hansel("verify", home / "p.hansel").code == 0
    assert mend(hansel, home) == (0, "No map is missing or altered.\n", "")


def test_a_map_with_another_hash_is_not_put_back_and_one_without_its_image_is_told(hansel: Command, home: Path) -> None:
    (first, was), (second, _), _ = damage(home, "missing", "altered", "missing")
    change(home, "UPDATE explanations SET map_sha256 = ? WHERE id = 2", "0" * 64)
    altered = second.read_bytes()
    code, out, _ = mend(hansel, home, "--json")
    found = {one["explanation"]: one for one in json.loads(out)["maps"]}
    assert (code, {number: one["ending"] for number, one in found.items()}) == (
        DIFFERS,
        {1: "put back", 2: "differs", 3: "put back"},
    )
    assert first.read_bytes() == was
    assert second.read_bytes() == altered
    first.unlink()
    image = home / "images" / found[1]["image"]
    image.rename(home / "away.png")
    code, out, _ = mend(hansel, home)
    assert code == STOPPED
    assert f"{image.name} is not there any more" in out
    assert out.rstrip().endswith("0 of 2 maps put back.")
    assert not first.exists()


def test_maps_are_not_put_back_while_another_process_holds_the_project(hansel: Command, home: Path) -> None:
    ((file, _),) = damage(home, "missing")
    with Store.open(home / "p.hansel"):
        code, out, err = mend(hansel, home)
    assert (code, out) == (WRONG, "")
    assert "in use" in err or "another" in err, err
    assert not file.exists()


@pytest.mark.parametrize("more", [(), ("--missing", "--explanation", "1"), ("--missing", "--image", "x.png")])
def test_one_of_the_two_ways_must_be_chosen(hansel: Command, home: Path, more: tuple[str, ...]) -> None:
    ran = hansel("rerun", home / "p.hansel", *more)
    assert (ran.code, ran.out) == (WRONG, "")
    assert "Usage" in ran.err


def test_the_code_of_the_demos_own_nets_is_part_of_the_program(hansel: Command, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    world.write_images(folder, 1)
    for name in ("model.toml", "model-control.toml"):
        own = demo_model().with_name(name)
        project = tmp_path / f"{name}.hansel"
        running.audit(running.Wanted(folder, own, project, method="gradient", trust_code=True))
        ran = hansel("rerun", project, "--explanation", 1)
        assert ran.code == 0, ran.err
        # A copy of it elsewhere is somebody's code like any other.
        shutil.copytree(own.parent, tmp_path / "copy", dirs_exist_ok=True)
        ran = hansel("rerun", project, "--explanation", 1, "--model", tmp_path / "copy" / name)
        assert ran.code == WRONG
        assert "--trust-code" in ran.err


def test_what_was_made_in_a_smaller_batch_is_made_again_in_it(hansel: Command, tmp_path: Path) -> None:
    """The memory has room for eight images, and keep and drop of a batch of eight are sixteen."""
    model = world.write_model(tmp_path / "model", "hungry")
    world.write_images(tmp_path / "images", 3)
    project = tmp_path / "p.hansel"
    ran = hansel("audit", tmp_path / "images", "--model", model, "--project", project, "--steps", "2", "--trust-code")
    assert ran.code == 0
    assert "too full for 8 images at once; going on with 4" in ran.err
    assert len(world.explained(project)) == 9
    again = hansel("rerun", project, "--explanation", "2", "--trust-code")
    assert again.code == 0
    assert "batch of 4" in again.out + again.err
